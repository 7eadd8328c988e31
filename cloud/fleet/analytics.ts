import type { Histogram } from '../../core/contract/fleet-counts.ts';
import type { AnalyticsQuery, AnalyticsView } from '../../core/contract/operator-analytics.ts';
import type { CloudDatabase } from '../database.ts';
import { cellName, countTable, HOURS } from './count-table.ts';
import { quantileMs } from './quantile.ts';
import { addSums, type CountSums, QUESTIONS, readCounts, readCountsByKiosk, VISITS } from './read-counts.ts';
import { SMALLEST, suppress } from './suppress.ts';
import { suppressKiosks } from './suppress-kiosks.ts';

type Shown = number | null;
type Range = Pick<AnalyticsQuery, 'from' | 'to'>;

/** The house, or some of its kiosks. */
export async function analyse(db: CloudDatabase, tenant: string, query: AnalyticsQuery): Promise<AnalyticsView> {
  const { group, kiosk } = query;
  const house = await readCounts(db, tenant, query);
  if (group === undefined && kiosk === undefined) return toAnalytics(query, house);
  const rows = await db.asTenant(tenant, (tx) =>
    tx.query(
      'SELECT device_id FROM fleet_kiosks WHERE tenant = $1 AND ($2::text IS NULL OR device_id = $2) AND ($3::text IS NULL OR group_id = $3)',
      [tenant, kiosk ?? null, group ?? null],
    ),
  );
  const asked = rows.map((row) => String(row.device_id));
  return toKioskAnalytics(query, house, await readCountsByKiosk(db, tenant, query), asked);
}

/** What an operator sees of the counts: every number that is small, or would give a small one away, is withheld (suppress.ts). */
export function toAnalytics(range: Range, house: CountSums): AnalyticsView {
  const { cells, sums } = countTable(house);
  return toView(range, house, house, cells, suppress(cells, sums));
}

/**
 * The same of some kiosks, without topics by the hour: of one kiosk nearly all of these are small, and what it takes to hide them would hide
 * the rest.
 */
export function toKioskAnalytics(
  range: Range,
  house: CountSums,
  kiosks: ReadonlyMap<string, CountSums>,
  asked: readonly string[],
): AnalyticsView {
  const counts = addSums(asked.flatMap((id) => kiosks.get(id) ?? []));
  return toView(range, counts, house, countTable(counts, house).cells, suppressKiosks(house, kiosks)(asked));
}

/** @param names what there is a row for */
function toView(
  { from, to }: Range,
  counts: CountSums,
  names: CountSums,
  cells: ReadonlyMap<string, number>,
  withheld: ReadonlySet<string>,
): AnalyticsView {
  const shown = (row: string, measure: string): Shown => {
    const name = cellName(row, measure);
    return withheld.has(name) ? null : (cells.get(name) ?? null);
  };
  const questions = (row: string) =>
    Object.fromEntries(QUESTIONS.map((m) => [m, shown(row, m)])) as Record<(typeof QUESTIONS)[number], Shown>;
  const visits = (row: string) => Object.fromEntries(VISITS.map((m) => [m, shown(row, m)])) as Record<(typeof VISITS)[number], Shown>;
  const [all, guests, first] = [questions('all'), visits('visits'), visits('visit 1')];
  const contained = shown('visits', 'contained');
  return {
    from,
    to,
    smallest: SMALLEST,
    kiosks: counts.kiosks,
    totals: {
      ...all,
      ...guests,
      resolvedAtFirstVisit: share(first.resolved, first.sessions),
      containment: share(contained, guests.sessions),
      repeatContacts: share(all.followUps, all.asked),
    },
    topics: [...names.topics]
      .sort(([a, x], [b, y]) => y.asked - x.asked || (a < b ? -1 : 1))
      .map(([topic]) => ({ topic, ...questions(`topic ${topic}`), hours: HOURS.map((hour) => shown(`topic ${topic}`, `${hour} h`)) })),
    hours: HOURS.map((hour) => shown('all', `${hour} h`)),
    days: [...names.days.keys()].map((day) => ({
      day,
      asked: shown(`day ${day}`, 'asked'),
      unanswered: shown(`day ${day}`, 'unanswered'),
    })),
    languages: [...names.languages]
      .sort(([, x], [, y]) => y - x)
      .map(([language]) => ({ language, asked: shown(`language ${language}`, 'asked') })),
    visits: [...names.visits.keys()].map((band) => {
      const of = visits(`visit ${band}`);
      const time = of.resolved === null ? null : quantiles(counts.visits.get(band)?.timeToAnswer ?? []);
      return { band, ...of, resolution: share(of.resolved, of.sessions), timeToAnswer: time };
    }),
    voiceToVoice: quantiles(counts.voiceToVoice),
  };
}

function share(part: Shown, whole: Shown): number | null {
  return part === null || whole === null || whole === 0 ? null : Math.min(1, part / whole);
}

function quantiles(histogram: Readonly<Histogram>): AnalyticsView['voiceToVoice'] {
  const [p50Ms, p95Ms] = [quantileMs(histogram, 0.5), quantileMs(histogram, 0.95)];
  const measured = histogram.reduce((sum, n) => sum + n, 0);
  return p50Ms === null || p95Ms === null || measured < SMALLEST ? null : { p50Ms, p95Ms };
}
