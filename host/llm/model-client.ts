/** One message of a conversation with a model, whatever API carries it. */
export type ModelMessage =
  | { readonly role: 'user' | 'assistant'; readonly text: string }
  | { readonly role: 'calls'; readonly calls: readonly ModelCall[] }
  | { readonly role: 'result'; readonly callId: string; readonly text: string };

/** A tool call as the model wrote it; nothing in it is checked yet. */
export interface ModelCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object. */
  readonly parameters: Record<string, unknown>;
}

export interface ModelRequest {
  /** The same from turn to turn, so that the endpoint can cache it. */
  readonly system: string;
  readonly tools: readonly ModelTool[];
  readonly messages: readonly ModelMessage[];
}

export interface TokenUsage {
  readonly inputTokens: number;
  /** Of `inputTokens`, those that the endpoint had cached. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
}

export type ModelPart =
  | { readonly type: 'text'; readonly text: string }
  /** The answer is complete. `usage` is null where the endpoint does not tell. */
  | { readonly type: 'end'; readonly calls: readonly ModelCall[]; readonly usage: TokenUsage | null };

/** Text as it arrives, then "end". Without "end" the stream broke off. */
export type ModelStream = AsyncIterable<ModelPart>;

/** A model behind an endpoint, with either API. */
export interface ModelClient {
  /**
   * @throws ModelFault when the endpoint refuses or cannot be reached, here or while streaming; AbortError when `signal` fires.
   */
  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelStream>;
  /** The API in use, null until the endpoint has answered once. */
  readonly api: 'responses' | 'chat' | null;
}
