import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pullResponseSchema } from '../../../../core/sync/wire.ts';
import { guestRef } from '../../../../native/sqlite/guest-crypto.ts';
import { seeded, seedOf } from '../../../support/random.ts';
import type { RunResult } from '../fault-run.ts';
import { pick } from '../guest-acts.ts';
import { differences, isNever, ledgerViolations } from '../invariants.ts';
import { createLedger } from '../ledger.ts';
import { createTally } from '../tally.ts';
import type { EndpointHandle } from './endpoint-handle.ts';
import { type KioskHandle, startKiosk } from './kiosk-handle.ts';

const DAY_MS = 86_400_000;
export const PROCESS_STEPS = 30;
const KIOSKS = 2;
const GUESTS = 2;

export interface ProcessRunOptions {
  readonly endpoint: EndpointHandle;
  readonly seed: number;
  readonly steps?: number;
}
type World = ReturnType<typeof openWorld>;

/** Two kiosks and `foyer cloud serve` as processes that are killed at random moments. What is done is from the seed; when it is cut off is not. */
export async function runProcesses({ endpoint, seed, steps = PROCESS_STEPS }: ProcessRunOptions): Promise<RunResult> {
  const root = mkdtempSync(join(tmpdir(), 'foyer-processes-'));
  const world = openWorld(endpoint, seed, root);
  const { tally, kiosks } = world;
  try {
    for (let step = 1; step <= steps; step++) await takeStep(world, step);
    const stranger = await makePeace(world);
    const violations = await reckon(world, stranger);
    return { seed, steps, violations, counts: tally.counts, lines: tally.lines };
  } finally {
    for (const kiosk of kiosks) await kiosk.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

function openWorld(endpoint: EndpointHandle, seed: number, root: string) {
  const random = seeded(seedOf(`processes ${seed}`));
  const ledger = createLedger();
  const startMs = performance.now();
  const tally = createTally(() => performance.now() - startMs);
  const guests = Array.from({ length: GUESTS }, () => {
    const { token: badge, guestId } = endpoint.issuer.issue({ expiresAtMs: Date.now() + 30 * DAY_MS });
    return { guestId, badge };
  });
  const open = (number: number, skewMs: number) =>
    startKiosk(
      {
        ...{ number, skewMs, url: endpoint.url, token: endpoint.token },
        tenant: 'demo',
        dataDir: join(root, `${number}`),
        seed: `${seed} ${number}`,
      },
      ledger,
    );
  const kiosks = Array.from({ length: KIOSKS }, (_, i) => open(i, (random() - 0.5) * 2 * DAY_MS));
  return { endpoint, random, ledger, tally, guests, kiosks, open };
}

async function takeStep(world: World, step: number): Promise<void> {
  const { random, tally, kiosks, guests, endpoint, ledger } = world;
  const [kiosk, guest] = [pick(kiosks, random), pick(guests, random)];
  const dice = random();
  if (dice < 0.04) {
    tally.count('endpoint killed');
    tally.note(`${step}: endpoint killed`);
    return endpoint.kill();
  }
  if (dice < 0.2) {
    tally.count('pull on scan');
    tally.note(`${step}: kiosk ${kiosk.number} scans ${guest.guestId}`);
    return void (await kiosk.ask({ do: 'scan', ...guest }));
  }
  if (dice < 0.23) {
    tally.count('kiosk disk full');
    return void (await kiosk.ask({ do: 'fill disk' }));
  }
  const killAfterMs = random() < 0.1 ? random() * 30 : null;
  const asked = kiosk.ask({ do: 'act', step, seed: seedOf(`${step} ${random()}`), ...guest });
  if (killAfterMs !== null) {
    tally.count('kiosk killed');
    await wait(killAfterMs);
    await kiosk.kill();
  }
  const answer = await asked;
  const { name = 'act', outcome = 'cut off by a kill', ops = [], epoch = null } = answer ?? {};
  tally.note(`${step}: kiosk ${kiosk.number}, ${guest.guestId}: ${name} ${outcome}${killAfterMs === null ? '' : ', killed'}`);
  tally.count(outcome === 'done' ? 'operations' : outcome);
  if (outcome !== 'done') return;
  if (name === 'erase' || name === 'withdraw') ledger.erased.set(guest.guestId, step);
  for (const id of ops) ledger.written.set(id, { id, guestId: guest.guestId, kiosk: kiosk.number, step, epoch });
  await wait(random() * 40);
}

async function makePeace({ endpoint, kiosks, guests, open }: World): Promise<KioskHandle> {
  await endpoint.ready();
  for (const kiosk of kiosks) await kiosk.kill();
  // One that was never there knows what the endpoint alone can tell.
  const all = [...kiosks, open(kiosks.length, 0)];
  for (const kiosk of all) await kiosk.ask({ do: 'peace' });
  for (let round = 0; round < 2; round++) for (const kiosk of all) for (const guest of guests) await kiosk.ask({ do: 'sync', ...guest });
  const [stranger] = all.slice(-1);
  if (stranger === undefined) throw new Error('no kiosk');
  return stranger;
}

async function reckon({ endpoint, kiosks, guests, ledger }: World, stranger: KioskHandle): Promise<string[]> {
  const found: string[] = [];
  for (const guest of guests) {
    const told = [];
    for (const kiosk of [...kiosks, stranger]) {
      const synced = await kiosk.ask({ do: 'sync', ...guest });
      if (synced?.outcome !== 'done' || synced.left !== 0) found.push(`kiosk ${kiosk.number} could not sync: ${JSON.stringify(synced)}`);
      const answer = await kiosk.ask({ do: 'tell', ...guest });
      told.push({ number: kiosk.number, known: answer?.known ?? 'nothing: it is dead' });
      for (const line of answer?.warnings ?? []) if (isNever(line)) found.push(`kiosk ${kiosk.number}: ${line}`);
    }
    found.push(...differences(told, guest.guestId), ...ledgerViolations(ledger, guest.guestId, await readCloud(endpoint, guest)));
  }
  await stranger.stop();
  return [...new Set(found)];
}

async function readCloud({ url, token }: EndpointHandle, { guestId, badge }: { readonly guestId: string; readonly badge: string }) {
  const body = { tenant: 'demo', companion: 'concierge', guest: guestRef('demo', guestId), badge, epoch: 0, since: 0 };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(new URL('/v1/pull', url), { method: 'POST', headers, body: JSON.stringify(body) });
  const { epoch, ops } = pullResponseSchema.parse(await response.json());
  return { epoch, ops: new Set(ops.map(({ id }) => id)) };
}
