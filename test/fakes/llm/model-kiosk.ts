import type { AgentLimits } from '../../../core/agent/loop.ts';
import type { Companion } from '../../../core/contract/companion.ts';
import type { GuestMemory } from '../../../core/ports.ts';
import type { ConnectedTool } from '../../../core/tools/connected.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { type CreateLlmPlannerOptions, createLlmPlanner, type LlmPlanner, type LlmState } from '../../../host/llm/create-llm-planner.ts';
import { createSystemClock } from '../../../host/system.ts';
import { type GuestTalk, startGuestTalk } from '../guest-talk.ts';
import { type LlmServer, type LlmServerOptions, startLlmServer } from '../llm-server.ts';
import { createRecordingLog, type RecordingLog } from '../plain.ts';
import type { LlmScriptEntry } from './script.ts';

/** A conversation whose planner is a model that plays a script, over a real endpoint on this machine. */
export interface ModelKiosk {
  readonly talk: GuestTalk;
  readonly server: LlmServer;
  readonly planner: LlmPlanner;
  /** What the planner logged; the conversation's own log is talk.log. */
  readonly log: RecordingLog;
  /** What staff were told, in order. */
  readonly states: readonly LlmState[];
  close(): Promise<void>;
}

export interface ModelKioskOptions extends LlmServerOptions {
  readonly venue: Venue;
  readonly now: string;
  readonly script: readonly LlmScriptEntry[];
  readonly planner?: Partial<CreateLlmPlannerOptions>;
  readonly limits?: Partial<AgentLimits>;
  readonly locale?: string;
  readonly memory?: GuestMemory | null;
  readonly connected?: readonly ConnectedTool[];
  readonly companion?: Companion;
}

export async function startModelKiosk(options: ModelKioskOptions): Promise<ModelKiosk> {
  const { venue, now, script, limits = {} } = options;
  const server = await startLlmServer(script, options);
  const log = createRecordingLog();
  const clock = createSystemClock();
  const states: LlmState[] = [];
  const planner = createLlmPlanner({
    baseUrl: server.baseUrl,
    model: 'a-model',
    apiKey: 'none',
    api: 'auto',
    contextTokens: 10_000,
    prices: undefined,
    caps: {},
    firstTokenMs: limits.firstTokenMs ?? 5000,
    clock,
    log,
    onState: (state) => states.push(state),
    ...options.planner,
  });
  const talk = startGuestTalk({
    venue,
    now,
    planner,
    clock,
    limits: { firstTokenMs: 5000, deadlineMs: 10_000, ...limits },
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    memory: options.memory ?? null,
    ...(options.connected === undefined ? {} : { connected: options.connected }),
    ...(options.companion === undefined ? {} : { companion: options.companion }),
  });
  return {
    talk,
    server,
    planner,
    log,
    states,
    async close() {
      talk.close();
      await server.close();
    },
  };
}
