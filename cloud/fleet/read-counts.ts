import { emptyHistogram, type Histogram, VISIT_BANDS, type VisitBand, visitBandSchema } from '../../core/contract/fleet-counts.ts';
import type { AnalyticsQuery } from '../../core/contract/operator-analytics.ts';
import type { CloudDatabase, Row } from '../database.ts';

export const QUESTIONS = ['asked', 'answered', 'unanswered', 'handOffs', 'followUps', 'threadsClosed'] as const;
export const VISITS = ['sessions', 'resolved', 'handedOff'] as const;
export type QuestionSums = Readonly<Record<(typeof QUESTIONS)[number], number>>;
export type VisitSums = Readonly<Record<(typeof VISITS)[number], number>>;

/** Sums as they are, small ones included: nothing of this leaves the endpoint before analytics.ts has withheld what it must. */
export interface CountSums {
  /** How many counted anything. */
  readonly kiosks: number;
  readonly topics: ReadonlyMap<string, QuestionSums>;
  /** Asked, by topic and then hour of the day. */
  readonly grid: ReadonlyMap<string, readonly number[]>;
  readonly days: ReadonlyMap<string, Pick<QuestionSums, 'asked' | 'unanswered'>>;
  readonly languages: ReadonlyMap<string, number>;
  readonly visits: ReadonlyMap<VisitBand, VisitSums & { readonly timeToAnswer: Histogram }>;
  readonly voiceToVoice: Histogram;
}

const RANGE = 'c.tenant = $1 AND c.hour >= $2 AND c.hour <= $3';
const sum = (...columns: string[]) => columns.map((column) => `sum(c.${column}) AS ${column}`).join(', ');
/** Bucket by bucket: to unnest them would make dozens of rows of each. */
const histogramOf = (column: string) =>
  emptyHistogram()
    .map((_, i) => `sum(c.${column}[${i + 1}]) AS bucket_${i}`)
    .join(', ');

/** What is withheld is worked out of all rows together: a kiosk that makes topics and languages up must not hold the endpoint up. */
const MOST = { topic: { rows: 120, rest: 'other' }, language: { rows: 60, rest: 'und' } } as const;
/** The rows most asked of in the house, whoever the answer is about, and the rest as one. */
const mostAsked = (column: keyof typeof MOST) =>
  `CASE WHEN c.${column} IN (SELECT o.${column} FROM fleet_counts o WHERE o.tenant = $1 AND o.hour >= $2 AND o.hour <= $3
     GROUP BY 1 ORDER BY sum(o.asked) DESC, 1 LIMIT ${MOST[column].rows}) THEN c.${column} ELSE '${MOST[column].rest}' END AS ${column}`;

/** Of the whole house. */
export async function readCounts(db: CloudDatabase, tenant: string, range: Pick<AnalyticsQuery, 'from' | 'to'>): Promise<CountSums> {
  return (await readBy('$1::text', db, tenant, range)).get(tenant) ?? NO_COUNTS;
}

/** Of each kiosk that counted anything. */
export async function readCountsByKiosk(
  db: CloudDatabase,
  tenant: string,
  range: Pick<AnalyticsQuery, 'from' | 'to'>,
): Promise<ReadonlyMap<string, CountSums>> {
  return readBy('c.device_id', db, tenant, range);
}

/** @param of what each answer is of, an expression */
async function readBy(
  of: string,
  db: CloudDatabase,
  tenant: string,
  { from, to }: Pick<AnalyticsQuery, 'from' | 'to'>,
): Promise<ReadonlyMap<string, CountSums>> {
  return db.asTenant(tenant, async (tx) => {
    const ask = (columns: string, table: string, by: string) =>
      tx.query(`SELECT ${of} AS of, ${columns} FROM ${table} WHERE ${RANGE} GROUP BY ${by}`, [tenant, `${from}T00`, `${to}T23`]);
    const questions = sum('asked', 'answered', 'unanswered', 'hand_offs', 'follow_ups', 'threads_closed');
    const rows: Rows = {
      grid: await ask(`${mostAsked('topic')}, substr(c.hour, 12, 2) AS at, ${questions}`, 'fleet_counts c', '1, 2, 3'),
      days: await ask(`substr(c.hour, 1, 10) AS day, ${sum('asked', 'unanswered')}`, 'fleet_counts c', '1, 2 ORDER BY 2'),
      languages: await ask(`${mostAsked('language')}, ${sum('asked')}`, 'fleet_counts c', '1, 2'),
      visits: await ask(`c.band, ${sum('sessions', 'resolved', 'handed_off')}, ${histogramOf('time_to_answer')}`, 'fleet_visits c', '1, 2'),
      voice: await ask(`count(DISTINCT c.device_id) AS kiosks, ${histogramOf('voice_to_voice')}`, 'fleet_counts c', '1'),
    };
    return new Map(rows.voice.map(({ of: one }) => [String(one), toSums(String(one), rows)]));
  });
}

