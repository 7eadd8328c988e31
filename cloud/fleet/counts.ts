import type { CountBucket, Histogram } from '../../core/contract/fleet-counts.ts';
import type { Queries } from '../database.ts';

const DAY_MS = 86_400_000;
/** A kiosk may have been cut off for so long. */
const OLDEST_MS = 31 * DAY_MS;
/** Zones run up to 14 h ahead of UTC, and clocks drift. */
const AHEAD_MS = DAY_MS;
/** Topics times languages of one kiosk in one hour. */
const MAX_PER_HOUR = 200;

/**
 * Keeps what one kiosk counted. A bucket replaces what was there of (kiosk, hour, topic, language), however often it comes. Those of an
 * impossible hour, or too many of one hour, are dropped for good: the kiosk need not send them again. Returns how many were kept.
 */
export async function keepCounts(
  tx: Queries,
  { tenant, device, nowMs }: { readonly tenant: string; readonly device: string; readonly nowMs: number },
  buckets: readonly CountBucket[],
): Promise<number> {
  // Of two of the same, the later: it has grown.
  const possible = new Map(buckets.filter(({ hour }) => isPossible(hour, nowMs)).map((bucket) => [nameOf(bucket), bucket]));
  if (possible.size === 0) return 0;
  const kept = await withinLimit(tx, tenant, device, [...possible.values()]);
  await writeCounts(tx, tenant, device, kept);
  return kept.length;
}

/** Those that replace one, and new ones as long as their hour has room. */
async function withinLimit(tx: Queries, tenant: string, device: string, buckets: readonly CountBucket[]): Promise<CountBucket[]> {
  const hours = [...new Set(buckets.map(({ hour }) => hour))];
  const rows = await tx.query(
    'SELECT hour, topic, language FROM fleet_counts WHERE tenant = $1 AND device_id = $2 AND hour IN (SELECT jsonb_array_elements_text($3::jsonb))',
    [tenant, device, JSON.stringify(hours)],
  );
  const known = new Map(hours.map((hour) => [hour, new Set<string>()]));
  for (const { hour, topic, language } of rows)
    known.get(String(hour))?.add(nameOf({ hour: String(hour), topic: String(topic), language: String(language) }));
  return buckets.filter((bucket) => {
    const there = known.get(bucket.hour);
    const name = nameOf(bucket);
    if (there === undefined || (!there.has(name) && there.size >= MAX_PER_HOUR)) return false;
    there.add(name);
    return true;
  });
}

/** Three statements, however many there are: a kiosk that was cut off for days brings hundreds at once. */
async function writeCounts(tx: Queries, tenant: string, device: string, buckets: readonly CountBucket[]): Promise<void> {
  const rows = JSON.stringify(
    buckets.map(({ visits: _visits, ...bucket }) => ({ ...bucket, voiceToVoiceMs: measured(bucket.voiceToVoiceMs) })),
  );
  await tx.query(
    `INSERT INTO fleet_counts (tenant, device_id, hour, topic, language,
       asked, answered, unanswered, hand_offs, follow_ups, threads_closed, voice_to_voice)
     SELECT $1, $2, hour, topic, language, asked, answered, unanswered, "handOffs", "followUps", "threadsClosed", "voiceToVoiceMs"
     FROM jsonb_to_recordset($3::jsonb) AS one(hour text, topic text, language text, asked int, answered int, unanswered int,
       "handOffs" int, "followUps" int, "threadsClosed" int, "voiceToVoiceMs" int[])
     ON CONFLICT (tenant, device_id, hour, topic, language) DO UPDATE SET
       asked = excluded.asked, answered = excluded.answered, unanswered = excluded.unanswered, hand_offs = excluded.hand_offs,
       follow_ups = excluded.follow_ups, threads_closed = excluded.threads_closed, voice_to_voice = excluded.voice_to_voice`,
    [tenant, device, rows],
  );
  await tx.query(
    `DELETE FROM fleet_visits v USING jsonb_to_recordset($3::jsonb) AS one(hour text, topic text, language text)
     WHERE v.tenant = $1 AND v.device_id = $2 AND v.hour = one.hour AND v.topic = one.topic AND v.language = one.language`,
    [tenant, device, rows],
  );
  const visits = buckets.flatMap(({ hour, topic, language, visits }) =>
    visits.map((one) => ({ hour, topic, language, ...one, timeToAnswerMs: measured(one.timeToAnswerMs) })),
  );
  if (visits.length === 0) return;
  await tx.query(
    `INSERT INTO fleet_visits (tenant, device_id, hour, topic, language, band, sessions, resolved, handed_off, time_to_answer)
     SELECT $1, $2, hour, topic, language, band, sessions, resolved, "handedOff", "timeToAnswerMs"
     FROM jsonb_to_recordset($3::jsonb) AS one(hour text, topic text, language text, band text, sessions int, resolved int,
       "handedOff" int, "timeToAnswerMs" int[])`,
    [tenant, device, JSON.stringify(visits)],
  );
}

function nameOf({ hour, topic, language }: Pick<CountBucket, 'hour' | 'topic' | 'language'>): string {
  return `${hour} ${topic} ${language}`;
}

function isPossible(hour: string, nowMs: number): boolean {
  const ms = Date.parse(`${hour}:00:00Z`);
  // The 31st of November would be taken for the 1st of December.
  return ms > nowMs - OLDEST_MS && ms < nowMs + AHEAD_MS && new Date(ms).toISOString().startsWith(hour);
}

/** Most buckets have no measurement of a kind. */
function measured(histogram: Histogram): number[] | null {
  return histogram.some((n) => n > 0) ? [...histogram] : null;
}
