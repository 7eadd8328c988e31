import type { Histogram } from '../../core/contract/fleet-counts.ts';
import type { AnalyticsQuery, AnalyticsView } from '../../core/contract/operator-analytics.ts';
import { quantileMs } from './quantile.ts';
import type { CountSums, QuestionSums, VisitSums } from './read-counts.ts';
import { SMALLEST, type SumOf, suppress } from './suppress.ts';

const QUESTIONS = ['asked', 'answered', 'unanswered', 'handOffs', 'followUps', 'threadsClosed'] as const;
const VISITS = ['sessions', 'resolved', 'handedOff'] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const NO_QUESTIONS: QuestionSums = { asked: 0, answered: 0, unanswered: 0, handOffs: 0, followUps: 0, threadsClosed: 0 };
const NO_VISITS: VisitSums = { sessions: 0, resolved: 0, handedOff: 0 };
type Shown = number | null;

/** What an operator sees of the counts: every number that is small, or would give a small one away, is withheld (suppress.ts). */
export function toAnalytics({ from, to }: AnalyticsQuery, sums: CountSums): AnalyticsView {
  const table = createTable();
  fill(table, sums);
  const shown = table.protect();
  const questions = (row: string) =>
    Object.fromEntries(QUESTIONS.map((m) => [m, shown(row, m)])) as Record<(typeof QUESTIONS)[number], Shown>;
  const visits = (row: string) => Object.fromEntries(VISITS.map((m) => [m, shown(row, m)])) as Record<(typeof VISITS)[number], Shown>;
  const [all, guests, first] = [questions('all'), visits('visits'), visits('visit 1')];
  const contained = shown('visits', 'contained');
  return {
    from,
    to,
    smallest: SMALLEST,
    kiosks: sums.kiosks,
    totals: {
      ...all,
      ...guests,
      resolvedAtFirstVisit: share(first.resolved, first.sessions),
      containment: share(contained, guests.sessions),
      repeatContacts: share(all.followUps, all.asked),
    },
    topics: [...sums.topics]
      .sort(([a, x], [b, y]) => y.asked - x.asked || (a < b ? -1 : 1))
      .map(([topic]) => ({ topic, ...questions(`topic ${topic}`), hours: HOURS.map((hour) => shown(`topic ${topic}`, `${hour} h`)) })),
    hours: HOURS.map((hour) => shown('all', `${hour} h`)),
    days: [...sums.days.keys()].map((day) => ({ day, asked: shown(`day ${day}`, 'asked'), unanswered: shown(`day ${day}`, 'unanswered') })),
    languages: [...sums.languages]
      .sort(([, x], [, y]) => y - x)
      .map(([language]) => ({ language, asked: shown(`language ${language}`, 'asked') })),
    visits: [...sums.visits].map(([band, { timeToAnswer }]) => {
      const of = visits(`visit ${band}`);
      const time = of.resolved === null ? null : quantiles(timeToAnswer);
      return { band, ...of, resolution: share(of.resolved, of.sessions), timeToAnswer: time };
    }),
    voiceToVoice: quantiles(sums.voiceToVoice),
  };
}

