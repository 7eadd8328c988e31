import type { LlmScriptEntry } from '../../fakes/llm/script.ts';
import { type LlmServer, startLlmServer } from '../../fakes/llm-server.ts';
import type { ConversationSpec } from './conversation.ts';

/** The model of a conversation that scripts one; "die" drops the request and every one after it. */
export async function startScriptedModel(script: NonNullable<ConversationSpec['llm']>): Promise<LlmServer> {
  const entries = script.map(
    (entry): LlmScriptEntry =>
      entry !== 'die'
        ? entry
        : () => {
            setImmediate(() => void server.close().catch(() => {}));
            return { kind: 'break-off', pieces: [] };
          },
  );
  const server: LlmServer = await startLlmServer(entries);
  return server;
}
