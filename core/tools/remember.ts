import { z } from 'zod';
import { needsConsent, needsPurpose } from '../memory/sensitive.ts';
import { FACT_KINDS, type FactKind, SINGLE_VALUED } from '../ports.ts';
import { defineTool, type StatedFact, type ToolContext } from './tool.ts';

const fact = z.object({
  kind: z.enum(FACT_KINDS),
  value: z.string().min(1).max(120).describe('Normalised, lower case except names: "vegetarian", "nuts", "step-free", "Ada"'),
});

export const rememberInput = z.object({
  facts: z.array(fact).max(8).default([]),
  /** Something the guest wants that is not settled: "lost charger". */
  topic: z.string().max(120).optional().describe('Something left open that staff or the kiosk should come back to'),
  /** The guest said yes to keeping exactly these. */
  agreed: z.boolean().optional(),
  /** They were told for something the guest wants done. */
  purpose: z.boolean().optional(),
  /** Where they were said, when this is the yes that came after. */
  said: z.object({ words: z.string().max(500), turn: z.number().int().nonnegative() }).optional(),
});

export interface RememberData {
  readonly facts: readonly StatedFact[];
  readonly topic: string | undefined;
  /** False: the guest is not recognised, or wants nothing kept, so it lasts for this conversation only. */
  readonly kept: boolean;
  /** Not kept yet: the guest has to agree. `said` goes with the yes. */
  readonly ask: readonly StatedFact[];
  readonly said: { readonly words: string; readonly turn: number };
  /** The guest has just said yes to keeping them. */
  readonly agreed: boolean;
}

export const remember = defineTool({
  name: 'remember',
  description:
    'Keeps what the guest just said about themselves (diet, allergy, access needs, name, interest), only if they said it themselves.',
  input: rememberInput,
  effect: 'memory',
  run(context, input) {
    const { memory } = context;
    const said = input.said ?? { words: context.said ?? '', turn: context.turn };
    const paused = memory?.paused === true;
    const ask: StatedFact[] = [];
    for (const { kind, value } of input.facts) {
      note(context.stated, { kind, value });
      if (memory === null || paused) continue;
      const mayKeep = input.agreed === true || !needsConsent({ kind, value }) || isKnown(context, { kind, value });
      if (mayKeep) {
        const { kioskName: place, sessionId } = context;
        memory.remember({ kind, value, source: 'explicit', sessionId, turn: said.turn, said: said.words, place });
      } else if (input.purpose === true || !needsPurpose({ kind })) ask.push({ kind, value });
    }
    if (input.topic !== undefined) openThread(context, input.topic);
    const data: RememberData = {
      facts: input.facts,
      topic: input.topic,
      kept: memory !== null && !paused,
      ask,
      said,
      agreed: input.said !== undefined,
    };
    return { found: true, data, cards: [] };
  },
});

export const forgetInput = z.object({
  kind: z.enum(FACT_KINDS).optional().describe('Left out: everything the guest said about themselves'),
  value: z.string().max(120).optional(),
});

export interface ForgetData {
  readonly forgotten: number;
  /** Not only taken back: the guest is erased, on every kiosk. */
  readonly erased: boolean;
}

/** "Forget me", from a guest with a memory to erase. */
export function erasesGuest({ forgetGuest }: ToolContext, { kind, value }: z.infer<typeof forgetInput>): boolean {
  return forgetGuest !== null && kind === undefined && value === undefined;
}

export const forget = defineTool({
  name: 'forget',
  description:
    'Takes back what the guest said about themselves: one fact, one kind, or all of it. All of it erases a recognised guest for good, and has to be confirmed first.',
  input: forgetInput,
  effect: 'memory',
  run(context, { kind, value }) {
    const matches = (known: { kind: FactKind; value: string }) =>
      (kind === undefined || known.kind === kind) && (value === undefined || known.value === value);
    const kept = context.memory?.profile().facts.filter(matches) ?? [];
    const said = context.stated.filter(matches);
    const whole = erasesGuest(context, { kind, value });
    const erased = whole && context.forgetGuest?.() === true;
    // All of a guest goes together or, where that waits for their PIN, not yet.
    const gone = whole && !erased ? said : [...kept, ...said];
    if (!whole) for (const known of kept) context.memory?.retract(known.kind, known.value);
    context.stated.splice(0, context.stated.length, ...context.stated.filter((known) => !matches(known)));
    const data: ForgetData = { forgotten: new Set(gone.map((known) => `${known.kind}=${known.value}`)).size, erased };
    return { found: erased || data.forgotten > 0, data, cards: [] };
  },
});

function note(stated: StatedFact[], next: StatedFact): void {
  const others = stated.filter((known) => known.kind !== next.kind || (!SINGLE_VALUED.has(next.kind) && known.value !== next.value));
  stated.splice(0, stated.length, ...others, next);
}

function isKnown({ memory }: ToolContext, { kind, value }: StatedFact): boolean {
  return memory?.profile().facts.some((known) => known.kind === kind && known.value === value) === true;
}

function openThread({ memory }: ToolContext, topic: string): void {
  const open = memory?.profile().threads.some((thread) => thread.status === 'open' && thread.topic === topic);
  if (open !== true) memory?.openThread(topic);
}
