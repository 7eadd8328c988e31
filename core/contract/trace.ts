import { z } from 'zod';

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
