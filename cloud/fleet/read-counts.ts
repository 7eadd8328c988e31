import { emptyHistogram, type Histogram, VISIT_BANDS, type VisitBand, visitBandSchema } from '../../core/contract/fleet-counts.ts';
import type { AnalyticsQuery } from '../../core/contract/operator-analytics.ts';
import type { CloudDatabase, Queries, Row } from '../database.ts';

export interface QuestionSums {
  readonly asked: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly handOffs: number;
  readonly followUps: number;
  readonly threadsClosed: number;
}
export interface VisitSums {
  readonly sessions: number;
  readonly resolved: number;
  readonly handedOff: number;
}

/** Sums as they are, small ones included: nothing of this leaves the endpoint before analytics.ts has withheld what it must. */
export interface CountSums {
  readonly kiosks: number;
  readonly topics: ReadonlyMap<string, QuestionSums>;
  /** Asked, by topic and then hour of the day. */
  readonly grid: ReadonlyMap<string, readonly number[]>;
  readonly days: ReadonlyMap<string, Pick<QuestionSums, 'asked' | 'unanswered'>>;
  readonly languages: ReadonlyMap<string, number>;
  readonly visits: ReadonlyMap<VisitBand, VisitSums & { readonly timeToAnswer: Histogram }>;
  readonly voiceToVoice: Histogram;
}

export async function readCounts(db: CloudDatabase, tenant: string, query: AnalyticsQuery): Promise<CountSums> {
  const { from, to, group, kiosk } = query;
  const where = `c.tenant = $1 AND c.hour >= $2 AND c.hour <= $3 AND ($4::text IS NULL OR c.device_id = $4)
    AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM fleet_kiosks k WHERE k.tenant = c.tenant AND k.device_id = c.device_id AND k.group_id = $5))`;
  const params = [tenant, `${from}T00`, `${to}T23`, kiosk ?? null, group ?? null];
  return db.asTenant(tenant, async (tx) => {
    const ask = (columns: string, table: string, by: string) => tx.query(`SELECT ${columns} FROM ${table} WHERE ${where} ${by}`, params);
    const sum = (...columns: string[]) => columns.map((column) => `sum(c.${column}) AS ${column}`).join(', ');
    const topics = await ask(
      `c.topic, ${sum('asked', 'answered', 'unanswered', 'hand_offs', 'follow_ups', 'threads_closed')}`,
      'fleet_counts c',
      'GROUP BY c.topic',
    );
    const grid = await ask(`c.topic, substr(c.hour, 12, 2) AS at, ${sum('asked')}`, 'fleet_counts c', 'GROUP BY 1, 2');
    const days = await ask(`substr(c.hour, 1, 10) AS day, ${sum('asked', 'unanswered')}`, 'fleet_counts c', 'GROUP BY 1 ORDER BY 1');
    const languages = await ask(`c.language, ${sum('asked')}`, 'fleet_counts c', 'GROUP BY c.language');
    const visits = await ask(`c.band, ${sum('sessions', 'resolved', 'handed_off')}`, 'fleet_visits c', 'GROUP BY c.band');
    const [kiosks] = await ask('count(DISTINCT c.device_id) AS n', 'fleet_counts c', '');
    return {
      kiosks: Number(kiosks?.n ?? 0),
      topics: new Map(topics.map((row) => [String(row.topic), toQuestions(row)])),
      grid: toGrid(grid),
      days: new Map(days.map((row) => [String(row.day), { asked: Number(row.asked), unanswered: Number(row.unanswered) }])),
      languages: new Map(languages.map((row) => [String(row.language), Number(row.asked)])),
      visits: toVisits(visits, await histograms(tx, 'fleet_visits', 'time_to_answer', 'band', where, params)),
      voiceToVoice: (await histograms(tx, 'fleet_counts', 'voice_to_voice', 'tenant', where, params)).get(tenant) ?? emptyHistogram(),
    };
  });
}

/** Bucket by bucket, for each value of `by`. */
async function histograms(
  tx: Queries,
  table: string,
  column: string,
  by: string,
  where: string,
  params: readonly unknown[],
): Promise<ReadonlyMap<string, Histogram>> {
  const rows = await tx.query(
    `SELECT c.${by} AS by, bucket, sum(n) AS n FROM ${table} c, unnest(c.${column}) WITH ORDINALITY AS one(n, bucket)
     WHERE ${where} GROUP BY 1, 2`,
    params,
  );
  const sums = new Map<string, Histogram>();
  for (const row of rows) {
    const histogram = sums.get(String(row.by)) ?? emptyHistogram();
    histogram[Number(row.bucket) - 1] = Number(row.n);
    sums.set(String(row.by), histogram);
  }
  return sums;
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

function toGrid(rows: readonly Row[]): Map<string, number[]> {
  const grid = new Map<string, number[]>();
  for (const row of rows) {
    const hours = grid.get(String(row.topic)) ?? new Array<number>(24).fill(0);
    hours[Number(row.at)] = Number(row.asked);
    grid.set(String(row.topic), hours);
  }
  return grid;
}

function toVisits(rows: readonly Row[], times: ReadonlyMap<string, Histogram>): CountSums['visits'] {
  const found = rows
    .map((row) => [visitBandSchema.parse(row.band), row] as const)
    .sort(([a], [b]) => VISIT_BANDS.indexOf(a) - VISIT_BANDS.indexOf(b));
  return new Map(
    found.map(([band, row]) => [
      band,
      {
        sessions: Number(row.sessions),
        resolved: Number(row.resolved),
        handedOff: Number(row.handed_off),
        timeToAnswer: times.get(band) ?? emptyHistogram(),
      },
    ]),
  );
}
