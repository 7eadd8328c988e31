import { z } from 'zod';
import { originalSchema, staffEditSchema } from './staff-edit.ts';

/** A file of a source; its bytes are kept under their hash. */
const sourceFileSchema = z.object({ name: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number() });

export const sourceSchema = z.object({
  id: z.string(),
  /** As staff know it: the name of the newest file, or of the folder. */
  name: z.string(),
  format: z.string(),
  /** Names as they were at the first import: they are part of the identity of tables' rows. */
  files: z.array(sourceFileSchema).min(1),
  importedAt: z.string(),
  importedBy: z.string(),
  /** A table whose columns nobody knew: it waits until staff say what they are. */
  waits: z.boolean().optional(),
});
export type Source = z.infer<typeof sourceSchema>;

/** A value that staff corrected in the console. */
export const patchSchema = z.object({
  file: z.string(),
  /** Path in the record: "start", "sections.0.title". */
  column: z.string(),
  /** The record's own id or title, and all it says: by either a patch finds its record again when lines move. */
  key: z.string(),
  row: z.string(),
  /** The value as JSON ("" for none); the patch holds only as long as the file says this. */
  was: z.string(),
  value: z.string(),
});
export type Patch = z.infer<typeof patchSchema>;

/** All that a venue is made of. It is kept in the manifest of each version, so that any of them can be made again and added to. */
export const recipeSchema = z.object({
  /** Counts the changes of a draft. */
  revision: z.number().int().nonnegative().default(0),
  sources: z.array(sourceSchema).default([]),
  timezone: z.string().optional(),
  name: z.string().optional(),
  mappings: z.record(z.string(), z.unknown()).default({}),
  patches: z.array(patchSchema).default([]),
  /** Warnings that staff do not want to see again; see finding-ids.ts. */
  ignored: z.array(z.string()).default([]),
  edits: z.array(staffEditSchema).default([]),
  originals: z.array(originalSchema).default([]),
});
export type Recipe = z.infer<typeof recipeSchema>;

export const EMPTY_RECIPE: Recipe = recipeSchema.parse({});
