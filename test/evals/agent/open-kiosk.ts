import { rmSync } from 'node:fs';
import { configSchema, type KioskConfigInput } from '../../../core/contract/index.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createHost } from '../../../host/create-host.ts';
import { createLog } from '../../../host/log.ts';
import type { Conversation } from './conversation.ts';
import { type LeftBehind, openLeftBehind } from './end-state.ts';
import { type EvalBadges, issueBadges } from './eval-badges.ts';
import { type KioskGuest, standAt } from './kiosk-guest.ts';
import { startScriptedModel } from './scripted-model.ts';
import type { Venues } from './venues.ts';
import { type ToolWatch, watchTools } from './watch-tools.ts';

/** A model to test beside the local planner. */
export type ModelUnderTest = NonNullable<KioskConfigInput['llm']>;

/** A whole kiosk of one conversation, on a data directory of its own. */
export interface EvalKiosk {
  readonly guest: KioskGuest;
  readonly badges: EvalBadges;
  readonly tools: ToolWatch;
  /** Ends the kiosk; what it has left on disk can be read until close(). */
  shut(): Promise<LeftBehind>;
  close(): Promise<void>;
}

export async function openKiosk(
  conversation: Conversation,
  options: { readonly venues: Venues; readonly model: ModelUnderTest | null; readonly voice: boolean },
): Promise<EvalKiosk> {
  const dataDir = await options.venues.dataDirOf(conversation.venue);
  const scripted = conversation.llm === undefined ? null : await startScriptedModel(conversation.llm);
  const llm = scripted === null ? (options.model ?? {}) : { baseUrl: scripted.baseUrl, model: 'scripted', firstTokenMs: 400 };
  const config = configSchema.parse({
    name: 'Lobby',
    now: conversation.now,
    locales: conversation.locales,
    hearing: { enabled: options.voice, autoInstall: 'off' },
    speaking: { enabled: options.voice },
    ...(conversation.badges?.foreign === true ? { badges: { foreign: 'allow' } } : {}),
    llm,
  });
  const badges = issueBadges(dataDir);
  const tools = watchTools();
  const host = await createHost({ dataDir, config, log: createLog({ level: 'silent' }), aroundAgent: tools.around });
  if (options.voice) await host.settled;
  const [screen, kiosk] = createMemoryPair();
  host.connect(kiosk);
  let open = true;
  let left: LeftBehind | null = null;
  const shut = async () => {
    if (open) await host.close();
    open = false;
    left ??= openLeftBehind(dataDir, badges.guestIds, conversation.now.slice(0, 10));
    return left;
  };
  return {
    guest: standAt(screen),
    badges,
    tools,
    shut,
    async close() {
      if (open) await host.close();
      open = false;
      left?.close();
      await scripted?.close().catch(() => {});
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
