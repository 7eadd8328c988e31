import { z } from 'zod';
import { venueEditSchema } from '../../contract/index.ts';

/** A quick edit as it is kept in the version that it made, and in those after it. */
export const staffEditSchema = z.object({
  id: z.string(),
  edit: venueEditSchema,
  /** UTC, ISO 8601. */
  at: z.string(),
  by: z.string(),
});
export type StaffEdit = z.infer<typeof staffEditSchema>;

/** The lists of a venue that edits touch; "banner" is the one setting. */
export const EDITED_LISTS = ['places', 'edges', 'sessions', 'faqs'] as const;

/** What was there before edits, so that each of them can be taken back by itself. */
export const originalSchema = z.object({
  list: z.enum([...EDITED_LISTS, 'banner']),
  /** Position in the list without edits; -1 for a record that an edit added. */
  index: z.number().int(),
  /** Id of the record where the list has ids. */
  id: z.string(),
  /** Null: there was none. */
  record: z.record(z.string(), z.unknown()).nullable(),
});
export type Original = z.infer<typeof originalSchema>;
