import { z } from 'zod';
import { idSchema, localDateTimeSchema, localeSchema } from './primitives.ts';

const line = (max: number) => z.string().trim().min(1).max(max);
const localised = z.record(localeSchema, line(2000)).refine((texts) => Object.keys(texts).length > 0, 'a text in at least one language');

/**
 * A quick change by staff without an import. It is published at once as a new version, stays over re-imports, and can
 * be undone. `until` (venue wall clock): it is undone by itself then.
 */
export const venueEditSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('place.close'), placeId: idSchema, until: localDateTimeSchema.optional() }),
  /** Undoes what staff closed. */
  z.strictObject({ kind: z.literal('place.open'), placeId: idSchema }),
  z.strictObject({ kind: z.literal('place.hours'), placeId: idSchema, hours: line(300), until: localDateTimeSchema.optional() }),
  /** `pathId` as `staff.found` of kind "path" names it: one way, or a lift or stairs as a whole. */
  z.strictObject({ kind: z.literal('path.close'), pathId: line(500), until: localDateTimeSchema.optional() }),
  z.strictObject({ kind: z.literal('path.open'), pathId: line(500) }),
  /** What is left out stays; a new start alone keeps the length. */
  z.strictObject({
    kind: z.literal('session.move'),
    sessionId: idSchema,
    roomId: idSchema.optional(),
    startsAt: localDateTimeSchema.optional(),
    endsAt: localDateTimeSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('session.cancel'), sessionId: idSchema }),
  /** Text by language; a later one replaces it. */
  z.strictObject({ kind: z.literal('banner.set'), text: localised, until: localDateTimeSchema.optional() }),
  z.strictObject({ kind: z.literal('banner.clear') }),
  z.strictObject({
    kind: z.literal('faq.add'),
    /** The first is shown, all are matched. */
    questions: z.array(line(500)).min(1).max(20),
    answer: line(4000),
    locale: localeSchema,
    /** The group of unanswered questions that this answers; it leaves that list. */
    groupId: idSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('faq.change'),
    faqId: idSchema,
    questions: z.array(line(500)).min(1).max(20),
    answer: line(4000),
    locale: localeSchema,
  }),
  z.strictObject({ kind: z.literal('faq.remove'), faqId: idSchema }),
]);
export type VenueEdit = z.infer<typeof venueEditSchema>;
export type VenueEditOf<K extends VenueEdit['kind']> = Extract<VenueEdit, { kind: K }>;

/** What a quick edit can be about. */
export const findableSchema = z.enum(['place', 'session', 'path', 'faq']);
