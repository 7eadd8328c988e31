import type { ConnectedInput, ConnectedTool } from '../../../tools/connected.ts';
import { callConnected, connectedTool, inLanguage, missingInputs } from '../../../tools/connected.ts';
import type { ToolContext } from '../../../tools/tool.ts';
import type { Pending } from '../../dialogue.ts';
import type { Reading } from '../../reading.ts';
import type { Frame } from '../frame.ts';
import { saidGoal } from '../goals/said-goal.ts';
import { matchPhrase, type PhraseMatch, type PhraseToken, phraseTokens } from './match-phrase.ts';
import { readInput } from './read-input.ts';

/** What an operator connected, by the phrases they declared for it, or the answer to what was asked for it. Null for anything else. */
export function readConnected(frame: Frame): Reading | null {
  const { context, dialogue } = frame;
  if (context.connected === undefined || context.connected.length === 0) return null;
  const { pending } = dialogue;
  const begun = begins(frame);
  if (begun !== null) return begun;
  return pending?.kind === 'connected-slot' ? goesOn(pending, frame) : null;
}

function begins(frame: Frame): Reading | null {
  const { context, asked, percept } = frame;
  let best: { readonly tool: ConnectedTool; readonly match: PhraseMatch } | null = null;
  for (const { tool, tokens, optional } of phrasesOf(context)) {
    for (const words of [percept.said, percept.words, asked]) {
      const match = matchPhrase(tokens, words, optional);
      if (match !== null && match.told > (best?.match.told ?? 0)) best = { tool, match };
    }
  }
  if (best === null) return null;
  const { tool, match } = best;
  const values = Object.entries(tool.offer.input.properties).flatMap(([key, field]) => {
    const value = readInput(field, match.slots[key] ?? null, frame);
    return value === null ? [] : [[key, value] as const];
  });
  return step(tool, Object.fromEntries(values), context);
}

function goesOn(pending: Extract<Pending, { kind: 'connected-slot' }>, frame: Frame): Reading | null {
  const { heard, percept, context } = frame;
  const tool = connectedTool(pending.tool, context);
  const field = tool?.offer.input.properties[pending.slot];
  if (tool === null || field === undefined) return null;
  if (heard('nevermind') && percept.words.length <= 6) return { kind: 'say', key: 'talk.fine' };
  // A question is one of its own, not the answer to what was asked.
  if (field.type === 'string' && field.enum === undefined && saidGoal(frame).isQuestion) return null;
  const value = readInput(field, percept.said, frame, true);
  return value === null ? null : step(tool, { ...pending.input, [pending.slot]: value }, context);
}

/** What was said is no answer and no question: asks once more. */
export function asksInputAgain({ dialogue, context }: Pick<Frame, 'dialogue' | 'context'>): Reading | null {
  const { pending } = dialogue;
  const tool = pending?.kind === 'connected-slot' ? connectedTool(pending.tool, context) : null;
  return tool === null || pending?.kind !== 'connected-slot' ? null : step(tool, pending.input, context);
}

/** Asks for the first thing that is missing, or runs it; a request is read back before. */
function step(tool: ConnectedTool, input: ConnectedInput, context: ToolContext): Reading | null {
  const { offer } = tool;
  const [missing] = missingInputs(offer.input, input);
  if (missing === undefined) {
    const call = callConnected(offer.name, input, context);
    return call === null ? null : { kind: 'call', calls: [call], aspect: 'info' };
  }
  const question = inLanguage(offer.ask[missing], context.locale);
  const slot = offer.input.properties[missing]?.title ?? missing.replaceAll('_', ' ');
  return {
    kind: 'say',
    ...(question === null ? { key: 'connected.ask', values: { slot } } : { key: 'connected.says', values: { text: question } }),
    asked: true,
    chips: [],
    pending: { kind: 'connected-slot', tool: offer.name, input, slot: missing },
  };
}

interface Phrase {
  readonly tool: ConnectedTool;
  readonly tokens: readonly PhraseToken[];
  readonly optional: ReadonlySet<string>;
}

const known = new WeakMap<readonly ConnectedTool[], readonly Phrase[]>();

function phrasesOf({ connected = [] }: ToolContext): readonly Phrase[] {
  const kept = known.get(connected);
  if (kept !== undefined) return kept;
  const phrases = connected.flatMap((tool) => {
    const timed = Object.entries(tool.offer.input.properties).filter(([, { format }]) => format !== undefined);
    const optional = new Set(timed.map(([key]) => key));
    return Object.values(tool.offer.phrases)
      .flatMap((own) => own ?? [])
      .map((phrase) => ({ tool, tokens: phraseTokens(phrase), optional }));
  });
  known.set(connected, phrases);
  return phrases;
}
