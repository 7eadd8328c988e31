import { workerData } from 'node:worker_threads';
import { serveWorker } from '../../native/worker/serve-worker.ts';
import { createIds } from '../system.ts';
import { DESK_PHASES } from './desk-state.ts';
import { createVenueDesk, type VenueDesk } from './venue-desk.ts';

export interface DeskWorkerData {
  readonly dataDir: string;
  /** Phase, done, of: written here, read by the kiosk. */
  readonly progress: SharedArrayBuffer;
  readonly keepVersions: number | undefined;
}

/** One call of the desk, by name. */
export type DeskRequest = { [M in keyof VenueDesk]: { readonly method: M; readonly args: Parameters<VenueDesk[M]> } }[keyof VenueDesk];

await serveWorker<DeskRequest, unknown, null>(async () => {
  const { dataDir, progress, keepVersions } = workerData as DeskWorkerData;
  const shared = new Int32Array(progress);
  const desk = createVenueDesk({
    dataDir,
    ...(keepVersions === undefined ? {} : { keepVersions }),
    newId: createIds().next,
    at: () => new Date().toISOString(),
    onProgress: (phase, done, of) => [DESK_PHASES.indexOf(phase), done, of].forEach((value, i) => void Atomics.store(shared, i, value)),
  });
  return {
    info: null,
    handle: async ({ method, args }) => {
      const call = desk[method] as (...args: readonly unknown[]) => unknown;
      return { result: call(...args) ?? null };
    },
  };
});
