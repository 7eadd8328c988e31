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
  const possible = buckets.filter(({ hour }) => isPossible(hour, nowMs));
  let kept = 0;
  const hours = [...new Set(possible.map(({ hour }) => hour))];
  for (const hour of hours) {
    const rows = await tx.query('SELECT topic, language FROM fleet_counts WHERE tenant = $1 AND device_id = $2 AND hour = $3', [
      tenant,
      device,
      hour,
    ]);
    const known = new Set(rows.map(({ topic, language }) => `${topic} ${language}`));
    for (const bucket of possible.filter((one) => one.hour === hour)) {
      const name = `${bucket.topic} ${bucket.language}`;
      if (!known.has(name) && known.size >= MAX_PER_HOUR) continue;
      known.add(name);
      await keepBucket(tx, tenant, device, bucket);
      kept++;
    }
  }
  return kept;
}

async function keepBucket(tx: Queries, tenant: string, device: string, bucket: CountBucket): Promise<void> {
  const { hour, topic, language } = bucket;
  const key = [tenant, device, hour, topic, language];
  await tx.query(
    `INSERT INTO fleet_counts (tenant, device_id, hour, topic, language,
       asked, answered, unanswered, hand_offs, follow_ups, threads_closed, voice_to_voice)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (tenant, device_id, hour, topic, language) DO UPDATE SET
       asked = excluded.asked, answered = excluded.answered, unanswered = excluded.unanswered, hand_offs = excluded.hand_offs,
       follow_ups = excluded.follow_ups, threads_closed = excluded.threads_closed, voice_to_voice = excluded.voice_to_voice`,
    [
      ...key,
      bucket.asked,
      bucket.answered,
      bucket.unanswered,
      bucket.handOffs,
      bucket.followUps,
      bucket.threadsClosed,
      measured(bucket.voiceToVoiceMs),
    ],
  );
  await tx.query('DELETE FROM fleet_visits WHERE tenant = $1 AND device_id = $2 AND hour = $3 AND topic = $4 AND language = $5', key);
  for (const { band, sessions, resolved, handedOff, timeToAnswerMs } of bucket.visits)
    await tx.query(
      `INSERT INTO fleet_visits (tenant, device_id, hour, topic, language, band, sessions, resolved, handed_off, time_to_answer)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [...key, band, sessions, resolved, handedOff, measured(timeToAnswerMs)],
    );
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
