import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GuestPage, noChromium, openGuestPage } from '../e2e/support/guest-page.ts';
import { type RunningProcess, removeDir, startKiosk } from '../e2e/support/kiosk-process.ts';
import { writeMicrophoneTrack } from '../e2e/support/microphone-track.ts';
import { seeded } from '../support/random.ts';
import { readOptions, wholeNumber } from './support/options.ts';
import { type MemoryByProcess, memoryByProcess, openHandles } from './support/processes.ts';
import { machineLine, print, progress, table } from './support/report.ts';

const MIB = 2 ** 20;
const PART_LIMIT_MS = 30_000;

interface Snapshot {
  readonly sessions: number;
  readonly memory: MemoryByProcess;
  readonly kioskHandles: number;
  /** Of the page, after a collection. */
  readonly heapBytes: number;
  readonly pageNodes: number;
  readonly diskBytes: number;
}

/** Guest after guest at the screen, each with a question or two by touch; what grows with their number. */
export async function run(args: readonly string[]): Promise<void> {
  if (noChromium !== null) throw new Error(noChromium);
  if (!existsSync('/proc/self/smaps_rollup')) throw new Error('memory is read from /proc: this suite runs on Linux only');
  const options = readOptions(args, ['sessions', 'every']);
  const sessions = wholeNumber(options.sessions, 200, [2, 100_000]);
  const every = wholeNumber(options.every, Math.max(1, Math.floor(sessions / 5)), [1, sessions]);
  const scratch = mkdtempSync(join(tmpdir(), 'foyer-soak-'));
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;
  try {
    const audioFile = join(scratch, 'silence.wav');
    writeMicrophoneTrack(audioFile, [{ silenceMs: 600_000 }]);
    kiosk = await startKiosk({ now: '2026-11-22T10:10' });
    await kiosk.hearing();
    guest = await openGuestPage(kiosk.url, { audioFile });
    const begunMs = performance.now();
    const snapshots: Snapshot[] = [];
    const random = seeded(1);
    for (let done = 1; done <= sessions; done++) {
      await oneGuest(guest, random);
      if (done === 1 || done % every === 0 || done === sessions) snapshots.push(await look(guest, kiosk, done));
      if (done % 10 === 0) progress(`session ${done} of ${sessions}`);
    }
    const minutes = (performance.now() - begunMs) / 60_000;
    print(`\nSoak, ${sessions} sessions in ${minutes.toFixed(1)} minutes, 1920 x 1080, speech and microphone on`);
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

/** From the waiting screen back to it. */
async function oneGuest({ part, page }: GuestPage, random: () => number): Promise<void> {
  const tapOne = async (testId: string) => {
    const found = part(testId);
    await found.first().waitFor({ timeout: PART_LIMIT_MS });
    await found.nth(Math.floor(random() * (await found.count()))).tap();
  };
  await tapOne('opener');
  await part('captions-kiosk').filter({ hasText: /\w/ }).first().waitFor({ timeout: PART_LIMIT_MS });
  if (random() < 0.6) {
    await tapOne('chip');
    await page.waitForTimeout(300);
  }
  await part('start-over').first().tap();
  await part('attract').waitFor({ timeout: PART_LIMIT_MS });
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

function soakTable(snapshots: readonly Snapshot[]): string {
  const names = [...new Set(snapshots.flatMap(({ memory }) => [...memory.keys()]))];
  const mib = (bytes: number) => (bytes / MIB).toFixed(1);
  const row = (title: string, of: (snapshot: Snapshot) => string) => [title, ...snapshots.map(of)];
  return table([
    row('after sessions', ({ sessions }) => String(sessions)),
    ...names.map((name) => row(`${name}, MiB`, ({ memory }) => mib(memory.get(name)?.rss ?? 0))),
    row("page's heap, MiB", ({ heapBytes }) => mib(heapBytes)),
    row("page's nodes", ({ pageNodes }) => String(pageNodes)),
    row("kiosk's handles", ({ kioskHandles }) => String(kioskHandles)),
    row('data directory, MiB', ({ diskBytes }) => mib(diskBytes)),
  ]);
}
