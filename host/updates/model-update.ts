import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import type { SpeechToText } from '../../core/ports.ts';
import type { StateFile } from '../fleet/state-file.ts';
import { installInWorker } from '../models/install-in-worker.ts';
import { checkModelName } from '../models/manifest.ts';
import { probeHearing } from './probe.ts';
import { beginTrial, failTrial, isRefused, passTrial, refuse, type Trials } from './trials.ts';
import type { UpdateKind } from './update-kind.ts';
import type { ModelUpdate, UpdateState } from './update-store.ts';

export interface ModelUpdateOptions {
  readonly dataDir: string;
  readonly store: StateFile<UpdateState>;
  /** What hears in this process, once it is up. */
  readonly hearing: () => Promise<SpeechToText | null>;
  /** Parts that work at this moment. */
  readonly needs: () => readonly string[];
  readonly signal: AbortSignal;
  /** Installs the archive `from` as DIR/models/NAME. */
  readonly install?: (job: { readonly name: string; readonly from: string }) => Promise<void>;
}

const idOf = ({ sha256 }: ModelUpdate) => sha256;

/** A hearing model of the fleet: an archive that is installed and tried beside the one in use, which stays until the new one has heard something. */
export function createModelUpdate(options: ModelUpdateOptions): UpdateKind & { nameOf(folder: string): string } {
  const { dataDir, store, signal } = options;
  const update = (change: (model: Trials<ModelUpdate>) => Trials<ModelUpdate>) => {
    const state = store.read();
    store.write({ ...state, model: change(state.model) });
  };
  const remove = (folder: string) => {
    rmSync(join(dataDir, 'models', folder), { recursive: true, force: true });
    rmSync(join(dataDir, 'models', `${folder}.tuning.json`), { force: true });
  };
  const install =
    options.install ??
    ((job) => {
      const threads = Math.max(1, Math.min(4, availableParallelism()) >> 1);
      return installInWorker({ ...job, dataDir, threads, onProgress: () => {}, signal });
    });

  return {
    name: 'model',
    suffix: '.model',
    nameOf(folder) {
      const { good, trial } = store.read().model;
      return [trial?.value, good].find((one) => one?.folder === folder)?.name ?? folder;
    },
    wanted({ model }) {
      if (model === undefined) return null;
      const { good, trial, refused } = store.read().model;
      if (trial !== null || good?.sha256 === model.sha256 || isRefused({ good, trial, refused }, model.sha256)) return null;
      return { url: model.url, sha256: model.sha256, bytes: model.bytes, label: model.name };
    },
    async activate(from, { sha256, label }) {
      try {
        // Beside what is in use, so that there is a way back.
        const folder = `${label.slice(0, 50)}.${sha256.slice(0, 8)}`;
        checkModelName(folder);
        await install({ name: folder, from });
        update((model) => beginTrial(model, { name: label, folder, sha256 }, options.needs()));
        return 'restart';
      } catch (error) {
        // A kiosk that is closed, or has no room, has found nothing out.
        const isFull = error instanceof FoyerError && error.code === 'disk-full';
        if (!signal.aborted && !isFull)
          update((model) => refuse(model, sha256, error instanceof Error ? error.message : 'it cannot be used'));
        throw error;
      }
    },
    async settle() {
      const { trial, good } = store.read().model;
      if (trial === null) return 'none';
      const { folder } = trial.value;
      const wrong = await checkHearing(options, folder);
      if (signal.aborted) return 'none';
      if (wrong === null) {
        update(passTrial);
        if (good !== null && good.folder !== folder) remove(good.folder);
        return 'passed';
      }
      update((model) => failTrial(model, idOf, wrong));
      remove(folder);
      return 'rolled-back-restart';
    },
    failure: () => store.read().model.refused.at(-1) ?? null,
  };
}

async function checkHearing({ hearing }: ModelUpdateOptions, folder: string): Promise<string | null> {
  try {
    const engine = await hearing();
    if (engine === null) return 'the kiosk does not hear with it';
    if (engine.model !== folder) return `the kiosk hears with ${engine.model}: another model is configured`;
    return await probeHearing(engine);
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot hear';
  }
}
