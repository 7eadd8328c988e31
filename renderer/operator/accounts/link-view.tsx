import type { SetUpLink } from '../../../core/contract/operator.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { When } from '../parts/when.tsx';

interface LinkViewProps {
  readonly name: string;
  readonly link: SetUpLink;
  readonly onClose: () => void;
}

/** The one-time link, shown this once. */
export function LinkView({ name, link, onClose }: LinkViewProps) {
  const t = useT();
  const url = `${location.origin}/operator/setup#${encodeURIComponent(link.tenant)}/${link.code}`;
  return (
    <section className="callout" aria-label={t('link.title', { name })} data-testid="setup-link">
      <span aria-hidden="true">↗</span>
      <div className="stack">
        <p>
          <strong>{t('link.title', { name })}</strong> {t('link.text')} <When at={link.untilMs} />.
        </p>
        <p>
          <code className="link-code">{url}</code>
        </p>
        <div className="line">
          <button type="button" className="button button--paper" onClick={() => void navigator.clipboard?.writeText(url)}>
            {t('copy')}
          </button>
          <button type="button" className="button button--quiet" onClick={onClose}>
            {t('link.done')}
          </button>
        </div>
      </div>
    </section>
  );
}
