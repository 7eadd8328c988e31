import { z } from 'zod';
import { localeSchema } from './primitives.ts';

/** Upper bounds of a histogram's buckets, milliseconds; one more bucket holds what is above the last. */
export const HISTOGRAM_BOUNDS_MS = [
  100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1250, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10_000, 15_000, 20_000, 30_000, 60_000,
  120_000, 300_000,
] as const;

const count = z.number().int().nonnegative().max(1_000_000);

/** How many took so long: a count for each of HISTOGRAM_BOUNDS_MS, then one for the rest. */
export const histogramSchema = z.array(count).length(HISTOGRAM_BOUNDS_MS.length + 1);
export type Histogram = z.infer<typeof histogramSchema>;

export function emptyHistogram(): Histogram {
  return new Array<number>(HISTOGRAM_BOUNDS_MS.length + 1).fill(0);
}

/** Counts one duration, in place. What is no number is left out. */
export function observeMs(histogram: Histogram, ms: number): void {
  if (!Number.isFinite(ms)) return;
  const found = HISTOGRAM_BOUNDS_MS.findIndex((bound) => ms <= bound);
  const bucket = found === -1 ? HISTOGRAM_BOUNDS_MS.length : found;
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

/**
 * Which visit of a remembered guest it was; "unknown" for everybody who is not remembered. A range from the third on: the
 * exact number would tell regulars apart.
 */
export const visitBandSchema = z.enum(['1', '2', '3-5', '6+', 'unknown']);
export type VisitBand = z.infer<typeof visitBandSchema>;
export const VISIT_BANDS = visitBandSchema.options;

export function visitBandOf(visit: number | null): VisitBand {
  if (visit === null || !(visit >= 1)) return 'unknown';
  if (visit < 3) return visit < 2 ? '1' : '2';
  return visit < 6 ? '3-5' : '6+';
}

/** Sessions that have ended. Each is in one bucket only: that of the hour in which it ended and of what it asked about first. */
export const visitCountsSchema = z.strictObject({
  band: visitBandSchema,
  /** In which the guest asked at least one question. */
  sessions: count,
  /** Of them, those that ended with nothing left open: every question answered, and every task done. */
  resolved: count,
  /** Of them, those that staff were called to. The others were contained. */
  handedOff: count,
  /** From the first question of a session to the answer that resolved it; unresolved sessions are not in it. */
  timeToAnswerMs: histogramSchema,
});
export type VisitCounts = z.infer<typeof visitCountsSchema>;

/**
 * What one kiosk counted in one hour about one topic in one language. No word of a guest, no guest and no session is named. A bucket is sent
 * whole as often as it has grown, and replaces what the endpoint had of (kiosk, hour, topic, language).
 */
export const countBucketSchema = z.strictObject({
  /** Venue-local: "2026-11-22T14" is from 14:00 to 15:00. */
  hour: z.string().regex(/^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3])$/, 'an hour such as "2026-11-22T14"'),
  /** Name of the tool that answered, or kind of the answer: an id of the program's own, never anything a guest said. */
  topic: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'the id of a tool or kind of answer'),
  language: localeSchema.max(20),
  /** Questions; each is answered, unanswered, or neither where the kiosk asked back. */
  asked: count,
  answered: count,
  unanswered: count,
  /** Questions that ended with staff being called. */
  handOffs: count,
  /** Repeat contacts: a remembered guest asked about something that an earlier visit had already asked about. */
  followUps: count,
  /** Open threads of remembered guests that were closed. */
  threadsClosed: count,
  visits: z
    .array(visitCountsSchema)
    .max(VISIT_BANDS.length)
    .refine((visits) => new Set(visits.map(({ band }) => band)).size === visits.length, 'each band once')
    .refine(
      (visits) => visits.every(({ sessions, resolved, handedOff }) => resolved <= sessions && handedOff <= sessions),
      'parts of sessions',
    ),
  voiceToVoiceMs: histogramSchema,
});
export type CountBucket = z.infer<typeof countBucketSchema>;
