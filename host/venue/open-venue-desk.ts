import type { ImportProgress, StaffDesk } from '../../core/kiosk/staff/staff-desk.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { createSupervisedWorker, type SupervisedWorker } from '../../native/worker/supervised-worker.ts';
import { DESK_PHASES } from './desk-state.ts';
import type { DeskRequest, DeskWorkerData } from './desk-worker.ts';
import type { VenueDesk } from './venue-desk.ts';

/** The largest venues take seconds; what takes longer than this hangs, and is ended. */
const JOB_LIMIT_MS = 120_000;
const PROGRESS_EVERY_MS = 250;

export interface OpenDeskOptions {
  readonly dataDir: string;
  readonly keepVersions?: number;
  readonly clock: Clock;
  readonly log: Log;
}

type DeskWorker = SupervisedWorker<DeskRequest, unknown, null>;

/** The venue desk in a thread of its own, started at its first use: importing a programme takes a second that no guest should wait. */
export function openVenueDesk({ dataDir, keepVersions, clock, log }: OpenDeskOptions): StaffDesk & { close(): Promise<void> } {
  const progress = new SharedArrayBuffer(12);
  let worker: Promise<DeskWorker> | null = null;
  const started = (): Promise<DeskWorker> => {
    worker ??= createSupervisedWorker<DeskRequest, unknown, null>({
      url: new URL('./desk-worker.ts', import.meta.url),
      name: 'venue desk',
      data: { dataDir, progress, keepVersions } satisfies DeskWorkerData,
      log,
      jobLimitMs: JOB_LIMIT_MS,
    }).catch((error: unknown) => {
      worker = null;
      throw error;
    });
    return worker;
  };

  async function call<M extends keyof VenueDesk>(method: M, ...args: Parameters<VenueDesk[M]>): Promise<ReturnType<VenueDesk[M]>> {
    const desk = await started();
    return (await desk.call({ method, args } as DeskRequest)) as ReturnType<VenueDesk[M]>;
  }

  /** Tells how far a running import is until the returned function is called. */
  const follow = (onProgress: (progress: ImportProgress) => void): (() => void) => {
    const shared = new Int32Array(progress);
    let cancel = () => {};
    const look = () => {
      const [phase = 0, done = 0, of = 0] = shared;
      onProgress({ phase: DESK_PHASES[phase] ?? 'reading', done, of });
      cancel = clock.after(PROGRESS_EVERY_MS, look);
    };
    shared.fill(0);
    look();
    return () => cancel();
  };

  return {
    async importFiles(files, by, onProgress) {
      const stop = follow(onProgress);
      try {
        await call('importFiles', new Map(files), { by, withUnknownTables: true });
      } finally {
        stop();
      }
    },
    draft: () => call('draft'),
    findings: (page) => call('findings', page),
    changes: (page) => call('changes', page),
    fix: (id, value, by) => call('fix', id, value, by),
    ignore: (id, by) => call('ignore', id, by),
    setMapping: (id, kind, fields, by) => call('setMapping', id, kind, fields, by),
    setTimezone: (timezone, by) => call('setTimezone', timezone, by),
    removeSource: (id, by) => call('removeSource', id, by),
    discard: () => call('discard'),
    report: (format) => call('report', format),
    publish: (options) => call('publish', options),
    versions: () => call('versions'),
    rollback: (version, by) => call('rollback', version, by),
    edit: (edit, by, now) => call('edit', edit, by, now),
    undo: (editId, by) => call('undo', editId, by),
    expire: (now) => call('expire', now),
    nextEnd: () => call('nextEnd'),
    edits: () => call('edits'),
    find: (kind, text, now) => call('find', kind, text, now),
    preview: () => call('preview'),
    async close() {
      await worker?.then((running) => running.close()).catch(() => undefined);
    },
  };
}
