import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type GuestPage, noChromium, openGuestPage } from '../e2e/support/guest-page.ts';
import { type RunningProcess, removeDir, startKiosk } from '../e2e/support/kiosk-process.ts';
import { writeMicrophoneTrack } from '../e2e/support/microphone-track.ts';
import { readEvalSet } from '../evals/venue-questions.ts';
import { oneOf, readOptions, wholeNumber } from './support/options.ts';
import { type MemoryByProcess, memoryByProcess } from './support/processes.ts';
import { machineLine, print, progress, table } from './support/report.ts';

/** Long enough for the first sentence to be spoken; the next question cuts the rest off. */
const BETWEEN_TURNS_MS = 1500;
const TURN_LIMIT_MS = 30_000;
/** As people type: keys much faster than this are taken for a badge reader's. */
const KEY_MS = 60;
const MIB = 2 ** 20;

interface Snapshot {
  readonly turn: number;
  readonly memory: MemoryByProcess;
}

/** Typed questions in one guest's session, with hearing and speaking on: what each process takes, early and late. */
export async function run(args: readonly string[]): Promise<void> {
  if (noChromium !== null) throw new Error(noChromium);
  if (!existsSync('/proc/self/smaps_rollup')) throw new Error('memory is read from /proc: this suite runs on Linux only');
  const options = readOptions(args, ['turns', 'motion']);
  const turns = wholeNumber(options.turns, 50, [1, 5000]);
  const reducedMotion = oneOf(options.motion, ['reduce', 'full'] as const, 'full') === 'reduce';
  const scratch = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;
  try {
    const audioFile = join(scratch, 'silence.wav');
    // For the whole session: the fake microphone falls silent for good with the end of its file.
    writeMicrophoneTrack(audioFile, [{ silenceMs: 60_000 + turns * 8000 }]);
    kiosk = await startKiosk({ now: '2026-11-22T10:10' });
    await kiosk.hearing();
    guest = await openGuestPage(kiosk.url, { audioFile, reducedMotion });
    await kiosk.waitFor(/"state":"on".*"microphone"/);
    const snapshots = await converse(guest, kiosk.pid, turns);
    print(`\nSession, ${turns} typed turns, motion ${reducedMotion ? 'reduced' : 'full'}, 1920 x 1080: resident memory, MiB`);
    print(memoryTable(snapshots));
    print('Resident memory counts pages that several processes share in each; the last column (PSS) counts them once.');
    print(machineLine(guest.page.context().browser()?.version()));
  } finally {
    await guest?.close();
    await kiosk?.stop();
    if (kiosk !== null) removeDir(kiosk.dataDir);
    removeDir(scratch);
  }
}

async function converse(guest: GuestPage, kioskPid: number, turns: number): Promise<Snapshot[]> {
  const questions = readEvalSet(fileURLToPath(new URL('../evals/venue/demo-a.jsonl', import.meta.url)))
    .filter((line) => line.lang === 'en')
    .map((line) => line.question);
  const snapshots: Snapshot[] = [];
  for (let turn = 1; turn <= turns; turn++) {
    await guest.page.keyboard.type(questions[(turn - 1) % questions.length] ?? '', { delay: KEY_MS });
    await guest.page.keyboard.press('Enter');
    await untilDone(guest, turn);
    await pause(BETWEEN_TURNS_MS);
    if (turn === 1 || turn === Math.ceil(turns / 2) || turn === turns) snapshots.push({ turn, memory: memoryByProcess(kioskPid) });
    if (turn % 5 === 0) progress(`turn ${turn} of ${turns}`);
  }
  return snapshots;
}

async function untilDone(guest: GuestPage, count: number): Promise<void> {
  const limitMs = performance.now() + TURN_LIMIT_MS;
  const done = () => guest.kioskMessages().filter((message) => message.type === 'turn.done').length;
  while (done() < count) {
    if (performance.now() > limitMs) throw new Error(`turn ${count} was not answered in ${TURN_LIMIT_MS} ms (${done()} turns are done)`);
    await pause(100);
  }
}

function memoryTable(snapshots: readonly Snapshot[]): string {
  const last = snapshots.at(-1);
  const names = [...new Set(snapshots.flatMap(({ memory }) => [...memory.keys()]))];
  const mib = (bytes: number | undefined) => (bytes === undefined ? '-' : (bytes / MIB).toFixed(0));
  const sum = (snapshot: Snapshot | undefined, of: 'rss' | 'pss') =>
    snapshot === undefined ? undefined : [...snapshot.memory.values()].reduce((total, one) => total + one[of], 0);
  return table([
    ['process', ...snapshots.map(({ turn }) => `turn ${turn}`), `PSS ${last?.turn ?? ''}`],
    ...names.map((name) => [name, ...snapshots.map(({ memory }) => mib(memory.get(name)?.rss)), mib(last?.memory.get(name)?.pss)]),
    ['all', ...snapshots.map((snapshot) => mib(sum(snapshot, 'rss'))), mib(sum(last, 'pss'))],
  ]);
}
