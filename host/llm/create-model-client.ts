import OpenAI from 'openai';
import { DEFAULT_LLM_URL } from '../../core/contract/llm-endpoint.ts';
import { askByChat } from './chat-api.ts';
import type { LlmSettings } from './llm-settings.ts';
import type { ModelClient, ModelPart, ModelRequest, ModelStream } from './model-client.ts';
import { asModelFault, ModelFault } from './model-fault.ts';
import { askByResponses } from './responses-api.ts';

type Dialect = 'responses' | 'chat' | 'chat-without-count';

const DIALECTS: Readonly<Record<LlmSettings['api'], readonly Dialect[]>> = {
  auto: ['responses', 'chat', 'chat-without-count'],
  responses: ['responses'],
  chat: ['chat', 'chat-without-count'],
};

/** Answers of an endpoint that does not know the path, the method or a field of the request. */
const NOT_OFFERED: ReadonlySet<number | null> = new Set([400, 404, 405, 415, 422, 501]);

/**
 * A model behind any OpenAI-compatible endpoint. What the endpoint speaks is found out with the first
 * request, from the richest API down, and kept once an answer was complete.
 */
export function createModelClient({ baseUrl, model, apiKey, api }: LlmSettings): ModelClient {
  const client = new OpenAI({
    apiKey,
    // Guests are told which host their words go to: neither the package's own variables (OPENAI_BASE_URL and others) nor a
    // redirect of the endpoint send them to another.
    baseURL: baseUrl ?? DEFAULT_LLM_URL,
    ...{ organization: null, project: null, adminAPIKey: null },
    fetchOptions: { redirect: 'manual' },
    // Whoever asks has a deadline and a way out; retrying here would cost the guest time.
    maxRetries: 0,
    // Its own log would hold guests' words.
    logLevel: 'off',
  });
  let left = DIALECTS[api];
  let settled = left.length === 1;

  const send = (dialect: Dialect, request: ModelRequest, signal: AbortSignal): Promise<ModelStream> =>
    dialect === 'responses'
      ? askByResponses(client, model, request, signal)
      : askByChat(client, { model, countsTokens: dialect === 'chat' }, request, signal);

  async function* watched(dialect: Dialect, stream: ModelStream): AsyncGenerator<ModelPart> {
    let parts = 0;
    // Something answered, but not in this API: the next request tries the other one.
    const giveUp = () => {
      if (parts === 0 && !settled && left[0] === dialect && left.length > 1) left = left.slice(1);
    };
    try {
      for await (const part of stream) {
        parts += 1;
        if (part.type === 'end' && !settled) {
          settled = true;
          left = [dialect];
        }
        yield part;
      }
    } catch (error) {
      const fault = asModelFault(error, Date.now());
      if (fault instanceof ModelFault && fault.code === 'llm-malformed') giveUp();
      throw fault;
    }
    giveUp();
  }

  return {
    get api() {
      return settled ? (left[0] === 'responses' ? 'responses' : 'chat') : null;
    },
    async ask(request, signal) {
      const tries = left;
      for (const [index, dialect] of tries.entries()) {
        try {
          return watched(dialect, await send(dialect, request, signal));
        } catch (error) {
          const fault = asModelFault(error, Date.now());
          const isLast = index === tries.length - 1;
          if (settled || isLast || !(fault instanceof ModelFault) || !NOT_OFFERED.has(fault.status)) throw fault;
        }
      }
      throw new ModelFault('llm-refused', 'the model endpoint speaks no API that is known here');
    },
  };
}
