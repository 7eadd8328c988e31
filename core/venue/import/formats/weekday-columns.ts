/** Columns for the days of a week, Monday first, as fields of a place. */
export const WEEKDAY_FIELDS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const CODES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const SHUT = /^(?:closed|shut|geschlossen|zu|ruhetag|fermé|fermée|cerrado|cerrada|chiuso|chiusa|off|none|[-–—x/]+)$/i;
const ALL_DAY = /^(?:24\s*\/\s*7|24\s*h(?:ours)?|all day|ganztägig|durchgehend|rund um die uhr)$/i;

/** Opening hours of a row with a cell a weekday, written as one text: "Mo off; Tu 10:00-18:00". Undefined for a row that says nothing. */
export function hoursOfWeek(value: Readonly<Record<string, unknown>>): string | undefined {
  const days = WEEKDAY_FIELDS.map((field) => String(value[field] ?? '').trim());
  if (days.every((day) => day === '')) return undefined;
  return days.map((day, i) => `${CODES[i] ?? ''} ${cellHours(day)}`).join('; ');
}

function cellHours(cell: string): string {
  if (cell === '' || SHUT.test(cell)) return 'off';
  if (ALL_DAY.test(cell)) return '00:00-24:00';
  const spans = cell.replace(/\s*[;/\n+]\s*|\s+(?:and|und|et|y|e|&)\s+/gi, ',');
  // "10–12 Uhr", or "10–12" beside "14–17", can only be hours of a 24-hour clock.
  const full = /\d\s*(?:uhr|h)\b/i.test(spans) || /(?<![:.\d])(?:1[3-9]|2[0-4])(?![:.\d])/.test(spans);
  const bare = spans.replace(/(?<=\d)\s*(?:uhr|h)\b/gi, '');
  return full ? bare.replace(/(?<![:.\d])(\d{1,2})(?![:.\d])/g, '$1:00') : bare;
}
