import type { HealthReason } from '../../../core/contract/operator-api.ts';
import { type T, wordsFor } from '../i18n/operator-i18n.tsx';
import { bytesText, percentText, spanText } from '../parts/units.ts';

type Params = Readonly<Record<string, string | number>>;

/** What is wrong, in a sentence. A code the page does not know is shown as it came. */
export function healthText(t: T, tag: string, { code, params }: HealthReason): string {
  return wordsFor(t, 'health', code, `${code} ${Object.values(params).join(' ')}`.trim(), spoken(t, tag, params));
}

/** What a kiosk says of itself that the endpoint has found from its numbers, which it says with them. */
const SAID_BY: Readonly<Record<string, HealthReason['code']>> = {
  'disk-low': 'disk',
  hot: 'temperature',
  'clock-off': 'clock',
  'config-refused': 'config-refused',
};

/** Each thing that is wrong once. */
export function distinctReasons(reasons: readonly HealthReason[]): HealthReason[] {
  const found = new Set(reasons.map(({ code }) => code));
  return reasons.filter(({ code, params }) => {
    const same = code === 'problem' ? SAID_BY[String(params.problem)] : undefined;
    return same === undefined || !found.has(same);
  });
}

/** What the sentence needs, in the reader's units. */
function spoken(t: T, tag: string, params: Params): Params {
  const given: Record<string, string | number> = { ...params };
  const span = (name: string) => {
    if (typeof params[name] === 'number') given[name] = spanText(tag, Math.abs(params[name]));
  };
  span('sinceMs');
  span('withinMs');
  if (typeof params.offsetMs === 'number') {
    span('offsetMs');
    given.direction = params.offsetMs >= 0 ? 'ahead' : 'behind';
  }
  if (typeof params.freeBytes === 'number') given.freeBytes = bytesText(tag, params.freeBytes);
  if (typeof params.rms === 'number') given.rms = percentText(tag, params.rms);
  if (typeof params.state === 'string') given.state = wordsFor(t, 'device', params.state, params.state);
  // The kiosk's own words are English; where the page has its own for the code they are better.
  if (typeof params.problem === 'string') given.message = wordsFor(t, 'problem', params.problem, String(params.message ?? params.problem));
  return given;
}

export function deviceText(t: T, state: string): string {
  return wordsFor(t, 'device', state, state);
}
