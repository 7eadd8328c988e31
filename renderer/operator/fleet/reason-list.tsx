import type { HealthReason } from '../../../core/contract/operator-api.ts';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';
import { distinctReasons, healthText } from './health-text.ts';

/** What is wrong, worst first, in sentences. */
export function ReasonList({ reasons, bullets = false }: { readonly reasons: readonly HealthReason[]; readonly bullets?: boolean }) {
  const t = useT();
  const { tag } = useLanguage();
  return (
    <ul className={bullets ? 'bullets' : undefined} data-testid="reasons">
      {distinctReasons(reasons).map((reason) => (
        <li key={`${reason.code} ${reason.params.problem ?? ''}`}>{healthText(t, tag, reason)}</li>
      ))}
    </ul>
  );
}
