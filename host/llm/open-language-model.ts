import { type Capability, FoyerError, type KioskConfig } from '../../core/contract/index.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { unavailable } from '../parts.ts';
import { createLlmPlanner, type LlmPlanner, type LlmState } from './create-llm-planner.ts';
import { llmSettingsOf } from './llm-settings.ts';
import type { LlmUsageStore } from './usage-meter.ts';

export interface OpenLanguageModelOptions {
  readonly config: KioskConfig;
  /** Where the model's key is read from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly usage: LlmUsageStore;
  /** The venue's date. */
  readonly today: () => string;
  /** Staff are shown how it is doing, at once and after each turn. */
  readonly tell: (capability: Capability) => void;
}

/** The configured model's planner, or null: then the kiosk is local. */
export function openLanguageModel({ config, env, clock, log, usage, today, tell }: OpenLanguageModelOptions): LlmPlanner | null {
  const settings = llmSettingsOf(config, env);
  if (settings === null) return null;
  const planner = createLlmPlanner({ ...settings, clock, log, usage, onState: (state) => tell(capabilityOf(state)) });
  tell(capabilityOf(planner.state(today())));
  return planner;
}

function capabilityOf({ error, api, usage }: LlmState): Capability {
  const detail = api === null ? usage : `${usage}; ${api === 'chat' ? 'chat completions' : 'Responses API'}`;
  if (error === null) return { state: 'ready', reason: detail };
  // One answer that could not be used: the model itself is there.
  if (error instanceof FoyerError && error.fault === 'model' && error.code !== 'llm-capped')
    return { state: 'ready', reason: `${detail}; last answer not used: ${error.message}` };
  const failed = unavailable(error);
  return { ...failed, reason: `${failed.reason ?? ''}; ${detail}` };
}
