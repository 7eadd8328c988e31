import { type CountSums, QUESTIONS, type QuestionSums, VISITS, type VisitSums } from './read-counts.ts';
import type { SumOf } from './suppress.ts';

export const HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour);

/** All numbers of an answer, and every sum that a reader could do with them. */
export interface CountTable {
  readonly cells: ReadonlyMap<string, number>;
  readonly sums: readonly SumOf[];
}

export function cellName(row: string, measure: string): string {
  return `${row} / ${measure}`;
}

/** @param names what there is a row for; other counts' where tables have to be alike */
export function countTable(counts: CountSums, names: CountSums = counts): CountTable {
  const table = new Table();
  const topics = [...names.topics.keys()].map((topic) => [`topic ${topic}`, counts.topics.get(topic) ?? NO_QUESTIONS] as const);
  for (const [row, one] of topics) addQuestions(table, row, one);
  addQuestions(table, 'all', total([...counts.topics.values()], QUESTIONS));
  for (const measure of QUESTIONS)
    table.sum(
      ['all', measure],
      topics.map(([row]) => [row, measure]),
    );
  addGrid(table, counts);
  for (const day of names.days.keys()) {
    const { asked, unanswered } = counts.days.get(day) ?? NO_QUESTIONS;
    table.add(`day ${day}`, 'asked', asked);
    table.add(`day ${day}`, 'unanswered', unanswered);
    table.split(`day ${day}`, 'asked', ['unanswered'], 'other');
  }
  for (const measure of ['asked', 'unanswered'])
    table.sum(
      ['all', measure],
      [...names.days.keys()].map((day) => [`day ${day}`, measure]),
    );
  for (const language of names.languages.keys()) table.add(`language ${language}`, 'asked', counts.languages.get(language) ?? 0);
  table.sum(
    ['all', 'asked'],
    [...names.languages.keys()].map((language) => [`language ${language}`, 'asked']),
  );
  for (const band of names.visits.keys()) addVisits(table, `visit ${band}`, counts.visits.get(band) ?? NO_VISITS);
  addVisits(table, 'visits', total([...counts.visits.values()], VISITS));
  for (const measure of VISITS)
    table.sum(
      ['visits', measure],
      [...names.visits.keys()].map((band) => [`visit ${band}`, measure]),
    );
  return table;
}

/** Topics by hour of the day, where there is one. */
function addGrid(table: Table, { grid }: CountSums): void {
  if (grid.size === 0) return;
  for (const [topic, hours] of grid) {
    for (const hour of HOURS) table.add(`topic ${topic}`, `${hour} h`, hours[hour] ?? 0);
    table.sum(
      [`topic ${topic}`, 'asked'],
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
      ['all', `${hour} h`],
      [...grid.keys()].map((topic) => [`topic ${topic}`, `${hour} h`]),
    );
  }
  table.sum(
    ['all', 'asked'],
    HOURS.map((hour) => ['all', `${hour} h`]),
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

type Cell = readonly [row: string, measure: string];
class Table implements CountTable {
  readonly cells = new Map<string, number>();
  readonly sums: SumOf[] = [];
  add(row: string, measure: string, value: number): void {
    this.cells.set(cellName(row, measure), value);
  }
  sum(whole: Cell, parts: readonly Cell[]): void {
    this.sums.push({ total: cellName(...whole), parts: parts.map((part) => cellName(...part)) });
  }
  /** The rest of a row's whole is a count as well: whoever sees the whole and the parts knows it. */
  split(row: string, whole: string, parts: readonly string[], rest: string): void {
    const value = (measure: string) => this.cells.get(cellName(row, measure)) ?? 0;
    const left = value(whole) - parts.reduce((sum, part) => sum + value(part), 0);
    // A kiosk that counts wrongly must not take the others' numbers away.
    if (left < 0) return;
    this.add(row, rest, left);
    this.sum(
      [row, whole],
      [...parts, rest].map((part) => [row, part] as const),
    );
  }
}

const NO_QUESTIONS: QuestionSums = { asked: 0, answered: 0, unanswered: 0, handOffs: 0, followUps: 0, threadsClosed: 0 };
const NO_VISITS: VisitSums = { sessions: 0, resolved: 0, handedOff: 0 };

function total<K extends string>(rows: readonly Readonly<Record<K, number>>[], measures: readonly K[]): Record<K, number> {
  return Object.fromEntries(measures.map((measure) => [measure, rows.reduce((sum, row) => sum + row[measure], 0)])) as Record<K, number>;
}
