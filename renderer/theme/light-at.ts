import type { ScreenConfig } from '../../core/contract/theme.ts';
import type { Light } from '../../core/theme/contrast-pairs.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** Which light it is on the venue's wall clock (UTC milliseconds that read as local time). A day may reach past midnight. */
export function lightAt({ light, dayFrom, dayTo }: ScreenConfig, wallClockMs: number): Light {
  if (light !== 'auto') return light;
  const now = Math.floor(wallClockMs / MINUTE_MS) % DAY_MINUTES;
  const [from, to] = [minutesOf(dayFrom), minutesOf(dayTo)];
  const isDay = from <= to ? now >= from && now < to : now >= from || now < to;
  return isDay ? 'day' : 'night';
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
