const LONGEST = 300;
const CLOSED = /(?<!\p{L})(?:closed|shut|geschlossen|ruhetag|fermée?|cerrad[oa]|chius[oa])(?!\p{L})/iu;
const MONTHS: readonly (readonly [RegExp, string])[] = [
  [/^(?:jan|jän|gen|ene)/, 'Jan'],
  [/^(?:feb|fév|fev)/, 'Feb'],
  [/^(?:mar|mär|mrz)/, 'Mar'],
  [/^(?:apr|avr|abr)/, 'Apr'],
  [/^(?:may|mai|mag)/, 'May'],
  [/^(?:jun|juin|giu)/, 'Jun'],
  [/^(?:jul|juil|lug)/, 'Jul'],
  [/^(?:aug|aoû|ago)/, 'Aug'],
  [/^(?:sep|set)/, 'Sep'],
  [/^(?:oct|okt|ott)/, 'Oct'],
  [/^nov/, 'Nov'],
  [/^(?:dec|dez|déc|dic)/, 'Dec'],
];
const HOLIDAYS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:christmas eve|heiligabend|heiliger abend|veille de noël|nochebuena|vigilia di natale)\b/gi, 'Dec 24'],
  [/\b(?:boxing day|2\. weihnachts(?:feier)?tag)\b/gi, 'Dec 26'],
  [/\b(?:christmas day|1\. weihnachts(?:feier)?tag|noël|natale|navidad|christmas)\b/gi, 'Dec 25'],
  [/\b(?:new year[’']?s eve|silvester|saint-sylvestre)\b/gi, 'Dec 31'],
  [/\b(?:new year[’']?s day|neujahr(?:stag)?|jour de l[’']an|capodanno)\b/gi, 'Jan 1'],
];

/**
 * What a note under a table of opening hours closes: "* closed on Christmas Eve and 25.12." → "Dec 24 off; Dec 25 off". Null
 * for a note that says anything else beside, such as other hours.
 */
export function closedDaysIn(note: string): string | null {
  if (note.length > LONGEST || !CLOSED.test(note) || /\d{1,2}[:.]\d{2}(?![.\d])(?!\d*\.)\s*(?:uhr|h\b|[-–])/i.test(note)) return null;
  const days: string[] = [];
  let rest = note;
  for (const [pattern, day] of HOLIDAYS) {
    rest = rest.replace(pattern, () => {
      days.push(day);
      return ' ';
    });
  }
  for (const [, day = '', month = ''] of rest.matchAll(/\b(\d{1,2})\.\s?(\d{1,2})\.?(?!\d)/g))
    push(days, day, MONTHS[Number(month) - 1]?.[1]);
  for (const [, day = '', month = ''] of rest.matchAll(/\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(\p{L}{3,})/gu))
    push(days, day, monthOf(month));
  for (const [, month = '', day = ''] of rest.matchAll(/(\p{L}{3,})\s+(\d{1,2})\b(?!\s*[.:]\s*\d)/gu)) push(days, day, monthOf(month));
  return days.length === 0 ? null : [...new Set(days)].map((day) => `${day} off`).join('; ');
}

function monthOf(name: string): string | undefined {
  return MONTHS.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
}

function push(days: string[], day: string, month: string | undefined): void {
  if (month !== undefined && Number(day) >= 1 && Number(day) <= 31) days.push(`${month} ${Number(day)}`);
}
