import { z } from 'zod';
import { idSchema, localDateTimeSchema, localeSchema } from './primitives.ts';

/**
 * The staff console, both ways. Only a signed-in staff screen may send any of it. Each command is answered by
 * `staff.done` or `staff.failed` with its `seq`; what changed for everyone (draft, versions, edits, unanswered
 * questions) is sent to every signed-in staff screen by itself.
 */

/** Files of one upload, and bytes of all of them together. */
export const MAX_UPLOAD_FILES = 100;
export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024;
/** Rows of one page of findings or changes. */
export const MAX_PAGE = 200;

const seq = z.number().int().positive();
/** Chosen by the screen; also in the header of the chunks (see binary.ts, encodeUploadChunk). */
const uploadId = z.number().int().nonnegative().max(0xffff_ffff);
const count = z.number().int().nonnegative();
const page = { offset: count.max(10_000_000).default(0), limit: z.number().int().min(1).max(MAX_PAGE).default(50) };
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

/** Field that a column holds, null when it is left out; one for each column of the table. */
const columnFields = z.array(z.string().max(40).nullable()).max(500);

export const staffConsoleToKiosk = [
  /** Anything staff did on the screen that sends nothing else: keeps the sign-in. */
  z.strictObject({ type: z.literal('staff.touch'), seq }),
  z.strictObject({ type: z.literal('staff.signOut'), seq }),
  /** Announces files; their bytes follow as binary chunks, in any order of files, each file from its beginning to its end. */
  z.strictObject({
    type: z.literal('staff.upload.begin'),
    seq,
    uploadId,
    files: z
      .array(z.strictObject({ name: line(255), bytes: count.max(MAX_UPLOAD_BYTES) }))
      .min(1)
      .max(MAX_UPLOAD_FILES),
  }),
  /** All chunks are sent: read the files into the draft. Answered when the draft is there. */
  z.strictObject({ type: z.literal('staff.upload.end'), seq, uploadId }),
  z.strictObject({ type: z.literal('staff.upload.cancel'), seq, uploadId }),
  /** Asks for `staff.draft` (null: there is none). It comes by itself after signing in and after each change. */
  z.strictObject({ type: z.literal('staff.draft.get'), seq }),
  z.strictObject({
    type: z.literal('staff.draft.findings'),
    seq,
    severity: z.enum(['error', 'warning']).optional(),
    file: z.string().max(255).optional(),
    ...page,
  }),
  z.strictObject({
    type: z.literal('staff.draft.changes'),
    seq,
    kind: z.string().max(40).optional(),
    what: z.string().max(40).optional(),
    ...page,
  }),
  /** The right value for the cell that a finding with `fix` is about; the empty text empties it. Remembered over re-imports. */
  z.strictObject({ type: z.literal('staff.draft.fix'), seq, findingId: idSchema, value: z.string().max(10_000) }),
  /** Hides a warning, also at the next import. Errors cannot be ignored. */
  z.strictObject({ type: z.literal('staff.draft.ignore'), seq, findingId: idSchema }),
  z.strictObject({ type: z.literal('staff.draft.setMapping'), seq, tableId: idSchema, kind: z.string().max(40), fields: columnFields }),
  z.strictObject({ type: z.literal('staff.draft.setTimezone'), seq, timezone: line(80) }),
  z.strictObject({ type: z.literal('staff.draft.removeSource'), seq, sourceId: idSchema }),
  z.strictObject({ type: z.literal('staff.draft.discard'), seq }),
  /** Answered by `staff.report`. */
  z.strictObject({ type: z.literal('staff.draft.report'), seq, format: z.enum(['csv', 'json']).default('csv') }),
  z.strictObject({ type: z.literal('staff.publish'), seq, revision: count }),
  z.strictObject({ type: z.literal('staff.versions'), seq }),
  z.strictObject({ type: z.literal('staff.rollback'), seq, version: line(80) }),
  z.strictObject({ type: z.literal('staff.edit'), seq, edit: venueEditSchema }),
  z.strictObject({ type: z.literal('staff.edit.undo'), seq, editId: idSchema }),
  z.strictObject({ type: z.literal('staff.edits'), seq }),
  /** What a quick edit can be about, by part of its name; answered by `staff.found`. */
  z.strictObject({ type: z.literal('staff.find'), seq, kind: findableSchema, text: z.string().max(200) }),
  z.strictObject({ type: z.literal('staff.unanswered'), seq }),
  z.strictObject({ type: z.literal('staff.unanswered.dismiss'), seq, groupId: idSchema }),
  /**
   * A guest screen on the draft (or, without one, on what is published). Answered by `staff.preview`; that screen then
   * says hello as a guest with `preview: {token, now}` on a connection of its own.
   */
  z.strictObject({ type: z.literal('staff.preview.open'), seq }),
] as const;

/** In `hello` of a guest screen: a preview, with the clock standing at `now`; left out: the real time. Has no effects. */
export const previewSchema = z.strictObject({ token: line(200), now: localDateTimeSchema.optional() });
export type Preview = z.infer<typeof previewSchema>;

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

export const staffConsoleToScreen = [
  z.object({
    type: z.literal('staff.done'),
    seq: z.number(),
    /** Published or pointed at by this command. */
    version: z.string().optional(),
    /** Of `staff.edit`. */
    editId: z.string().optional(),
    /** New warnings that came of it: "Hall 1 has two sessions at 14:00". */
    warnings: z.array(z.string()).optional(),
  }),
  z.object({ type: z.literal('staff.failed'), seq: z.number(), code: z.string(), message: z.string(), remedy: z.string().optional() }),
  /** The sign-in ended: by itself, by another PIN being set, or because the screen asked. */
  z.object({ type: z.literal('staff.signedOut'), reason: z.enum(['idle', 'asked']) }),
  /** Of a running upload and import; `done` of `of` bytes while receiving, files while reading. */
  z.object({
    type: z.literal('staff.import.progress'),
    uploadId,
    phase: z.enum(['receiving', 'reading', 'checking', 'saving']),
    done: z.number().nonnegative(),
    of: z.number().nonnegative(),
    file: z.string().optional(),
  }),
  z.object({ type: z.literal('staff.draft'), draft: draftViewSchema.nullable() }),
  z.object({
    type: z.literal('staff.draft.findings'),
    seq: z.number(),
    revision: count,
    total: count,
    offset: count,
    items: z.array(findingViewSchema),
  }),
  z.object({
    type: z.literal('staff.draft.changes'),
    seq: z.number(),
    revision: count,
    total: count,
    offset: count,
    items: z.array(changeViewSchema),
  }),
  /** A file to save; made of text that is safe to open in a spreadsheet. */
  z.object({ type: z.literal('staff.report'), seq: z.number(), name: z.string(), mediaType: z.string(), text: z.string() }),
  z.object({ type: z.literal('staff.versions'), versions: z.array(versionViewSchema) }),
  z.object({ type: z.literal('staff.edits'), edits: z.array(editViewSchema) }),
  z.object({ type: z.literal('staff.found'), seq: z.number(), kind: findableSchema, total: count, items: z.array(foundSchema) }),
  z.object({ type: z.literal('staff.unanswered'), groups: z.array(unansweredGroupSchema) }),
  z.object({ type: z.literal('staff.preview'), seq: z.number(), token: z.string(), expiresInMs: z.number() }),
] as const;
