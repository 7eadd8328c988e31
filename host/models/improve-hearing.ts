import { availableParallelism } from 'node:os';
import type { KioskConfig } from '../../core/contract/index.ts';
import type { Log } from '../../core/ports.ts';
import { type HostParts, unavailable } from '../parts.ts';
import { automaticModel } from './automatic-model.ts';
import { type BackgroundInstallOptions, runBackgroundInstall } from './background-install.ts';
import { installInWorker } from './install-in-worker.ts';
import { readManifest } from './manifest.ts';
import { openHearing } from './open-hearing.ts';

/** Half of a slow venue's line: 80 MB take a minute and a half. */
const MAX_BYTES_PER_SECOND = 1_000_000;

export interface ImproveHearingOptions {
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly log: Log;
  readonly parts: Pick<HostParts, 'capabilities' | 'set' | 'replaceHearing'>;
  /** The kiosk's own engines are up; nothing begins before. */
  readonly after: Promise<unknown>;
  readonly install?: BackgroundInstallOptions['install'];
  readonly wait?: BackgroundInstallOptions['wait'];
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * On a kiosk whose operator has named no speech model: fetches the recommended one in the background and hears with it from then
 * on; at later starts uses it as soon as it has loaded. Until then, and where anything fails, the bundled one hears.
 */
export function improveHearing(options: ImproveHearingOptions): { readonly done: Promise<unknown>; close(): Promise<void> } {
  const { dataDir, config, log, parts, env = process.env } = options;
  const stop = new AbortController();
  const threads = Math.max(1, Math.min(4, availableParallelism()) >> 1);
  const mirror = env.FOYER_MODEL_MIRROR ? { mirror: env.FOYER_MODEL_MIRROR } : {};

  async function improve(): Promise<unknown> {
    await options.after;
    if (stop.signal.aborted) return;
    const model = automaticModel({ dataDir, config, manifest: readManifest(), env });
    if (model === null || parts.capabilities().hearing.state !== 'ready') return;
    return runBackgroundInstall({
      dataDir,
      model,
      until: config.hearing.model,
      log,
      install:
        options.install ?? ((job) => installInWorker({ ...job, dataDir, threads, ...mirror, maxBytesPerSecond: MAX_BYTES_PER_SECOND })),
      open: (dir) =>
        openHearing({
          dataDir,
          hearing: { ...config.hearing, model: dir },
          log,
          onDown: (error) => parts.set('hearing', error === null ? { state: 'ready' } : unavailable(error)),
        }),
      replace: parts.replaceHearing,
      tell(detail) {
        if (parts.capabilities().hearing.state === 'ready') parts.set('hearing', { state: 'ready', ...detail });
      },
      signal: stop.signal,
      wait: options.wait ?? ((delayMs) => pause(delayMs, stop.signal)),
    });
  }

  const done = improve().catch((error: unknown) => log.error('model.improvement-failed', { error }));
  return {
    done,
    async close() {
      stop.abort();
      await done;
    },
  };
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    timer.unref();
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });
}
