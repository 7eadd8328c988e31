import type { PlanRequest } from '../../core/agent/planner.ts';
import { estimateTokens } from './context-budget.ts';
import type { ModelClient, ModelPart, ModelRequest, ModelStream } from './model-client.ts';
import { requestTokens } from './prompt.ts';
import { refuse } from './refuse.ts';
import type { UsageMeter } from './usage-meter.ts';

export interface MeteredModel {
  /** @throws FoyerError "llm-capped" where this would pass a cap; what the client throws. */
  ask(prompt: ModelRequest, of: PlanRequest, signal: AbortSignal): Promise<ModelStream>;
}

/** Counts the tokens of every request: as the endpoint counts them, else as estimated, also of one that broke off. */
export function createMeteredModel(client: ModelClient, meter: UsageMeter): MeteredModel {
  return {
    async ask(prompt, { context, input }, signal) {
      const day = context.now.slice(0, 10);
      const inputTokens = requestTokens(prompt);
      const cap = meter.capReached(day, input.sessionId, inputTokens);
      if (cap !== null) throw refuse('llm-capped', `the cap is reached: ${cap}`);
      const stream = await client.ask(prompt, signal);
      return counted(stream, (usage, outputChars) =>
        meter.note(day, input.sessionId, usage ?? { inputTokens, cachedTokens: 0, outputTokens: estimateTokens('x'.repeat(outputChars)) }),
      );
    },
  };
}

type End = Extract<ModelPart, { type: 'end' }>;

async function* counted(stream: ModelStream, note: (usage: End['usage'], outputChars: number) => void): AsyncGenerator<ModelPart> {
  let chars = 0;
  let usage: End['usage'] = null;
  try {
    for await (const part of stream) {
      if (part.type === 'text') chars += part.text.length;
      else {
        usage = part.usage;
        for (const call of part.calls) chars += call.name.length + call.arguments.length;
      }
      yield part;
    }
  } finally {
    note(usage, chars);
  }
}
