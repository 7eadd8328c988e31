import type { PlanRequest } from '../../core/agent/planner.ts';
import { parseCall, TOOLS, type ToolCall } from '../../core/tools/registry.ts';
import { STOP_WORDS } from '../../core/venue/search/everyday-words.ts';
import { foldedWords } from '../../core/venue/search/fold.ts';

/** Inputs that staff read as what the guest wants: the guest's sentence stands in for anything else. */
const TOLD: ReadonlySet<string> = new Set(['detail', 'details', 'need', 'about', 'note', 'what']);
/** Inputs that are the guest's to give, or nobody's. */
const GIVEN: ReadonlySet<string> = new Set(['contact', 'contactName', 'size', 'budget', 'timeframe', 'where', 'when']);

/** "Yesterday", as a tool wants it. */
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * What leaves the kiosk for staff, a table or a CRM is what the guest said, not what a model made of it or read somewhere: a text whose
 * words the guest did not say in this conversation is replaced by their sentence, or left out. Ids, days and times are looked up anyway.
 */
export function inOwnWords(call: ToolCall, request: PlanRequest): ToolCall {
  if (TOOLS[call.name].effect !== 'request') return call;
  const said = wordsOf(request);
  const sentence = request.input.text.trim();
  const input = Object.entries(call.input).flatMap(([key, value]): [string, unknown][] => {
    if (typeof value !== 'string' || DAY.test(value) || isSaid(value, said)) return [[key, value]];
    if (TOLD.has(key)) return [[key, sentence.slice(0, key === 'about' ? 120 : 200)]];
    return GIVEN.has(key) ? [] : [[key, value]];
  });
  const again = parseCall(call.name, Object.fromEntries(input));
  // A tool that cannot do without what was left out is asked as it was: the guest hears it read back.
  return again.ok ? again.call : call;
}

function wordsOf({ input, dialogue, context }: PlanRequest): ReadonlySet<string> {
  const slots = (dialogue.goals ?? []).flatMap((goal) => Object.values(goal.slots).map(String));
  return new Set(
    [input.text, context.preferences.name ?? '', ...dialogue.turns.map((turn) => turn.question), ...slots].flatMap(foldedWords),
  );
}

function isSaid(value: string, said: ReadonlySet<string>): boolean {
  return foldedWords(value).every((word) => said.has(word) || STOP_WORDS.has(word));
}
