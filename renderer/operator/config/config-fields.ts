import type { ConfigScope } from '../../../core/contract/operator-api.ts';

/** How a value is typed. Numbers are shown divided by `scale`: milliseconds as seconds. */
export type ConfigField = {
  readonly path: string;
  /** Where it makes sense; left out: anywhere. */
  readonly only?: ConfigScope;
} & (
  | { readonly kind: 'text' | 'list' | 'time' | 'switch' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number; readonly scale?: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
);

/** What is set most often has a field; everything else that may be set is in the JSON. */
export const CONFIG_FIELDS: readonly ConfigField[] = [
  { path: 'name', kind: 'text', only: 'kiosk' },
  { path: 'placeId', kind: 'text', only: 'kiosk' },
  { path: 'headingDeg', kind: 'number', min: 0, max: 359, step: 1, only: 'kiosk' },
  { path: 'companion.name', kind: 'text' },
  { path: 'locales', kind: 'list' },
  { path: 'turnTaking.mode', kind: 'choice', choices: ['open', 'tap-to-talk', 'push-to-talk'] },
  { path: 'speaking.rate', kind: 'number', min: 0.5, max: 2, step: 0.1 },
  { path: 'idle.warnAfterMs', kind: 'number', min: 1, max: 600, step: 1, scale: 1000 },
  { path: 'idle.resetAfterMs', kind: 'number', min: 1, max: 600, step: 1, scale: 1000 },
  { path: 'operate.restartAt', kind: 'time' },
  { path: 'screen.light', kind: 'choice', choices: ['auto', 'day', 'night'] },
  { path: 'sounds.enabled', kind: 'switch' },
  { path: 'hearing.model', kind: 'text' },
  { path: 'privacy.controller', kind: 'text' },
  { path: 'privacy.contact', kind: 'text' },
];
