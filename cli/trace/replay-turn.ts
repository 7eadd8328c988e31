import { z } from 'zod';
import type { AgentDeps, TurnInput } from '../../core/agent/agent.ts';
import { createAgent } from '../../core/agent/create-agent.ts';
import { createDialogue, type Dialogue } from '../../core/agent/dialogue.ts';
import { createMask } from '../../core/agent/guard/mask.ts';
import { createLocalPlanner } from '../../core/agent/local-planner.ts';
import { configSchema, type TraceStep, type TurnTrace } from '../../core/contract/index.ts';
import type { Clock, Ids, Log } from '../../core/ports.ts';
import type { Venue } from '../../core/venue/model.ts';

/** What a replay gave, in the words of a trace. */
export interface Replayed {
  readonly steps: readonly TraceStep[];
  readonly answer: readonly string[];
  readonly cards: readonly string[];
  readonly outcome: string;
}

export interface ReplayDeps {
  readonly venue: Venue;
  readonly version: string;
  /** What tools with an effect write to: nothing leaves it. */
  readonly records: Omit<AgentDeps, 'venue' | 'kioskName'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Only what a dialogue cannot be without; the rest is as the kiosk wrote it. */
const dialogueSchema = z.looseObject({
  locale: z.string(),
  focus: z.array(z.looseObject({ kind: z.string(), id: z.string(), name: z.string() })),
  listed: z.array(z.looseObject({ kind: z.string(), id: z.string(), name: z.string() })),
  pending: z.looseObject({ kind: z.string() }).nullable(),
  said: z.array(z.string()),
  turns: z.array(z.object({ question: z.string(), answer: z.string() })),
});

/** Runs a recorded turn again: its words as far as they are kept, its venue, time and conversation, the local planner. */
export async function replayTurn(trace: TurnTrace, text: string, deps: ReplayDeps): Promise<Replayed> {
  const planner = createLocalPlanner();
  const { llm } = configSchema.parse({});
  const agent = createAgent({
    venue: { venue: deps.venue, version: deps.version },
    ...deps.records,
    kioskName: 'replay',
    planner,
    fallback: planner,
    clock: deps.clock,
    ids: deps.ids,
    log: deps.log,
    limits: { maxSteps: llm.maxSteps, firstTokenMs: llm.firstTokenMs, deadlineMs: llm.deadlineMs },
    dialogue: dialogueOf(trace),
  });
  const { source, locale, now, here } = trace.input;
  const input: TurnInput = { sessionId: trace.session, turn: trace.turn, text, source, locale, now, here, memory: null };
  const steps: TraceStep[] = [];
  const answer: string[] = [];
  const cards: string[] = [];
  let outcome = 'interrupted';
  // Masked as the recorded one is, so that the two can be compared.
  const mask = createMask(deps.venue);
  for await (const event of agent.run(input, AbortSignal.timeout(60_000))) {
    if (event.type === 'step') steps.push({ ...event.step, detail: mask.data(event.step.detail) as TraceStep['detail'] });
    if (event.type === 'sentence') answer.push(mask.text(event.text));
    if (event.type === 'cards') cards.push(...event.cards.map((card) => card.kind));
    if (event.type === 'done') outcome = event.outcome;
  }
  return { steps, answer, cards, outcome };
}

function dialogueOf({ dialogue, input }: TurnTrace): Dialogue {
  const empty = createDialogue(input.locale);
  const read = dialogueSchema.safeParse(dialogue);
  return read.success ? { ...empty, ...(read.data as Partial<Dialogue>) } : empty;
}
