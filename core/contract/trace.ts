import { z } from 'zod';
import { localeSchema, pointSchema } from './primitives.ts';

export const agentStageSchema = z.enum(['perceive', 'reason', 'plan', 'act', 'adapt']);
export type AgentStage = z.infer<typeof agentStageSchema>;

/** One step of a turn as staff see it ("how I got here"). Guest data in `detail` is already masked. */
export const traceStepSchema = z.object({
  stage: agentStageSchema,
  /** One line, for people. */
  title: z.string().max(300),
  detail: z.record(z.string(), z.unknown()).default({}),
  /** Since the turn began. */
  atMs: z.number().nonnegative(),
  tookMs: z.number().nonnegative(),
});
export type TraceStep = z.infer<typeof traceStepSchema>;

/**
 * Latency of one turn, milliseconds, in the field's names; null where the turn had no such part
 * (a typed question has no end-of-turn delay, a silent kiosk no speech).
 */
export const turnMetricsSchema = z.object({
  /** Last speech frame -> the utterance was taken to be over. */
  endOfTurnDelayMs: z.number().nullable(),
  /** Utterance over -> text (speculative work done before counts as nothing). */
  transcriptionDelayMs: z.number().nullable(),
  /** Text -> first sentence of the answer. */
  timeToFirstSentenceMs: z.number().nullable(),
  /** First sentence -> its audio was sent to the screen. */
  timeToFirstByteMs: z.number().nullable(),
  /** Last speech frame -> first audio sample played (as the screen reported). */
  voiceToVoiceMs: z.number().nullable(),
});
export type TurnMetrics = z.infer<typeof turnMetricsSchema>;

/**
 * One turn as it is written to a trace file, a JSON object a line. Everything a guest said is masked: words that neither the venue
 * nor the planner knows are "Xxx".
 */
export const turnTraceSchema = z.object({
  v: z.literal(1),
  /** Tells the turns of one conversation apart from others; nothing else bears this id. */
  session: z.string().min(1).max(80),
  turn: z.number().int().nonnegative(),
  /** When it ended, ISO 8601. */
  at: z.string().max(40),
  /** Of the venue; null: none was published. */
  venueVersion: z.string().max(80).nullable(),
  input: z.object({
    /** Null: texts are not kept. */
    text: z.string().max(4000).nullable(),
    source: z.enum(['voice', 'typed', 'chip', 'card', 'badge', 'help']),
    locale: localeSchema,
    now: z.string().max(40),
    here: z.object({ placeId: z.string(), floorId: z.string(), at: pointSchema, headingDeg: z.number() }).nullable(),
    /** The guest is remembered; of what is kept nothing is in a trace. */
    remembered: z.boolean(),
  }),
  /** What the conversation knew before the turn, without what the guest said of themselves; null where texts are not kept. */
  dialogue: z.record(z.string(), z.unknown()).nullable(),
  steps: z.array(traceStepSchema).max(60),
  /** Sentences of the answer; null where texts are not kept. */
  answer: z.array(z.string().max(4000)).max(60).nullable(),
  cards: z.array(z.string().max(40)).max(20),
  outcome: z.string().max(40),
  planner: z.enum(['local', 'llm']),
  totalMs: z.number().nonnegative(),
});
export type TurnTrace = z.infer<typeof turnTraceSchema>;
