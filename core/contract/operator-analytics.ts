import { z } from 'zod';
import { visitBandSchema } from './fleet-counts.ts';

const day = z.iso.date();

/** GET /v1/operator/analytics?from=…&to=…&group=…|kiosk=… (viewer): whole venue-local days, both included, 400 at most. */
export const analyticsQuerySchema = z
  .strictObject({ from: day, to: day, group: z.string().min(1).max(40).optional(), kiosk: z.uuid().optional() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'not before `from`' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < 400 * 86_400_000, { path: ['from'], message: '400 days at most' });
export type AnalyticsQuery = z.infer<typeof analyticsQuerySchema>;

/** A count, or null where it is withheld: it is small, or by it a small one could be worked out. 0 is told. */
const shown = z.number().int().nonnegative().nullable();
/** 0 to 1; null where its parts are withheld or there is nothing to divide. */
const share = z.number().min(0).max(1).nullable();
/** From histograms, by linear interpolation within a bucket; null where fewer than `smallest` were measured. */
const quantiles = z.object({ p50Ms: z.number(), p95Ms: z.number() }).nullable();

const questionCounts = {
  asked: shown,
  answered: shown,
  unanswered: shown,
  handOffs: shown,
  /** Repeat contacts: remembered guests who came back with the same matter. */
  followUps: shown,
  threadsClosed: shown,
};
const visitCounts = { sessions: shown, resolved: shown, handedOff: shown };

export const analyticsViewSchema = z.object({
  from: day,
  to: day,
  /** Counts from 1 to one below this are withheld. */
  smallest: z.number().int(),
  /** Kiosks that counted anything. */
  kiosks: z.number().int(),
  totals: z.object({
    ...questionCounts,
    ...visitCounts,
    /** Of first visits, those resolved. */
    resolvedAtFirstVisit: share,
    /** Of sessions, those without a hand-off to staff. */
    containment: share,
    /** Of questions asked, repeat contacts. */
    repeatContacts: share,
  }),
  /** Most asked first. */
  topics: z.array(
    z.object({
      topic: z.string(),
      ...questionCounts,
      /** Asked, by hour of the day from 0 to 23; of a kiosk or group all withheld. */
      hours: z.array(shown).length(24),
    }),
  ),
  /** Asked, of all topics; of a kiosk or group all withheld. */
  hours: z.array(shown).length(24),
  days: z.array(z.object({ day, asked: shown, unanswered: shown })),
  languages: z.array(z.object({ language: z.string(), asked: shown })),
  /** Whether returning guests are served better: by which visit it was. */
  visits: z.array(z.object({ band: visitBandSchema, ...visitCounts, resolution: share, timeToAnswer: quantiles })),
  voiceToVoice: quantiles,
});
export type AnalyticsView = z.infer<typeof analyticsViewSchema>;
