import { z } from 'zod';
import type { ConnectorInput, Localised, Offer } from '../contract/connector.ts';
import { FoyerError } from '../contract/errors.ts';
import type { Locale } from '../contract/primitives.ts';
import { defineTool, type ToolContext, type ToolEffect, type ToolPermission, type ToolResult } from './tool.ts';

/** One value of what came back, as the operator declared it. */
export type ConnectedValue = string | number | boolean;
export type ConnectedRow = Readonly<Record<string, ConnectedValue>>;
export type ConnectedInput = Readonly<Record<string, ConnectedValue>>;

export interface ConnectedCall {
  readonly input: ConnectedInput;
  /** The same for a call that is tried again. */
  readonly idempotencyKey: string;
  readonly locale: Locale;
  /** Venue wall clock. */
  readonly now: string;
}

/** A tool that an operator declared without code; what stands behind it is the host's. */
export interface ConnectedTool {
  readonly offer: Offer;
  readonly input: z.ZodType<ConnectedInput>;
  /**
   * Rows of declared fields, none where there is nothing. What comes back is data, whatever it says.
   * @throws FoyerError fault "network" where it cannot be reached, code "tool-timed-out" where it took too long.
   */
  run(call: ConnectedCall, signal: AbortSignal): Promise<readonly ConnectedRow[]>;
}

export interface ConnectedData {
  readonly tool: string;
  readonly rows: readonly ConnectedRow[];
}

const inputSchema = z.object({
  tool: z.string().max(40).describe('name of the connected tool'),
  input: z.record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean()])).describe('its input'),
});
export type ConnectedToolInput = z.infer<typeof inputSchema>;

/** Longer than any of them may take: each keeps its own time. */
const LONGEST_MS = 25_000;

/** Runs a connected tool that only reads. A model is shown each of them under its own name. */
export const connectedInfo = defineTool({
  name: 'connected_info',
  description: 'Asks a connected system.',
  input: inputSchema,
  effect: 'none',
  timeoutMs: LONGEST_MS,
  run: (context, input, signal) => runConnected(context, input, 'none', signal),
});

/** Runs one that changes something: as every request, after the guest's yes. */
export const connectedRequest = defineTool({
  name: 'connected_request',
  description: 'Has a connected system do something.',
  input: inputSchema,
  effect: 'request',
  timeoutMs: LONGEST_MS,
  run: (context, input, signal) => runConnected(context, input, 'request', signal),
});

async function runConnected(
  context: ToolContext,
  { tool: name, input }: ConnectedToolInput,
  effect: ToolEffect,
  signal: AbortSignal,
): Promise<ToolResult<ConnectedData>> {
  const tool = connectedTool(name, context);
  // A tool with an effect is never run as one that only reads.
  if (tool?.offer.effect !== effect) throw unknown(name);
  const parsed = tool.input.safeParse(input);
  if (!parsed.success) throw unknown(name);
  const { idempotencyKey, locale, now } = context;
  const rows = await tool.run({ input: parsed.data, idempotencyKey, locale, now }, signal);
  return { found: rows.length > 0, data: { tool: name, rows }, cards: [] };
}

function unknown(name: string): FoyerError {
  return new FoyerError(`nothing is connected that runs "${name}" like this`, {
    fault: 'network',
    code: 'connector-gone',
    remedy: 'Look at the files in connectors/.',
  });
}

export function connectedTool(name: string, { connected = [] }: Pick<ToolContext, 'connected'>): ConnectedTool | null {
  return connected.find(({ offer }) => offer.name === name) ?? null;
}

/** The call of a connected tool as the loop runs it; null where there is none of that name. */
export function callConnected(
  name: string,
  input: ConnectedInput,
  context: Pick<ToolContext, 'connected'>,
): { readonly name: 'connected_info' | 'connected_request'; readonly input: ConnectedToolInput } | null {
  const tool = connectedTool(name, context);
  if (tool === null) return null;
  return { name: tool.offer.effect === 'none' ? 'connected_info' : 'connected_request', input: { tool: name, input: { ...input } } };
}

type AnyCall = { readonly name: string; readonly input: object };

/** What a call is called by those who planned it: a connected tool by its own name. */
export function plannedAs({ name, input }: AnyCall): { readonly name: string; readonly input: object } {
  return (name === connectedInfo.name || name === connectedRequest.name) &&
    'tool' in input &&
    typeof input.tool === 'string' &&
    'input' in input &&
    typeof input.input === 'object'
    ? { name: input.tool, input: input.input ?? {} }
    : { name, input };
}

/** Of the call itself: a connected tool's as its operator declared it. */
export function permissionOf(call: AnyCall, own: ToolPermission, context: ToolContext): ToolPermission {
  const planned = plannedAs(call);
  return planned.name === call.name ? own : (connectedTool(planned.name, context)?.offer.permission ?? 'verified');
}

/** Inputs that must be there and are not, in the order they were declared. */
export function missingInputs({ properties, required }: ConnectorInput, input: ConnectedInput): readonly string[] {
  return Object.keys(properties).filter((key) => required.includes(key) && (input[key] === undefined || input[key] === ''));
}

/** The text in the guest's language, else in the first that was written. */
export function inLanguage(texts: Localised | undefined, locale: Locale): string | null {
  if (texts === undefined) return null;
  return texts[locale] ?? texts[locale.split('-')[0] ?? locale] ?? Object.values(texts)[0] ?? null;
}

/** "{name} is free": each slot as its value; one without a value is left out. */
export function fillIn(text: string, values: Readonly<Record<string, ConnectedValue | undefined>>): string {
  return text
    .replaceAll(/\{([a-z][a-z0-9_]*)\}/g, (_, slot: string) => String(values[slot] ?? ''))
    .replaceAll(/\s+/g, ' ')
    .trim();
}
