import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudDatabase } from '../../cloud/database.ts';
import { openCloudDatabase } from '../../cloud/database.ts';
import { migrate } from '../../cloud/migrate.ts';
import type { KeyWrap } from '../../cloud/push-ops.ts';
import { pushOps } from '../../cloud/push-ops.ts';
import { pullOps, readErasures } from '../../cloud/read-ops.ts';
import { createIds } from '../../host/system.ts';
import type { SqliteGuestStore } from '../../native/sqlite/guest-store.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { seeded } from '../support/random.ts';
import { TEST_DATABASES } from './databases.ts';

/** Seeds on the embedded database; on PostgreSQL, which differs in nothing that matters here, fewer. */
const RUNS = 25;
const RUNS_ON_POSTGRES = 6;
const STEPS = 40;
const KIOSKS = 3;
/** What is wrapped is not under test here. */
const openWrap: KeyWrap = { wrap: (key) => key, unwrap: (key) => key };
/**
 * Three kiosks whose clocks are up to a day apart, one guest, random words, threads, erasures and new
 * consents, random pushes whose answers get lost, pulls and polls in any order; then everybody syncs.
 */
async function run(db: CloudDatabase, root: string, seed: number) {
  const random = seeded(seed);
  const guestId = `guest-${seed}`;
  const log = createRecordingLog();
  const kiosks = Array.from({ length: KIOSKS }, (_, i) => {
    const skewMs = (random() - 0.5) * 2 * 86_400_000;
    return openGuestStore({
      dataDir: join(root, `${seed}-${i}`),
      companionId: 'c',
      tenant: 'demo',
      ids: createIds(),
      log,
      wallMs: () => Math.floor(Date.now() + skewMs),
    });
  });
  /** Values said and since erased at the kiosk where they were said: none may ever be seen again. */
  const erased = new Set<string>();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

  async function push(kiosk: SqliteGuestStore, answerArrives: boolean) {
    const ops = kiosk.sync.pending(pick([1, 3, 100]));
    if (ops.length === 0) return;
    const results = await pushOps({ db, keyWrap: openWrap, wallMs: Date.now }, 'demo', ops);
    if (answerArrives) kiosk.sync.settle(results);
  }
  async function pull(kiosk: SqliteGuestStore) {
    const from = kiosk.sync.pullFrom(guestId);
    if (from !== null)
      kiosk.sync.applyPull(
        guestId,
        await pullOps({ db, keyWrap: openWrap, wallMs: Date.now }, { tenant: 'demo', companion: 'c', badge: '-', ...from }),
      );
  }
  const poll = async (kiosk: SqliteGuestStore) => kiosk.sync.applyErasures(await readErasures(db, 'demo', kiosk.sync.erasuresSince));

  function say(kiosk: SqliteGuestStore, n: number) {
    if (kiosk.consent(guestId) !== 'remember') return kiosk.setConsent(guestId, 'remember', '1');
    const memory = kiosk.open(guestId);
    const said = { source: pick(['explicit', 'inferred'] as const), sessionId: 's', turn: n };
    const [thread] = memory.profile().threads.filter(({ status }) => status === 'open');
    pick([
      () => memory.remember({ ...said, kind: 'name', value: `Name ${n}` }),
      () => memory.remember({ ...said, kind: 'interest', value: `interest ${n}` }),
      () => memory.retract('name'),
      () => void memory.openThread(`topic ${n}`),
      () => thread !== undefined && memory.resolveThread(thread.id),
    ])();
  }
  for (let n = 0; n < STEPS; n++) {
    const kiosk = pick(kiosks);
    const dice = random();
    if (dice < 0.5) say(kiosk, n);
    else if (dice < 0.52) {
      for (const { value } of kiosk.inspect(guestId)?.facts ?? []) erased.add(value);
      kiosk.erase(guestId);
    } else if (dice < 0.75) await push(kiosk, random() < 0.7);
    else if (dice < 0.9) await pull(kiosk);
    else await poll(kiosk);
  }
  // Twice: what the first round erases at one kiosk the second must find gone at the others.
  for (let round = 0; round < 2; round++) {
    for (const kiosk of kiosks) {
      while (kiosk.sync.pending(1).length > 0) await push(kiosk, true);
      await poll(kiosk);
      await pull(kiosk);
    }
  }
  const known = kiosks.map((kiosk) => kiosk.inspect(guestId));
  for (const kiosk of kiosks) kiosk.close();
  return { known, erased, log };
}

for (const [i, database] of TEST_DATABASES.entries())
  describe.skipIf(database.missing)(`three kiosks and a cloud over ${database.name}, whatever the order`, () => {
    const runs = i === 0 ? RUNS : RUNS_ON_POSTGRES;
    const tally = { remembered: 0, erased: 0 };
    let db: CloudDatabase;
    let root = '';
    let stop = () => Promise.resolve();
    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'foyer-converge-'));
      const server = await database.start();
      stop = server.stop;
      db = await openCloudDatabase(await server.create());
      await migrate(db);
    }, 60_000);
    afterAll(async () => {
      await db?.close();
      await stop();
      rmSync(root, { recursive: true, force: true });
    });

    it.each(Array.from({ length: runs }, (_, n) => n + 1))('agree in the end, and nothing erased comes back (seed %i)', async (seed) => {
      const { known, erased, log } = await run(db, root, seed);
      const facts = (n: number) => JSON.stringify(known[n] === null ? null : { ...known[n], consents: known[n]?.consents.length });
      for (let n = 1; n < KIOSKS; n++) expect(facts(n)).toBe(facts(0));
      for (const { value } of known[0]?.facts ?? []) expect(erased.has(value), value).toBe(false);
      if ((known[0]?.facts.length ?? 0) > 0) tally.remembered++;
      if (erased.size > 0) tally.erased++;
      expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
    });

    it('in runs of which most remember something and many have erased something', () => {
      expect(tally.remembered).toBeGreaterThan(runs / 3);
      expect(tally.erased).toBeGreaterThan(runs / 4);
    });
  });
