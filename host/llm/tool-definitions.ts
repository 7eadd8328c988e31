import type OpenAI from 'openai';
import { z } from 'zod';
import { TOOLS } from '../../core/tools/registry.ts';

/** Tools that no model calls: the loop runs them when the guest asks for exactly that. */
const LOCAL_ONLY: ReadonlySet<string> = new Set(['remember', 'forget', 'about_guest']);

/** The tools as an OpenAI-compatible endpoint takes them, their input as JSON Schema. */
export function toolDefinitions(): OpenAI.ChatCompletionTool[] {
  return Object.values(TOOLS)
    .filter((tool) => !LOCAL_ONLY.has(tool.name))
    .map((tool) => {
      const { $schema: _, ...parameters } = z.toJSONSchema(tool.input as z.ZodType, { io: 'input' });
      return { type: 'function', function: { name: tool.name, description: tool.description, parameters } };
    });
}
