import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KioskCloudSync } from '../../../host/cloud/create-cloud-sync.ts';
import { createCloudSync } from '../../../host/cloud/create-cloud-sync.ts';
import type { SqliteGuestStore } from '../../../native/sqlite/guest-store.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import type { Sqlite } from '../../../native/sqlite/open-database.ts';
import { createRecordingLog, type RecordingLog } from '../../fakes/plain.ts';
import type { Ledger } from './ledger.ts';
import { diskOf, openCaptured } from './open-captured.ts';
import type { Simulation } from './simulation.ts';

export const COMPANION = 'concierge';

export interface MortalKiosk {
  readonly number: number;
  readonly store: SqliteGuestStore;
  readonly sync: KioskCloudSync;
  readonly db: Sqlite;
  readonly log: RecordingLog;
  /**
   * Killed within `work`, as it makes its n-th id or reads the clock for the n-th time: what the file holds at that moment is
   * what is found when it starts again. Without `work`, between two calls. Returns whether `work` was done before.
   */
  kill(work?: () => void, at?: number): boolean;
  /** No page more than there are, until freeDisk(). */
  fillDisk(): void;
  freeDisk(): void;
  close(): void;
}

export interface KioskDeps {
  readonly number: number;
  readonly root: string;
  readonly tenant: string;
  /** Ahead of the true time. */
  readonly skewMs: number;
  readonly epochMs: number;
  readonly simulation: Simulation;
  readonly fetch: typeof fetch;
  readonly ledger: Ledger;
  readonly nextId: () => string;
  readonly random: () => number;
}

class Killed extends Error {}

/** A guest store and its sync, on a file that outlives them. */
export function createMortalKiosk(deps: KioskDeps): MortalKiosk {
  const { number, root, simulation } = deps;
  const log = createRecordingLog();
  let life = 0;
  let killIn = Number.POSITIVE_INFINITY;
  let corpse: string | null = null;
  let running = start(0);

  function dirOf(one: number): string {
    return join(root, `kiosk-${number}-${one}`);
  }
  /** Where the process may be killed: every id and every look at the clock. */
  function mayDie<T>(value: T, at: number): T {
    if (at !== life || corpse !== null || --killIn > 0) return value;
    corpse = copyFiles(dirOf(life), dirOf(life + 1));
    throw new Killed();
  }
  function start(of: number) {
    // A kill of the process need not wait for the disk.
    const { store, db } = openCaptured({ synchronous: 'OFF' }, () =>
      openGuestStore({
        dataDir: dirOf(of),
        companionId: COMPANION,
        tenant: deps.tenant,
        log,
        ids: { next: () => mayDie(deps.nextId(), of) },
        wallMs: () => mayDie(Math.floor(deps.epochMs + simulation.nowMs() + deps.skewMs), of),
      }),
    );
    const sync = createCloudSync({
      store: deps.ledger.watch(store.sync),
      url: 'http://127.0.0.1:1',
      token: 'a',
      tenant: deps.tenant,
      companionId: COMPANION,
      pushEveryMs: 700,
      erasuresEveryMs: 4000,
      maxBackoffMs: 5000,
      requestMs: 3_600_000,
      clock: { nowMs: simulation.nowMs, after: simulation.after, localNow: () => '2027-01-01T00:00' },
      log,
      random: deps.random,
      fetch: deps.fetch,
    });
    return { store, db, sync };
  }
  function startAgain(): void {
    const old = running;
    void old.sync.close();
    old.db.close();
    rmSync(dirOf(life), { recursive: true, force: true });
    killIn = Number.POSITIVE_INFINITY;
    corpse = null;
    life++;
    running = start(life);
  }
  return {
    number,
    log,
    get store() {
      return running.store;
    },
    get sync() {
      return running.sync;
    },
    get db() {
      return running.db;
    },
    kill(work = () => {}, at = 1) {
      killIn = at;
      try {
        work();
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
      const done = corpse === null;
      if (done) copyFiles(dirOf(life), dirOf(life + 1));
      startAgain();
      return done;
    },
    fillDisk: () => diskOf(running.db).fill(),
    freeDisk: () => diskOf(running.db).free(),
    close() {
      void running.sync.close();
      running.store.close();
    },
  };
}

/** The file and its log as they lie there; locks and shared memory die with the process. */
function copyFiles(from: string, to: string): string {
  mkdirSync(join(to, 'keys'), { recursive: true });
  for (const name of ['memory.sqlite', 'memory.sqlite-wal', 'keys/device.key'])
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
  return to;
}
