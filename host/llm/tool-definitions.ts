import { z } from 'zod';
import { mayUse } from '../../core/contract/companion.ts';
import type { ConnectedTool } from '../../core/tools/connected.ts';
import { inputAsJsonSchema } from '../../core/tools/connected-input.ts';
import { TOOLS } from '../../core/tools/registry.ts';
import type { ToolContext } from '../../core/tools/tool.ts';
import type { ModelTool } from './model-client.ts';

/** Tools on a guest's memory: no model calls them, the loop runs them when the guest asks for exactly that. */
const LOCAL_ONLY: ReadonlySet<string> = new Set(['remember', 'forget', 'about_guest', 'recall', 'whats_new']);
/** Each connected tool is shown under its own name instead. */
const STAND_INS: ReadonlySet<string> = new Set(['connected_info', 'connected_request']);

/** Names of the tools that the kiosk confirms with the guest before they run, in their order. */
export const CONFIRMED_TOOLS: readonly string[] = Object.values(TOOLS)
  .filter((tool) => tool.effect === 'request' && !STAND_INS.has(tool.name))
  .map((tool) => tool.name);

/** The tools that a model may call, their input as JSON Schema; always in the same order. */
export function toolDefinitions(): readonly ModelTool[] {
  return Object.values(TOOLS)
    .filter((tool) => !LOCAL_ONLY.has(tool.name) && !STAND_INS.has(tool.name))
    .map((tool) => {
      const { $schema: _, ...parameters } = z.toJSONSchema(tool.input as z.ZodType, { io: 'input' });
      return { name: tool.name, description: tool.description, parameters };
    });
}

const own = toolDefinitions();
const known = new WeakMap<readonly ConnectedTool[], readonly ModelTool[]>();

/** Those a model may call here: the kiosk's own first, then what is connected, without what this companion does not do. */
export function toolsFor({ connected = NONE, companion }: Pick<ToolContext, 'connected' | 'companion'>): readonly ModelTool[] {
  const all = known.get(connected) ?? [...own, ...connected.map(definitionOf)];
  known.set(connected, all);
  return companion === undefined ? all : all.filter(({ name }) => mayUse(companion.tools, name));
}

/** Of these, the names of those that the kiosk confirms with the guest. */
export function confirmedOf(tools: readonly ModelTool[], { connected = NONE }: Pick<ToolContext, 'connected'>): readonly string[] {
  const asked = connected.filter(({ offer }) => offer.effect === 'request').map(({ offer }) => offer.name);
  return [...CONFIRMED_TOOLS, ...asked].filter((name) => tools.some((tool) => tool.name === name));
}

const NONE: readonly ConnectedTool[] = [];

/** The operator's words alone: what a connected system says of itself never becomes a rule. */
function definitionOf({ offer }: ConnectedTool): ModelTool {
  return { name: offer.name, description: offer.description, parameters: inputAsJsonSchema(offer.input) as ModelTool['parameters'] };
}
