import { parseHours } from '../../../hours-syntax.ts';
import { isRecord } from '../../read-yaml.ts';
import { listOf, type Node, shortName } from './nodes.ts';

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

interface Spec {
  /** Of DAYS; 7 stands for public holidays. */
  readonly days: readonly number[];
  /** "09:00-17:00", or "off". */
  readonly span: string;
  /** "Dec 24-Dec 26 "; empty for all the year. */
  readonly season: string;
}

/** Opening hours of a place in OpenStreetMap's syntax, special days last; undefined when nothing is said. */
export function hoursOf(node: Node): string | undefined {
  const written = listOf(node.openingHours).flatMap((text) => (typeof text === 'string' && text.trim() !== '' ? [text.trim()] : []));
  const specs = [
    ...listOf(node.openingHoursSpecification),
    ...listOf(node.hoursAvailable),
    ...listOf(node.specialOpeningHoursSpecification),
  ];
  const read = specs.flatMap((spec) => (isRecord(spec) ? (specOf(spec) ?? []) : []));
  const rules = [
    ...written,
    ...rulesOf(read.filter(({ season }) => season === '')),
    ...rulesOf(read.filter(({ season }) => season !== '')),
  ];
  return rules.length === 0 ? undefined : rules.join('; ');
}

function specOf(spec: Node): Spec | null {
  const [opens, closes] = [clockOf(spec.opens), clockOf(spec.closes)];
  const span =
    opens === undefined || closes === undefined || (opens === closes && opens === '00:00')
      ? 'off'
      : `${opens}-${closes === '23:59' ? '24:00' : closes}`;
  if ((opens === undefined) !== (closes === undefined)) return null;
  const named = listOf(spec.dayOfWeek).flatMap((day) =>
    typeof day === 'string' ? dayOf(day) : isRecord(day) ? dayOf(String(day['@id'] ?? day.name)) : [],
  );
  return { days: named.length === 0 ? [0, 1, 2, 3, 4, 5, 6] : named, span, season: seasonOf(spec.validFrom, spec.validThrough) };
}

function dayOf(text: string): number[] {
  const name = shortName(text).slice(0, 2).toLowerCase();
  const at = /^publicholidays?$/i.test(shortName(text)) ? 7 : DAYS.findIndex((day) => day.toLowerCase() === name);
  return at < 0 ? [] : [at];
}

function clockOf(value: unknown): string | undefined {
  const match = typeof value === 'string' ? /(?:^|T)(\d{1,2}):(\d{2})/.exec(value.trim()) : null;
  return match === null || Number(match[1]) > 24 || Number(match[2]) > 59 ? undefined : `${(match[1] ?? '').padStart(2, '0')}:${match[2]}`;
}

/** A whole year or more is no season. Years stay where the reader of hours knows them. */
function seasonOf(from: unknown, through: unknown): string {
  const [first, last] = [dateOf(from), dateOf(through ?? from)];
  if (first === undefined || last === undefined) return '';
  if ((Date.UTC(last.year, last.month, last.day) - Date.UTC(first.year, first.month, first.day)) / 86_400_000 >= 360) return '';
  const day = ({ month, day: number }: { month: number; day: number }): string => `${MONTHS[month]} ${String(number).padStart(2, '0')}`;
  const single = first.year === last.year && first.month === last.month && first.day === last.day;
  const forms = single
    ? [`${first.year} ${day(first)}`, day(first)]
    : [`${first.year} ${day(first)}-${last.year} ${day(last)}`, `${iso(first)}..${iso(last)}`, `${day(first)}-${day(last)}`];
  return `${forms.find((form) => parseHours(`${form} off`) !== null) ?? ''} `;
}

function iso({ year, month, day }: { readonly year: number; readonly month: number; readonly day: number }): string {
  return `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function dateOf(value: unknown): { readonly year: number; readonly month: number; readonly day: number } | undefined {
  const match = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})/.exec(value) : null;
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]) - 1, Number(match[3])];
  return month in MONTHS && day >= 1 && day <= 31 ? { year, month, day } : undefined;
}

/** Days with the same hours in one rule: "Mo-Fr 09:00-12:00,13:00-17:00". */
function rulesOf(specs: readonly Spec[]): string[] {
  const bySeason = new Map<string, Map<number, string[]>>();
  for (const { season, days, span } of specs) {
    const byDay = bySeason.get(season) ?? new Map<number, string[]>();
    bySeason.set(season, byDay);
    for (const day of days) byDay.set(day, [...(byDay.get(day) ?? []), span]);
  }
  return [...bySeason].flatMap(([season, byDay]) => {
    const groups = new Map<string, number[]>();
    for (const day of [...byDay.keys()].sort((a, b) => a - b)) {
      const open = [...new Set(byDay.get(day))].filter((span) => span !== 'off').sort();
      const text = open.length === 0 ? 'off' : open.join(',');
      groups.set(text, [...(groups.get(text) ?? []), day]);
    }
    return [...groups].map(
      ([spans, days]) => `${season}${days.length === 7 && !days.includes(7) && season !== '' ? '' : `${daysText(days)} `}${spans}`,
    );
  });
}

function daysText(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === day - 1 && day < 7) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined): string => DAYS[day ?? 7] ?? 'PH';
  return runs.map((run) => (run.length > 1 ? `${name(run[0])}-${name(run.at(-1))}` : name(run[0]))).join(',');
}
