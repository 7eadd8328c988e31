import { CircleCheck, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react';
import type { Light } from '../../../core/contract/operator-api.ts';
import { useT } from '../i18n/operator-i18n.tsx';

/** Each has a shape of its own, and a word beside it. */
export const LIGHT_ICONS: Readonly<Record<Light, LucideIcon>> = { red: OctagonX, yellow: TriangleAlert, green: CircleCheck };
const TONES: Readonly<Record<Light, string>> = { red: 'pill--bad', yellow: 'pill--warn', green: 'pill--good' };

export function LightPill({ light }: { readonly light: Light }) {
  const t = useT();
  const Icon = LIGHT_ICONS[light];
  return (
    <span className={`pill ${TONES[light]}`} data-testid="light" data-light={light}>
      <Icon aria-hidden="true" />
      {t(`light.${light}`)}
    </span>
  );
}
