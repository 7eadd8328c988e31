import type { PlanRequest } from '../../core/agent/planner.ts';
import { type ConnectedInput, callConnected, connectedTool } from '../../core/tools/connected.ts';
import { parseCall } from '../../core/tools/registry.ts';
import { STOP_WORDS } from '../../core/venue/search/everyday-words.ts';
import { foldedWords } from '../../core/venue/search/fold.ts';

/** A model's call of a connected tool, held to its declared input; null where there is no such tool. */
export function parseConnected(name: string, input: unknown, request: PlanRequest): ReturnType<typeof parseCall> | null {
  const tool = connectedTool(name, request.context);
  if (tool === null) return null;
  const read = tool.input.safeParse(input);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { ok: false, reason: `${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid input'}` };
  }
  const call = callConnected(name, ownWords(tool.offer.input.properties, read.data, request), request.context);
  return call === null ? null : parseCall(call.name, call.input);
}

/**
 * What leaves the house in free text is what the guest said: anything else a model puts there, from memory or from what it read, is
 * replaced by the guest's sentence.
 */
function ownWords(
  fields: Readonly<Record<string, { readonly enum?: unknown; readonly format?: unknown; readonly maxLength?: number | undefined }>>,
  input: ConnectedInput,
  { input: turn, dialogue }: PlanRequest,
): ConnectedInput {
  const said = new Set([turn.text, ...dialogue.turns.map(({ question }) => question)].flatMap(foldedWords));
  const isSaid = (text: string) => foldedWords(text).every((word) => said.has(word) || STOP_WORDS.has(word));
  const kept = Object.entries(input).map(([key, value]) => {
    const field = fields[key];
    if (typeof value !== 'string' || field?.enum !== undefined || field?.format !== undefined || isSaid(value)) return [key, value];
    return [key, turn.text.trim().slice(0, field?.maxLength ?? 200)];
  });
  return Object.fromEntries(kept);
}
