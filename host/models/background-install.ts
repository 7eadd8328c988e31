import { join } from 'node:path';
import { type Capability, FoyerError } from '../../core/contract/index.ts';
import type { Log, SpeechToText } from '../../core/ports.ts';
import { megabytes } from './files.ts';
import type { InstallProgress } from './install-model.ts';
import type { ManifestModel } from './manifest.ts';
import { isInstalled } from './model-store.ts';

export interface BackgroundInstallOptions {
  readonly dataDir: string;
  readonly model: ManifestModel;
  /** What the kiosk hears with until then. */
  readonly until: string;
  readonly log: Log;
  readonly install: (options: {
    readonly name: string;
    readonly onProgress: (progress: InstallProgress) => void;
    readonly signal: AbortSignal;
  }) => Promise<void>;
  readonly open: (name: string) => Promise<SpeechToText>;
  /** Exchanges the kiosk's recogniser between two calls. */
  readonly replace: (next: SpeechToText) => Promise<'replaced' | 'kept'>;
  /** What staff read about hearing, which works all the time. */
  readonly tell: (detail: Omit<Capability, 'state'>) => void;
  readonly signal: AbortSignal;
  /** Resolves after so long, or when the signal fires. */
  readonly wait: (delayMs: number) => Promise<void>;
}

/** The first attempt comes when the kiosk has settled; without a network the later ones are few. */
export const RETRY_MS = [10_000, 15 * 60_000, 60 * 60_000, 6 * 60 * 60_000] as const;
/** Two seconds of speech that take longer than this to recognise would make every guest wait. */
const SLOW_MS = 2500;
const STOP = 'hearing.autoInstall: off in config.yaml, or "foyer models use NAME", stops this.';

/**
 * Fetches `model` where it is not here yet and has the kiosk hear with it. Whatever goes wrong, the kiosk hears as before.
 * Resolves when it is done, has given up or was called off; never rejects.
 */
export async function runBackgroundInstall(options: BackgroundInstallOptions): Promise<'switched' | 'kept' | 'stopped'> {
  const { dataDir, model, log, signal } = options;
  try {
    if (!isInstalled(dataDir, model.name)) await fetchPatiently(options);
    signal.throwIfAborted();
    return await switchOver(options);
  } catch (error) {
    if (signal.aborted) return 'stopped';
    log.warn('model.not-used', { model: model.name, error });
    const remedy = error instanceof FoyerError && error.remedy !== undefined ? `${error.remedy} ${STOP}` : STOP;
    options.tell({ reason: `${model.name} is not used: ${error instanceof Error ? error.message : String(error)}`, remedy });
    return 'kept';
  }
}

async function fetchPatiently(options: BackgroundInstallOptions): Promise<void> {
  const { model, log, signal, until } = options;
  const totalMb = megabytes(model.files.reduce((sum, file) => sum + file.bytes, 0));
  for (let attempt = 0; ; attempt++) {
    await options.wait(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0);
    signal.throwIfAborted();
    let tenth = -1;
    try {
      await options.install({
        name: model.name,
        signal,
        onProgress({ step, doneBytes, totalBytes }) {
          const next = step === 'checking' ? 10 : Math.floor((10 * doneBytes) / Math.max(1, totalBytes));
          if (next === tenth) return;
          if (tenth < 0) log.info('model.fetching', { model: model.name, megabytes: totalMb });
          tenth = next;
          options.tell({ reason: `Fetching ${model.name}, ${tenth * 10} % of ${totalMb} MB. Until then: ${until}.`, remedy: STOP });
        },
      });
      return;
    } catch (error) {
      if (signal.aborted || !(error instanceof FoyerError && error.fault === 'network')) throw error;
      // Once: a kiosk that is meant to be offline should not fill its log with it.
      if (attempt === 0) log.info('model.no-network', { model: model.name, reason: error.message });
      if (tenth >= 0) options.tell({});
    }
  }
}

async function switchOver(options: BackgroundInstallOptions): Promise<'switched' | 'kept'> {
  const { dataDir, model, log, signal } = options;
  const engine = await options.open(join(dataDir, 'models', model.name));
  try {
    signal.throwIfAborted();
    const { ms } = await engine.transcribe(trialAudio(), { signal });
    if (ms > SLOW_MS) throw tooSlow(model.name, ms);
    log.info('model.ready', { model: model.name, trialMs: Math.round(ms) });
  } catch (error) {
    await engine.close();
    throw error;
  }
  options.tell({});
  const outcome = await Promise.race([options.replace(engine), firing(signal)]);
  if (outcome === 'kept') throw new Error('it stopped while it was working');
  log.info('model.in-use', { model: model.name });
  return 'switched';
}

function firing(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Two seconds that swell and fade, as speech does. */
function trialAudio(): Float32Array {
  return Float32Array.from({ length: 32_000 }, (_, i) => 0.3 * Math.sin(i / 20) * Math.sin(i / 2000) ** 4);
}

function tooSlow(name: string, ms: number): FoyerError {
  return new FoyerError(`it takes ${Math.round(ms)} ms for two seconds of speech on this machine`, {
    fault: 'device',
    code: 'model-too-slow',
    remedy: `"foyer models use ${name}" uses it all the same.`,
  });
}
