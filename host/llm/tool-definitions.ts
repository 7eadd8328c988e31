import { z } from 'zod';
import { TOOLS } from '../../core/tools/registry.ts';
import type { ModelTool } from './model-client.ts';

/** Tools on a guest's memory: no model calls them, the loop runs them when the guest asks for exactly that. */
const LOCAL_ONLY: ReadonlySet<string> = new Set(['remember', 'forget', 'about_guest', 'recall', 'whats_new']);

/** Names of the tools that the kiosk confirms with the guest before they run, in their order. */
export const CONFIRMED_TOOLS: readonly string[] = Object.values(TOOLS)
  .filter((tool) => tool.effect === 'request')
  .map((tool) => tool.name);

/** The tools that a model may call, their input as JSON Schema; always in the same order. */
export function toolDefinitions(): readonly ModelTool[] {
  return Object.values(TOOLS)
    .filter((tool) => !LOCAL_ONLY.has(tool.name))
    .map((tool) => {
      const { $schema: _, ...parameters } = z.toJSONSchema(tool.input as z.ZodType, { io: 'input' });
      return { name: tool.name, description: tool.description, parameters };
    });
}
