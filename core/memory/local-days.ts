import type { LocalDateTime } from '../contract/index.ts';

/** Moments of memory (ISO 8601, UTC) as the venue's clock shows them, and back. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-22T19:30" in `timezone` (IANA). */
export function localTimeOf(at: string, timezone: string): LocalDateTime {
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: timezone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    });
  formats.set(timezone, format);
  return format.format(new Date(at)).replace(' ', 'T');
}

/** When a day begins in `timezone`, as an ISO instant. @param date "2026-11-22" */
export function startOfDay(date: string, timezone: string): string {
  const wall = Date.parse(`${date}T00:00Z`);
  let ms = wall;
  // Twice: the offset may change between the first guess and the day itself.
  for (let i = 0; i < 2; i++) ms += wall - Date.parse(`${localTimeOf(new Date(ms).toISOString(), timezone)}Z`);
  return new Date(ms).toISOString();
}
