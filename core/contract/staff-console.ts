import { z } from 'zod';
import { idSchema, localDateTimeSchema } from './primitives.ts';
import {
  changeViewSchema,
  draftViewSchema,
  editViewSchema,
  findingViewSchema,
  foundSchema,
  staffBookingSchema,
  unansweredGroupSchema,
  versionViewSchema,
} from './staff-views.ts';
import { findableSchema, venueEditSchema } from './venue-edit.ts';

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
  /** Asks for `staff.bookings`; it comes by itself after each change. */
  z.strictObject({ type: z.literal('staff.bookings'), seq }),
  /** Takes a booking back; the guest is told why when they ask next. */
  z.strictObject({ type: z.literal('staff.booking.cancel'), seq, bookingId: idSchema, reason: line(300) }),
  /**
   * A guest screen on the draft (or, without one, on what is published). Answered by `staff.preview`; that screen then
   * says hello as a guest with `preview: {token, now}` on a connection of its own.
   */
  z.strictObject({ type: z.literal('staff.preview.open'), seq }),
] as const;

/** In `hello` of a guest screen: a preview, with the clock standing at `now`; left out: the real time. Has no effects. */
export const previewSchema = z.strictObject({ token: line(200), now: localDateTimeSchema.optional() });
export type Preview = z.infer<typeof previewSchema>;

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
  /** The sign-in ended: nobody used the screen, or it asked. */
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
  /** From today on, for a week, by start. */
  z.object({ type: z.literal('staff.bookings'), bookings: z.array(staffBookingSchema) }),
  z.object({ type: z.literal('staff.unanswered'), groups: z.array(unansweredGroupSchema) }),
  z.object({ type: z.literal('staff.preview'), seq: z.number(), token: z.string(), expiresInMs: z.number() }),
] as const;
