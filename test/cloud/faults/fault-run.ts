import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudDatabase } from '../../../cloud/database.ts';
import { guestRef } from '../../../native/sqlite/guest-crypto.ts';
import { type Random, seeded, seedOf } from '../../support/random.ts';
import { createFaultyNetwork } from './faulty-network.ts';
import { attempt, drawAct, pick } from './guest-acts.ts';
import { findViolations } from './invariants.ts';
import { createLedger } from './ledger.ts';
import { createMortalEndpoint } from './mortal-endpoint.ts';
import { createMortalKiosk, type MortalKiosk } from './mortal-kiosk.ts';
import { contentOps } from './open-captured.ts';
import { createSimulation } from './simulation.ts';
import { createTally } from './tally.ts';

const KIOSKS = 2;
const GUESTS = 2;
const DAY_MS = 86_400_000;
const EPOCH_MS = 1_800_000_000_000;
export const STEPS = 60;
/** Nothing here waits for a disk: a kill of the process loses what the process held, not what the system holds. */
const MEMORY_DISK = '/dev/shm';

export interface RunOptions {
  readonly db: CloudDatabase;
  readonly seed: number;
  readonly steps?: number;
}
export interface RunResult {
  readonly seed: number;
  readonly steps: number;
  readonly violations: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly lines: readonly string[];
}

let tenants = 0;

/** Two kiosks, an endpoint and two guests in one process, in simulated time: faults and acts from the seed, then peace, then the reckoning. */
export async function runWithFaults({ db, seed, steps = STEPS }: RunOptions): Promise<RunResult> {
  const root = mkdtempSync(join(existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir(), 'foyer-faults-'));
  const world = openWorld(db, seed, root);
  const { tally } = world;
  const violations: string[] = [];
  try {
    for (let step = 1; step <= steps; step++) await takeStep(world, step);
    await makePeace(world);
    violations.push(...(await findViolations(world)));
  } catch (error) {
    violations.push(`threw ${error instanceof Error ? error.stack : String(error)}`);
  }
  try {
    return { seed, steps, violations, counts: tally.counts, lines: tally.lines };
  } finally {
    for (const kiosk of world.kiosks) kiosk.close();
    rmSync(root, { recursive: true, force: true });
  }
}

export type World = ReturnType<typeof openWorld>;

function openWorld(db: CloudDatabase, seed: number, root: string) {
  const stream = (name: string): Random => seeded(seedOf(`${name} ${seed}`));
  const random = stream('acts');
  const simulation = createSimulation();
  const tally = createTally(simulation.nowMs);
  const ledger = createLedger();
  const tenant = `run-${++tenants}`;
  const guests = Array.from({ length: GUESTS }, (_, i) => `guest-${seed}-${i}`);
  const refs = new Map(guests.map((guestId) => [`badge of ${guestId}`, guestRef(tenant, guestId)]));
  const wallMs = () => Math.floor(EPOCH_MS + simulation.nowMs());
  const endpoint = createMortalEndpoint({
    ...{ db, tenant, simulation, random: stream('endpoint'), tally, wallMs },
    guestOfBadge: (badge) => refs.get(badge) ?? null,
  });
  const network = createFaultyNetwork({ simulation, random: stream('network'), tally, endpoint: endpoint.handle });
  let made = 0;
  const deps = { root, tenant, simulation, ledger, epochMs: EPOCH_MS, nextId: () => idOf(++made, wallMs()), random: stream('backoff') };
  // In one run of ten a clock is so wrong that the endpoint refuses its stamps.
  const farOff = random() < 0.1;
  const skews = Array.from({ length: KIOSKS }, () => (random() - 0.5) * 2 * DAY_MS);
  const openKiosk = (number: number, skewMs: number) => createMortalKiosk({ ...deps, number, skewMs, fetch: network.fetchFor(number) });
  const kiosks = skews.map((skewMs, i) => openKiosk(i, farOff && i === 0 ? 3 * DAY_MS + skewMs : skewMs));
  if (farOff) tally.count('clock days ahead');
  return { db, tenant, guests, random, simulation, tally, ledger, endpoint, network, kiosks, openKiosk };
}

/** A UUIDv7 that is the same in each run of the same seed. */
function idOf(n: number, atMs: number): string {
  const time = atMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

async function takeStep(world: World, step: number): Promise<void> {
  const { random, simulation, tally, kiosks, guests, network } = world;
  await simulation.advance(random() * random() * 3000);
  const kiosk = pick(kiosks, random);
  const guestId = pick(guests, random);
  const dice = random();
  if (dice < 0.16) {
    tally.note(`${step}: kiosk ${kiosk.number} scans ${guestId}`);
    tally.count('pull on scan');
    void kiosk.sync.pull(guestId, `badge of ${guestId}`, 800);
  } else if (dice < 0.2) {
    const forMs = random() * 15_000;
    tally.note(`${step}: kiosk ${kiosk.number} is cut off for ${Math.round(forMs)} ms`);
    network.partition(kiosk.number, forMs);
  } else if (dice < 0.23) {
    tally.note(`${step}: kiosk ${kiosk.number} killed`);
    tally.count('kiosk killed');
    kiosk.kill();
  } else if (dice < 0.26) {
    tally.note(`${step}: disk of kiosk ${kiosk.number} full`);
    tally.count('kiosk disk full');
    kiosk.fillDisk();
    simulation.after(random() * 20_000, () => kiosk.freeDisk());
  } else act(world, kiosk, guestId, step);
}

function act({ random, tally, ledger }: World, kiosk: MortalKiosk, guestId: string, step: number): void {
  const { name, run } = drawAct(kiosk, guestId, step, random);
  const killAt = random() < 0.05 ? 1 + Math.floor(random() * 5) : null;
  const erases = name === 'erase' || name === 'withdraw';
  const before = new Set(contentOps(kiosk.db));
  const outcome = killAt === null ? attempt(run) : killWithin(kiosk, run, killAt);
  tally.note(`${step}: kiosk ${kiosk.number}, ${guestId}: ${name}${outcome === 'done' ? '' : ` (${outcome})`}`);
  tally.count(outcome === 'done' ? name : outcome);
  if (killAt !== null) tally.count('kiosk killed');
  if (outcome !== 'done') return;
  tally.count('operations');
  if (erases) ledger.erased.set(guestId, step);
  const epoch = kiosk.store.sync.pullFrom(guestId)?.epoch ?? null;
  for (const id of contentOps(kiosk.db)) if (!before.has(id)) ledger.written.set(id, { id, guestId, kiosk: kiosk.number, step, epoch });
}

function killWithin(kiosk: MortalKiosk, run: () => void, at: number): string {
  let outcome = 'done';
  const done = kiosk.kill(() => {
    outcome = attempt(run);
  }, at);
  return done ? outcome : 'killed in the midst of it';
}

/** Faults end, what is under way arrives, kiosks start again and everybody syncs: twice, since what one erases the other must find gone. */
async function makePeace({ simulation, network, endpoint, kiosks, guests, tally }: World): Promise<void> {
  tally.note('peace');
  network.heal();
  endpoint.heal();
  for (const kiosk of kiosks) kiosk.freeDisk();
  await simulation.advance(60_000);
  for (const kiosk of kiosks) kiosk.kill();
  for (let round = 0; round < 2; round++)
    for (const kiosk of kiosks) {
      await simulation.until(kiosk.sync.flush());
      for (const guestId of guests) await simulation.until(kiosk.sync.pull(guestId, `badge of ${guestId}`, 30_000));
    }
}
