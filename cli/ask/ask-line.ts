import { z } from 'zod';

const id = z.union([z.string(), z.number()]);

/** One line of `foyer ask --jsonl`. Unknown fields are ignored: others may keep their own in it. */
const askLineSchema = z.object({
  id: id.optional(),
  question: z.string().trim().min(1),
  now: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  lang: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  session: id.nullish().transform((value) => (value === null || value === undefined ? undefined : String(value))),
});

export interface AskLine {
  readonly id?: string | number | undefined;
  readonly question: string;
  readonly now?: string | undefined;
  readonly lang?: string | undefined;
  readonly session?: string | undefined;
}

export type ReadLine =
  | { readonly ok: true; readonly line: AskLine }
  | { readonly ok: false; readonly reason: string; readonly id?: string | number };

export function readAskLine(text: string): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const parsed = askLineSchema.safeParse(value);
  if (parsed.success) return { ok: true, line: parsed.data };
  const known = z.object({ id }).safeParse(value);
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || 'line';
  return { ok: false, reason: `${where}: ${issue?.message ?? 'invalid'}`, ...(known.success ? { id: known.data.id } : {}) };
}
