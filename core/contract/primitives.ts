import { z } from 'zod';

/** A BCP 47 language tag, such as "en" or "de-CH". */
export const localeSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as "en" or "de"');
export type Locale = z.infer<typeof localeSchema>;

/** An identifier from venue data or made by the kiosk; opaque, printable, bounded. */
export const idSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'printable characters');

/** A point on a floor, metres from the floor plan's top-left corner: [x to the right, y down]. */
export const pointSchema = z.tuple([z.number(), z.number()]);
export type Point = z.infer<typeof pointSchema>;

/** Wall-clock time at the venue, no zone: "2026-11-22T14:00". The venue's zone is in its summary. */
export const localDateTimeSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a local time such as "2026-11-22T14:00"');
export type LocalDateTime = z.infer<typeof localDateTimeSchema>;

/** When the kiosk listens to a guest; see `turnTaking.mode`. */
export const talkModeSchema = z.enum(['open', 'tap-to-talk', 'push-to-talk']);
export type TalkMode = z.infer<typeof talkModeSchema>;
