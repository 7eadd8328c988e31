import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';

const name = z.union([z.string(), z.number()]).transform(String);

const lineSchema = z.object({
  id: name.optional(),
  sessions: z
    .array(
      z.object({
        id: name,
        /** ISO 8601, or as people write it: "1:56 pm on 8 May, 2023". */
        time: z.union([z.string(), z.number()]).transform(String).optional(),
        turns: z.array(z.object({ id: name.optional(), role: name.default('user'), text: z.string() })),
      }),
    )
    .min(1),
  questions: z.array(
    z.object({
      id: name.optional(),
      question: z.string().min(1),
      time: z.union([z.string(), z.number()]).transform(String).optional(),
      evidence: z.union([name.transform((one) => [one]), z.array(name)]).default([]),
      kind: name.default('all'),
    }),
  ),
});
export type BenchLine = z.infer<typeof lineSchema>;

/** One line of the file. @throws FoyerError "bench-line-unreadable" that names the line and the field. */
export function readBenchLine(file: string, number: number, text: string): BenchLine {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw unreadable(file, number, 'is not JSON', cause);
  }
  const parsed = lineSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unreadable(file, number, `${issue?.path.join('.') || 'it'}: ${issue?.message}`);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MONTH_YEAR = /(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})/i;
const MONTH_DAY_YEAR = /([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/i;
const CLOCK = /(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])?\.?m?/i;

/** A moment as ISO 8601, or null: Zulu where no zone is given. */
export function momentOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const [, day, month, year] = DAY_MONTH_YEAR.exec(text) ?? swapped(MONTH_DAY_YEAR.exec(text)) ?? [];
  const index = month === undefined ? -1 : MONTHS.indexOf(month.toLowerCase());
  if (index < 0) {
    const ms = Date.parse(/^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}Z` : text);
    return Number.isNaN(ms) ? null : new Date(ms).toISOString();
  }
  const [, hour = '12', minute = '0', half] = CLOCK.exec(text) ?? [];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const ms = Date.UTC(Number(year), index, Number(day), hours, Number(minute));
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function swapped(match: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return match === null ? null : [match[0], match[2], match[1], match[3]];
}

function unreadable(file: string, line: number, what: string, cause?: unknown): FoyerError {
  return new FoyerError(`${file}, line ${line}: ${what}`, {
    fault: 'operator',
    code: 'bench-line-unreadable',
    remedy:
      'Each line is one conversation: {"id", "sessions": [{"id", "time", "turns": [{"id", "role", "text"}]}], "questions": [{"id", "question", "evidence": [ids]}]}.',
    cause,
  });
}
