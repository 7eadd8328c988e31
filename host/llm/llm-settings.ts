import type { KioskConfig } from '../../core/contract/index.ts';

export interface LlmSettings extends Pick<KioskConfig['llm'], 'api' | 'contextTokens' | 'prices' | 'caps' | 'firstTokenMs'> {
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly apiKey: string;
  /** See `llm.sendMemory`; left out: true. */
  readonly sendMemory?: boolean;
}

/**
 * Where the model is, from the configuration; null without one, which means: stay local. The key
 * comes from the environment variable the configuration names; endpoints on the own machine need none.
 */
export function llmSettingsOf(config: KioskConfig, env: Readonly<Record<string, string | undefined>>): LlmSettings | null {
  const { baseUrl, model, apiKeyEnv, api, contextTokens, prices, caps, firstTokenMs, sendMemory } = config.llm;
  const apiKey = env[apiKeyEnv] ?? '';
  if (model === undefined || (baseUrl === undefined && apiKey === '')) return null;
  return { baseUrl, model, apiKey: apiKey === '' ? 'none' : apiKey, api, contextTokens, prices, caps, firstTokenMs, sendMemory };
}
