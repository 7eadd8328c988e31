import { isZone } from '../programme/times.ts';

/** Zone names of Windows calendars that are common in Europe and the Americas (Unicode CLDR, windowsZones). */
const WINDOWS: Readonly<Record<string, string>> = {
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'FLE Standard Time': 'Europe/Kiev',
  'GTB Standard Time': 'Europe/Bucharest',
  'Turkey Standard Time': 'Europe/Istanbul',
  'Russian Standard Time': 'Europe/Moscow',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Atlantic Standard Time': 'America/Halifax',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'India Standard Time': 'Asia/Kolkata',
  'China Standard Time': 'Asia/Shanghai',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Singapore Standard Time': 'Asia/Singapore',
  'Arabian Standard Time': 'Asia/Dubai',
  'AUS Eastern Standard Time': 'Australia/Sydney',
};

/** The IANA zone that a calendar means: "/example.org/20240101/Europe/Berlin" and Windows' names too. */
export function ianaZone(name: string): string | undefined {
  const bare = name.trim().replace(/^"|"$/g, '');
  const windows = WINDOWS[bare];
  if (windows !== undefined) return windows;
  const parts = bare.split('/');
  const candidates = [bare, parts.slice(-2).join('/'), parts.slice(-3).join('/')];
  return candidates.find((zone) => /^[A-Za-z_]+(?:\/[\w+-]+)+$/.test(zone) && isZone(zone));
}
