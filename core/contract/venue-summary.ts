import { z } from 'zod';
import { idSchema, localeSchema, pointSchema } from './primitives.ts';

/** One floor as the screen draws it: plain geometry, metres, to scale. */
export const floorPlanSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** 0 is the ground floor. */
  level: z.number(),
  widthM: z.number().positive(),
  heightM: z.number().positive(),
  /** The building's outer wall, closed implicitly. */
  outline: z.array(pointSchema),
  areas: z.array(
    z.object({
      placeId: idSchema.nullable(),
      name: z.string(),
      /** Decides the fill: room, hall, restaurant, corridor, service, toilet, stairs, lift, outside, … */
      kind: z.string(),
      polygon: z.array(pointSchema).min(3),
    }),
  ),
});
export type FloorPlan = z.infer<typeof floorPlanSchema>;

/** A notice of staff, shown on every screen, by language; the venue's main language is always there. */
export const bannerSchema = z.record(localeSchema, z.string());

/** What a screen knows of the venue before anyone asks anything. */
export const venueSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  tagline: z.string().optional(),
  eventName: z.string().optional(),
  timezone: z.string(),
  languages: z.array(localeSchema).min(1),
  version: z.string(),
  banner: bannerSchema.optional(),
  floors: z.array(floorPlanSchema),
  /** Where this kiosk stands; null when the configured place is not in the data. */
  here: z.object({ placeId: idSchema, name: z.string(), floorId: idSchema, at: pointSchema, headingDeg: z.number() }).nullable(),
});
export type VenueSummary = z.infer<typeof venueSummarySchema>;