type Rows = Readonly<Record<'grid' | 'days' | 'languages' | 'visits' | 'voice', readonly Row[]>>;

function toSums(of: string, all: Rows): CountSums {
  const own = (name: keyof Rows) => all[name].filter((row) => row.of === of);
  const topics = own('grid').map((row) => [String(row.topic), Number(row.at), toQuestions(row)] as const);
  const grid = new Map<string, number[]>();
  for (const [topic, hour, { asked }] of topics) {
    const hours = grid.get(topic) ?? new Array<number>(24).fill(0);
    hours[hour] = asked;
    grid.set(topic, hours);
  }
  const bands = own('visits').map((row) => [visitBandSchema.parse(row.band), row] as const);
  bands.sort(([a], [b]) => VISIT_BANDS.indexOf(a) - VISIT_BANDS.indexOf(b));
  const [voice] = own('voice');
  return {
    kiosks: Number(voice?.kiosks ?? 0),
    topics: merge(
      topics.map(([topic, , one]) => new Map([[topic, one]])),
      addNumbers,
    ),
    grid,
    days: new Map(own('days').map((row) => [String(row.day), { asked: Number(row.asked), unanswered: Number(row.unanswered) }])),
    languages: new Map(own('languages').map((row) => [String(row.language), Number(row.asked)])),
    visits: new Map(bands.map(([band, row]) => [band, toVisits(row)])),
    voiceToVoice: toHistogram(voice),
  };
}

/** 0 where nothing was measured. */
function toHistogram(row: Row | undefined): Histogram {
  return emptyHistogram().map((_, i) => Number(row?.[`bucket_${i}`] ?? 0));
}

function toQuestions(row: Row): QuestionSums {
  return {
    asked: Number(row.asked),
    answered: Number(row.answered),
    unanswered: Number(row.unanswered),
    handOffs: Number(row.hand_offs),
    followUps: Number(row.follow_ups),
    threadsClosed: Number(row.threads_closed),
  };
}

function toVisits(row: Row): VisitSums & { readonly timeToAnswer: Histogram } {
  const [sessions, resolved, handedOff] = [Number(row.sessions), Number(row.resolved), Number(row.handed_off)];
  return { sessions, resolved, handedOff, timeToAnswer: toHistogram(row) };
}

export const NO_COUNTS: CountSums = {
  kiosks: 0,
  topics: new Map(),
  grid: new Map(),
  days: new Map(),
  languages: new Map(),
  visits: new Map(),
  voiceToVoice: emptyHistogram(),
};

/** Of several kiosks together. The grid is left out: analytics.ts says why. */
export function addSums(all: readonly CountSums[]): CountSums {
  return {
    kiosks: all.reduce((n, { kiosks }) => n + kiosks, 0),
    topics: merge(
      all.map(({ topics }) => topics),
      addNumbers,
    ),
    grid: new Map(),
    days: merge(
      all.map(({ days }) => days),
      addNumbers,
    ),
    languages: merge(
      all.map(({ languages }) => languages),
      (a, b) => a + b,
    ),
    visits: merge(
      all.map(({ visits }) => visits),
      (a, b) => ({ ...addNumbers(a, b), timeToAnswer: addUp(a.timeToAnswer, b.timeToAnswer) }),
    ),
    voiceToVoice: all.map(({ voiceToVoice }) => voiceToVoice).reduce(addUp, emptyHistogram()),
  };
}

function merge<K, V>(maps: readonly ReadonlyMap<K, V>[], add: (a: V, b: V) => V): Map<K, V> {
  const merged = new Map<K, V>();
  for (const map of maps)
    for (const [key, value] of map) {
      const before = merged.get(key);
      merged.set(key, before === undefined ? value : add(before, value));
    }
  return merged;
}

/** What is a number in both; the rest as in the first. */
function addNumbers<T extends object>(a: T, b: T): T {
  const other = new Map<string, unknown>(Object.entries(b));
  return Object.fromEntries(
    Object.entries(a).map(([key, value]) => [key, typeof value === 'number' ? value + Number(other.get(key) ?? 0) : value]),
  ) as T;
}

function addUp(a: readonly number[], b: readonly number[]): number[] {
  return a.map((n, i) => n + (b[i] ?? 0));
}
