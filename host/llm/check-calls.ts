import type { PlanRequest } from '../../core/agent/planner.ts';
import { parseCall, type ToolCall } from '../../core/tools/registry.ts';
import { parseConnected } from './connected-calls.ts';
import type { ModelCall } from './model-client.ts';
import { inOwnWords } from './own-words.ts';

export type CheckedCalls =
  | { readonly ok: true; readonly calls: readonly ToolCall[] }
  /** What to tell the model, by the id of its call. */
  | { readonly ok: false; readonly replies: readonly { readonly id: string; readonly text: string }[] };

export interface CheckOptions {
  /** Names of the tools that a model may call. */
  readonly allowed: ReadonlySet<string>;
  /** In arguments it would carry the rules away. */
  readonly canary: string;
}

/** Holds a model's calls to the tools it was given and to their schemas; the same call twice is one. */
export function checkCalls(calls: readonly ModelCall[], request: PlanRequest, options: CheckOptions): CheckedCalls {
  const read = calls.map((call) => ({ id: call.id, parsed: parse(call, request, options) }));
  if (read.every(({ parsed }) => parsed.ok)) {
    const good = read.flatMap(({ parsed }) => (parsed.ok ? harmless(parsed.call, request) : []));
    return { ok: true, calls: [...new Map(good.map((call) => [keyOf(call), call])).values()] };
  }
  return {
    ok: false,
    replies: read.map(({ id, parsed }) => ({ id, text: parsed.ok ? 'not run: another call was wrong' : `error: ${parsed.reason}` })),
  };
}

/** True where all of it has been run in this turn: the model goes round in circles. */
export function areRepeated(calls: readonly ToolCall[], { rounds }: PlanRequest): boolean {
  const done = new Set(rounds.flat().map(keyOf));
  return calls.length > 0 && calls.every((call) => done.has(keyOf(call)));
}

function parse(
  { name, arguments: args }: ModelCall,
  request: PlanRequest,
  { allowed, canary }: CheckOptions,
): ReturnType<typeof parseCall> {
  if (!allowed.has(name)) return { ok: false, reason: `there is no tool "${name}"; tools: ${[...allowed].join(', ')}` };
  if (args.includes(canary)) return { ok: false, reason: `${name}: the arguments hold what is not to be passed on` };
  try {
    const input: unknown = args.trim() === '' ? {} : JSON.parse(args);
    return parseConnected(name, input, request) ?? parseCall(name, input);
  } catch {
    return { ok: false, reason: `${name}: the arguments are not JSON` };
  }
}

/**
 * What staff are told is what the guest said, not what a model made of it. Danger that nobody but the
 * model sees shows the card, and a person comes when the guest says so.
 */
function harmless(call: ToolCall, request: PlanRequest): ToolCall[] {
  const { input, percept } = request;
  const detail = input.text.slice(0, 500);
  if (call.name === 'call_staff') return [{ ...call, input: { ...call.input, detail } }];
  if (call.name !== 'emergency' || call.input.kind === 'information' || percept.danger !== null) return [inOwnWords(call, request)];
  return [
    { name: 'emergency', input: { kind: 'information', detail: '' } },
    { name: 'call_staff', input: { reason: call.input.kind === 'medical' ? 'medical' : 'safety', detail } },
  ];
}

function keyOf({ name, input }: Pick<ToolCall, 'name' | 'input'>): string {
  return JSON.stringify([name, input]);
}
