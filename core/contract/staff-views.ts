import { z } from 'zod';
import { idSchema, localDateTimeSchema, localeSchema } from './primitives.ts';

import { venueEditSchema } from './venue-edit.ts';

/** What the staff console shows; see staff-console.ts for the messages. */

const count = z.number().int().nonnegative();

export const sourceViewSchema = z.object({
  id: idSchema,
  /** File name, or the name of a folder of several files. */
  name: z.string(),
  /** As people call it: "schedule XML". */
  format: z.string(),
  files: count,
  /** Records taken from it. */
  rows: count,
  /** UTC, ISO 8601. */
  importedAt: z.string(),
  importedBy: z.string(),
});
export type SourceView = z.infer<typeof sourceViewSchema>;

/** A table (CSV, XLSX, …) and what its columns are taken for. */
export const tableViewSchema = z.object({
  id: idSchema,
  file: z.string(),
  /** What a row is: "sessions", "people", "exhibitors", … */
  kind: z.string(),
  kinds: z.array(z.object({ kind: z.string(), fields: z.array(z.string()) })),
  columns: z.array(
    z.object({
      name: z.string(),
      /** null: left out. */
      field: z.string().nullable(),
      /** 0 to 1: how sure the guess is. */
      confidence: z.number().min(0).max(1).optional(),
      /** First values that are not empty. */
      samples: z.array(z.string()),
    }),
  ),
  /** Set by staff rather than guessed. */
  edited: z.boolean(),
  /** Nothing of it is read before staff say what its columns are. */
  waits: z.boolean().optional(),
});
export type TableView = z.infer<typeof tableViewSchema>;

export const findingViewSchema = z.object({
  /** The same as long as the finding is. */
  id: idSchema,
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  file: z.string(),
  line: z.number().optional(),
  column: z.string().optional(),
  value: z.string().optional(),
  reason: z.string(),
  remedy: z.string(),
  /** The row as the file has it; the cell that the finding is about is marked. */
  row: z.array(z.object({ column: z.string(), value: z.string(), bad: z.boolean() })).optional(),
  /** Present where the value can be corrected here; `value` is what is there now. */
  fix: z.object({ column: z.string(), value: z.string() }).optional(),
});
export type FindingView = z.infer<typeof findingViewSchema>;

export const changeWhatSchema = z.enum(['added', 'moved', 'renamed', 'cancelled', 'changed', 'removed']);
export const changeViewSchema = z.object({
  /** "sessions", "places", … */
  kind: z.string(),
  what: changeWhatSchema,
  id: z.string(),
  name: z.string(),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type ChangeView = z.infer<typeof changeViewSchema>;

export const draftViewSchema = z.object({
  /** Grows with each change of the draft; `staff.publish` names the one that was looked at. */
  revision: count,
  name: z.string(),
  timezone: z.string(),
  sources: z.array(sourceViewSchema),
  tables: z.array(tableViewSchema),
  /** Records by kind. */
  counts: z.record(z.string(), count),
  findings: z.object({ errors: count, warnings: count, items: z.array(findingViewSchema) }),
  changes: z.object({
    /** Nothing was published before. */
    first: z.boolean(),
    any: z.boolean(),
    counts: z.array(z.object({ kind: z.string(), what: changeWhatSchema, count })),
    /** Settings of the venue that differ. */
    settings: z.array(z.string()),
    items: z.array(changeViewSchema),
  }),
  /** An error keeps it from being published. */
  blocked: z.boolean(),
  /** No file names the time zone: `staff.draft.setTimezone`. */
  asksTimezone: z.boolean(),
});
export type DraftView = z.infer<typeof draftViewSchema>;

export const versionViewSchema = z.object({
  version: z.string(),
  current: z.boolean(),
  /** false: the file is broken and cannot be gone back to. */
  readable: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
  /** Who went back to it, and when, where guests have it because of that. */
  rolledBack: z.object({ by: z.string(), at: z.string() }).optional(),
  summary: z.string(),
  counts: z.record(z.string(), count),
});
export type VersionView = z.infer<typeof versionViewSchema>;

export const editViewSchema = z.object({
  id: idSchema,
  edit: venueEditSchema,
  /** In one line, with names: "Closed: Bistro". */
  title: z.string(),
  /** UTC, ISO 8601. */
  at: z.string(),
  by: z.string(),
  /** What it is about is no longer in the data; it has no effect. */
  missing: z.boolean(),
});
export type EditView = z.infer<typeof editViewSchema>;

export const foundSchema = z.object({
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  /** Of a place: its hours. Of a way: whether it is closed. Of a session: time and room. Of an FAQ: its wordings and answer. */
  hours: z.string().optional(),
  closed: z.boolean().optional(),
  startsAt: localDateTimeSchema.optional(),
  endsAt: localDateTimeSchema.optional(),
  roomId: idSchema.nullable().optional(),
  cancelled: z.boolean().optional(),
  questions: z.array(z.string()).optional(),
  answer: z.string().optional(),
});
export type Found = z.infer<typeof foundSchema>;

export const unansweredGroupSchema = z.object({
  groupId: idSchema,
  /** Wordings, the latest first; numbers and contact details are masked. */
  examples: z.array(z.string()),
  count,
  /** UTC date: "2026-05-12". */
  lastAskedOn: z.string(),
  locales: z.array(localeSchema),
});
export type UnansweredGroup = z.infer<typeof unansweredGroupSchema>;

/** A guest's booking as staff see it: not whose it is. */
export const staffBookingSchema = z.object({
  id: idSchema,
  reference: z.string(),
  kind: z.enum(['table', 'seat', 'tour']),
  title: z.string(),
  startsAt: localDateTimeSchema,
  endsAt: localDateTimeSchema,
  party: count,
  /** In the guest's words. */
  note: z.string().optional(),
  status: z.enum(['booked', 'cancelled']),
  /** What happened to it without the guest. */
  notice: z.enum(['moved', 'cancelled', 'gone', 'withdrawn']).optional(),
  reason: z.string().optional(),
});
export type StaffBooking = z.infer<typeof staffBookingSchema>;