/** All numbers of the answer in one table, with every sum that a reader could do. */
function fill(table: Table, { topics, grid, days, languages, visits }: CountSums): void {
  const rows = [...topics].map(([topic, one]) => [`topic ${topic}`, one] as const);
  for (const [row, one] of rows) addQuestions(table, row, one);
  addQuestions(
    table,
    'all',
    addUp(
      rows.map(([, one]) => one),
      QUESTIONS,
      NO_QUESTIONS,
    ),
  );
  for (const measure of QUESTIONS)
    table.sum(
      'all',
      measure,
      rows.map(([row]) => [row, measure]),
    );
  for (const [topic, hours] of grid) {
    for (const hour of HOURS) table.add(`topic ${topic}`, `${hour} h`, hours[hour] ?? 0);
    table.sum(
      `topic ${topic}`,
      'asked',
      HOURS.map((hour) => [`topic ${topic}`, `${hour} h`]),
    );
  }
  for (const hour of HOURS) {
    table.add(
      'all',
      `${hour} h`,
      [...grid.values()].reduce((sum, hours) => sum + (hours[hour] ?? 0), 0),
    );
    table.sum(
      'all',
      `${hour} h`,
      [...grid.keys()].map((topic) => [`topic ${topic}`, `${hour} h`]),
    );
  }
  table.sum(
    'all',
    'asked',
    HOURS.map((hour) => ['all', `${hour} h`]),
  );
  for (const [day, { asked, unanswered }] of days) {
    table.add(`day ${day}`, 'asked', asked);
    table.add(`day ${day}`, 'unanswered', unanswered);
    table.split(`day ${day}`, 'asked', ['unanswered'], 'other');
  }
  for (const measure of ['asked', 'unanswered'])
    table.sum(
      'all',
      measure,
      [...days.keys()].map((day) => [`day ${day}`, measure]),
    );
  for (const [language, asked] of languages) table.add(`language ${language}`, 'asked', asked);
  table.sum(
    'all',
    'asked',
    [...languages.keys()].map((language) => [`language ${language}`, 'asked']),
  );
  for (const [band, one] of visits) addVisits(table, `visit ${band}`, one);
  addVisits(table, 'visits', addUp([...visits.values()], VISITS, NO_VISITS));
  for (const measure of VISITS)
    table.sum(
      'visits',
      measure,
      [...visits.keys()].map((band) => [`visit ${band}`, measure]),
    );
}

function addQuestions(table: Table, row: string, sums: QuestionSums): void {
  for (const measure of QUESTIONS) table.add(row, measure, sums[measure]);
  table.split(row, 'asked', ['answered', 'unanswered'], 'neither');
  table.split(row, 'asked', ['handOffs'], 'without a hand-off');
  table.split(row, 'asked', ['followUps'], 'for the first time');
}

function addVisits(table: Table, row: string, sums: VisitSums): void {
  for (const measure of VISITS) table.add(row, measure, sums[measure]);
  table.split(row, 'sessions', ['resolved'], 'unresolved');
  table.split(row, 'sessions', ['handedOff'], 'contained');
}

type Table = ReturnType<typeof createTable>;
function createTable() {
  const cells = new Map<string, number>();
  const sums: SumOf[] = [];
  const nameOf = (row: string, measure: string) => `${row} / ${measure}`;
  return {
    add: (row: string, measure: string, value: number) => void cells.set(nameOf(row, measure), value),
    sum: (row: string, measure: string, parts: readonly (readonly [row: string, measure: string])[]) =>
      void sums.push({ total: nameOf(row, measure), parts: parts.map(([of, part]) => nameOf(of, part)) }),
    /** The rest of a row's whole is a count as well: whoever sees the whole and the parts knows it. */
    split(row: string, whole: string, parts: readonly string[], rest: string) {
      const value = (measure: string) => cells.get(nameOf(row, measure)) ?? 0;
      const left = value(whole) - parts.reduce((sum, part) => sum + value(part), 0);
      // A kiosk that counts wrongly must not take the others' numbers away.
      if (left < 0) return;
      cells.set(nameOf(row, rest), left);
      sums.push({ total: nameOf(row, whole), parts: [...parts, rest].map((part) => nameOf(row, part)) });
    },
    protect() {
      const withheld = suppress(cells, sums);
      return (row: string, measure: string): Shown => {
        const name = nameOf(row, measure);
        return withheld.has(name) ? null : (cells.get(name) ?? null);
      };
    },
  };
}

function addUp<K extends string>(rows: readonly Readonly<Record<K, number>>[], measures: readonly K[], none: Readonly<Record<K, number>>) {
  const all: Record<K, number> = { ...none };
  for (const row of rows) for (const measure of measures) all[measure] += row[measure];
  return all;
}

function share(part: Shown, whole: Shown): number | null {
  return part === null || whole === null || whole === 0 ? null : Math.min(1, part / whole);
}

function quantiles(histogram: Histogram): AnalyticsView['voiceToVoice'] {
  const [p50Ms, p95Ms] = [quantileMs(histogram, 0.5), quantileMs(histogram, 0.95)];
  const measured = histogram.reduce((sum, n) => sum + n, 0);
  return p50Ms === null || p95Ms === null || measured < SMALLEST ? null : { p50Ms, p95Ms };
}
