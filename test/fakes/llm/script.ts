/** What the server does with one request. */
export type LlmTurn =
  | {
      readonly kind: 'text';
      readonly pieces: readonly string[];
      /** Sends the pieces from `at` on only once this resolves. */
      readonly hold?: { readonly at: number; readonly until: Promise<unknown> };
      /** Gives no count of tokens. */
      readonly uncounted?: true;
    }
  | {
      readonly kind: 'calls';
      readonly calls: readonly { readonly name: string; readonly arguments: string }[];
      /** Said before the calls. */
      readonly text?: string;
    }
  /** Sends nothing at all, and keeps the connection open. */
  | { readonly kind: 'stall' }
  /** Sends these pieces, then nothing more. */
  | { readonly kind: 'stall-after'; readonly pieces: readonly string[] }
  /** Sends these pieces, then drops the connection, in the middle of an event. */
  | { readonly kind: 'break-off'; readonly pieces: readonly string[] }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Answers with something that is no event stream. */
  | { readonly kind: 'nonsense' }
  /** Writes one word over and over. */
  | { readonly kind: 'huge'; readonly word: string; readonly times: number };

/** A fixed turn, or one made of what was asked: a model that reads its prompt. */
export type LlmScriptEntry = LlmTurn | ((request: LlmRequest) => LlmTurn);

export type LlmApi = 'responses' | 'chat';

/** A request as a test looks at it, whichever API carried it. */
export interface LlmRequest {
  readonly api: LlmApi;
  readonly model: string;
  readonly system: string;
  /** Without the system prompt. */
  readonly messages: readonly { readonly role: 'user' | 'assistant' | 'calls' | 'result'; readonly content: string }[];
  readonly tools: readonly { readonly name: string; readonly parameters: Readonly<Record<string, unknown>> }[];
  /** As it was sent. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What was asked last, and every text of the request: what a model has to go by. */
export function allText({ system, messages }: LlmRequest): string {
  return [system, ...messages.map((message) => message.content)].join('\n');
}
