import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GuestPage, noChromium, openGuestPage } from '../e2e/support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startKiosk } from '../e2e/support/kiosk-process.ts';
import { writeMicrophoneTrack } from '../e2e/support/microphone-track.ts';
import { seeded } from '../support/random.ts';
import { createGuests, type Guests } from './soak/guests.ts';
import { readOptions, wholeNumber } from './support/options.ts';
import { type MemoryByProcess, memoryByProcess, openHandles } from './support/processes.ts';
import { machineLine, print, progress, table } from './support/report.ts';

const MIB = 2 ** 20;
/** Small and calm: software rendering of a whole kiosk's screen would be most of the time. */
const SIZE = { width: 1280, height: 720 };
/** Guests who walk away are missed after this long instead of a minute; keys that a test types come late on a busy machine. */
const CONFIG = 'idle: { warnAfterMs: 15000, resetAfterMs: 5000 }\nbadges: { wedge: { maxGapMs: 200 } }\n';

interface Snapshot {
  readonly sessions: number;
  readonly memory: MemoryByProcess;
  readonly kioskHandles: number;
  /** Of the page, after a collection. */
  readonly heapBytes: number;
  readonly pageNodes: number;
  readonly diskBytes: number;
}

/**
 * Guest after guest at the screen, by touch and by badge, remembered, forgotten and walking away (soak/guests.ts); what grows
 * with their number.
 */
export async function run(args: readonly string[]): Promise<void> {
  if (noChromium !== null) throw new Error(noChromium);
  if (!existsSync('/proc/self/smaps_rollup')) throw new Error('memory is read from /proc: this suite runs on Linux only');
  const options = readOptions(args, ['sessions', 'every']);
  const sessions = wholeNumber(options.sessions, 200, [2, 100_000]);
  const every = wholeNumber(options.every, Math.max(1, Math.floor(sessions / 8)), [1, sessions]);
  const scratch = mkdtempSync(join(tmpdir(), 'foyer-soak-'));
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;
  try {
    const audioFile = join(scratch, 'silence.wav');
    writeMicrophoneTrack(audioFile, [{ silenceMs: 600_000 }]);
    const dataDir = newDataDir();
    writeFileSync(join(dataDir, 'config.yaml'), CONFIG);
    const guests = createGuests(dataDir);
    kiosk = await startKiosk({ dataDir, now: '2026-11-22T10:10' });
    await kiosk.hearing();
    guest = await openGuestPage(kiosk.url, { audioFile, size: SIZE, reducedMotion: true });
    await guest.part('attract').waitFor();
    const begunMs = performance.now();
    const { snapshots, kinds } = await soak({ guest, kiosk, guests, sessions, every });
    const minutes = (performance.now() - begunMs) / 60_000;
    print(
      `\nSoak, ${sessions} sessions in ${minutes.toFixed(1)} minutes, ${SIZE.width} x ${SIZE.height}, reduced motion, speech and microphone on`,
    );
    print([...kinds].map(([kind, count]) => `${kind}: ${count}`).join(', '));
    print(soakTable(snapshots));
    print(
      guest.complaints.length === 0
        ? 'The page complained of nothing.'
        : `The page complained:\n${guest.complaints.slice(0, 20).join('\n')}`,
    );
    print(machineLine(guest.page.context().browser()?.version()));
  } finally {
    await guest?.close();
    await kiosk?.stop();
    if (kiosk !== null) removeDir(kiosk.dataDir);
    removeDir(scratch);
  }
}

interface SoakOptions {
  readonly guest: GuestPage;
  readonly kiosk: RunningProcess;
  readonly guests: Guests;
  readonly sessions: number;
  readonly every: number;
}

async function soak({ guest, kiosk, guests, sessions, every }: SoakOptions) {
  const snapshots: Snapshot[] = [];
  const kinds = new Map<string, number>();
  const random = seeded(1);
  for (let done = 1; done <= sessions; done++) {
    const kind = await oneSession(guest, guests, random, done);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (done === 1 || done % every === 0 || done === sessions) snapshots.push(await look(guest, kiosk, done));
    if (done % 10 === 0) progress(`session ${done} of ${sessions}`);
  }
  return { snapshots, kinds };
}

/** A guest whose session the kiosk ended while this machine was too busy to be quick has walked away, in effect. */
async function oneSession(guest: GuestPage, guests: Guests, random: () => number, number: number): Promise<string> {
  try {
    return await guests.next(guest, random);
  } catch (error) {
    if (await guest.part('attract').isVisible()) return 'was too slow';
    await guest.page.screenshot({ path: '.artefacts/e2e/soak-stuck.png' });
    const complaints = guest.complaints.slice(-5).join('\n');
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`session ${number} got stuck; .artefacts/e2e/soak-stuck.png shows where: ${cause}\n${complaints}`, { cause: error });
  }
}

async function look({ page }: GuestPage, kiosk: RunningProcess, sessions: number): Promise<Snapshot> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  const metric = (name: string) => metrics.find((entry) => entry.name === name)?.value ?? 0;
  return {
    sessions,
    memory: memoryByProcess(kiosk.pid),
    kioskHandles: openHandles(kiosk.pid),
    heapBytes: metric('JSHeapUsedSize'),
    pageNodes: metric('Nodes'),
    diskBytes: sizeOf(kiosk.dataDir),
  };
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** The last column: what each figure grew by over the second half, for a thousand sessions. */
function soakTable(snapshots: readonly Snapshot[]): string {
  const names = [...new Set(snapshots.flatMap(({ memory }) => [...memory.keys()]))];
  const row = (title: string, of: (snapshot: Snapshot) => number, digits = 0) => [
    title,
    ...snapshots.map((snapshot) => of(snapshot).toFixed(digits)),
    growth(snapshots, of),
  ];
  return table([
    ['after sessions', ...snapshots.map(({ sessions }) => String(sessions)), '+ per 1000'],
    ...names.map((name) => row(`${name}, MiB`, ({ memory }) => (memory.get(name)?.rss ?? 0) / MIB, 1)),
    row("page's heap, MiB", ({ heapBytes }) => heapBytes / MIB, 1),
    row("page's nodes", ({ pageNodes }) => pageNodes),
    row("kiosk's handles", ({ kioskHandles }) => kioskHandles),
    row('data directory, MiB', ({ diskBytes }) => diskBytes / MIB, 2),
  ]);
}

/** Slope of the least-squares line through the second half. */
function growth(snapshots: readonly Snapshot[], of: (snapshot: Snapshot) => number): string {
  const last = snapshots.at(-1)?.sessions ?? 0;
  const points = snapshots.filter(({ sessions }) => sessions >= last / 2).map((one) => [one.sessions / 1000, of(one)] as const);
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  if (spread === 0) return '-';
  return (points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / spread).toFixed(2);
}
