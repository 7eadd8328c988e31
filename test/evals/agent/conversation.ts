import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { localDateTimeSchema } from '../../../core/contract/index.ts';

/** Scripted conversations as YAML; docs/evals.md says how one is written. */

/** "a|b": either, whatever the case. "/…/flags": a regular expression. */
const wanted = z.coerce.string().min(1);
/** What a tool's input or a row must at least have; texts as in `wanted`, or the value itself. */
const partial = z.record(z.string(), z.unknown());

const llmTurn = z.union([
  z.strictObject({ kind: z.literal('text'), pieces: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('calls'), calls: z.array(z.strictObject({ name: z.string(), arguments: z.string() })) }),
  z.strictObject({ kind: z.enum(['stall', 'nonsense']) }),
  z.strictObject({ kind: z.literal('break-off'), pieces: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('status'), status: z.number() }),
  /** The server is gone from here on. */
  z.literal('die'),
]);

/** What a turn is judged by. */
const expectations = {
  /** Tools that must run in this turn, with at least this input. */
  calls: z.record(z.string(), partial).optional(),
  /** Tools that must not. */
  never: z.array(z.string()).default([]),
  answer: z.array(wanted).default([]),
  not: z.array(wanted).default([]),
  outcome: wanted.optional(),
  /** Kinds of cards that must be shown. */
  cards: z.array(z.string()).default([]),
  locale: z.string().optional(),
  /** From the question to the end of the answer. */
  within_ms: z.number().positive().optional(),
  /** Does not wait for the last answer: sent so long after its question. */
  send_after_ms: z.number().nonnegative().optional(),
  /** Said only where the kiosk is waiting for an answer. */
  optional: z.boolean().default(false),
};

const replies = z.array(z.strictObject({ asked: wanted, say: z.string() }));

const turnSchema = z.union([
  z.strictObject({ say: z.string(), ...expectations }),
  z.strictObject({ say_times: z.strictObject({ text: z.string(), times: z.number().int() }), ...expectations }),
  /** Said aloud by the project's own voice, heard through the microphone's path. */
  z.strictObject({ speak: z.string(), ...expectations }),
  /** A recording, 16 kHz mono, beside the file of conversations. */
  z.strictObject({ wav: z.string(), ...expectations }),
  /** Whatever the kiosk asks is answered by the first line that fits, until it asks nothing more. */
  z.strictObject({ reply: replies, otherwise: z.string(), at_most: z.number().int().default(8) }),
  z.strictObject({
    /** A guest's name: a badge of theirs, the same each time. */
    badge: z.union([
      z.string(),
      z.strictObject({ raw: z.string() }),
      z.strictObject({ forge: z.string() }),
      z.strictObject({ expired: z.literal(true) }),
    ]),
    refused: z.boolean().default(false),
  }),
  /** `pin`: chosen right after a yes; left out: none. */
  z.strictObject({ consent: z.boolean(), pin: z.string().optional(), optional: z.boolean().default(false) }),
  /** Entered on the pad; `answer` and `not` are of what the guest's own screen shows then. */
  z.strictObject({ pin: z.string(), answer: expectations.answer, not: expectations.not }),
  /** Walks away: the session ends. */
  z.strictObject({ leave: z.literal(true) }),
]);
export type Turn = z.infer<typeof turnSchema>;
export type Expectations = Partial<z.infer<z.ZodObject<typeof expectations>>>;

const rows = z.array(partial);
const endSchema = z.strictObject({
  bookings: rows.optional(),
  requests: rows.optional(),
  cases: rows.optional(),
  leads: rows.optional(),
  lost: rows.optional(),
  found: rows.optional(),
  /** By the name of the badge. */
  facts: z.record(z.string(), rows).optional(),
  threads: z.record(z.string(), rows).optional(),
});
export type EndState = z.infer<typeof endSchema>;

const about = {
  venue: z.string().optional(),
  /** The venue's wall clock, which stands still. */
  now: localDateTimeSchema.optional(),
  lang: z.string().optional(),
  locales: z.array(z.string()).optional(),
  kind: z.string().optional(),
};

const conversationSchema = z.strictObject({
  id: z.string(),
  ...about,
  /** Of hostile ones: where the attempt comes in. */
  channel: z.enum(['speech', 'badge', 'venue', 'tool', 'memory']).optional(),
  badges: z.strictObject({ foreign: z.boolean() }).optional(),
  /** What a model answers, one entry a request, the last repeated; without it the conversation is the planner's under test. */
  llm: z.array(llmTurn).optional(),
  turns: z.array(turnSchema).min(1),
  /** Tools that must run, and that must not, in the whole of it. */
  calls: z.record(z.string(), partial).default({}),
  never: z.array(z.string()).default([]),
  /** What is in the database afterwards: each row of a table once, and none besides. */
  end: z.union([z.strictObject({ any: z.array(endSchema) }), endSchema]).optional(),
});
const fileSchema = z.strictObject({ ...about, conversations: z.array(conversationSchema) });

export type ConversationSpec = z.infer<typeof conversationSchema>;
export interface Conversation extends Omit<ConversationSpec, keyof typeof about> {
  readonly venue: string;
  readonly now: string;
  readonly lang: string;
  readonly locales: readonly string[];
  readonly kind: string;
  /** Folder of its file. */
  readonly folder: string;
  readonly heldOut: boolean;
}

/** All conversations of a folder, or of one file. A file named "held-out…" was never tuned on. */
export function readConversations(path: string): Conversation[] {
  const files = path.endsWith('.yaml')
    ? [path]
    : readdirSync(path)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => join(path, name));
  const all = files.flatMap(readFile);
  const ids = new Set<string>();
  for (const { id } of all) {
    if (ids.has(id)) throw new Error(`two conversations are called "${id}"`);
    ids.add(id);
  }
  return all;
}

function readFile(path: string): Conversation[] {
  const parsed = fileSchema.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${basename(path)}: ${z.prettifyError(parsed.error)}`);
  const { conversations, ...defaults } = parsed.data;
  return conversations.map((one) => {
    const lang = one.lang ?? defaults.lang ?? 'en';
    return {
      ...one,
      venue: one.venue ?? defaults.venue ?? 'demo',
      now: one.now ?? defaults.now ?? '2026-05-12T14:00',
      lang,
      locales: one.locales ?? defaults.locales ?? (lang === 'en' ? ['en', 'de'] : [lang, 'en']),
      kind: one.kind ?? defaults.kind ?? 'other',
      folder: join(path, '..'),
      heldOut: basename(path).startsWith('held-out'),
    };
  });
}
