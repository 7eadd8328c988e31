import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configSchema, type TurnTrace } from '../../core/contract/index.ts';
import { createSystemClock } from '../../host/system.ts';
import { createTraceRecorder } from '../../host/trace/create-trace-recorder.ts';
import { ensureVenue } from '../../host/venue/import-venue.ts';
import { openVenueStore } from '../../native/sqlite/venue-store.ts';
import { startGuestTalk } from '../fakes/guest-talk.ts';
import { createRecordingLog } from '../fakes/plain.ts';

const ROOT = join(import.meta.dirname, '../..');
const NOW = '2026-05-12T10:40';
let dataDir: string;
let file: string;
let recorded: TurnTrace[];

/** A conversation as a kiosk records it, on a venue that is published in the data directory. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-trace-cli-'));
  const log = createRecordingLog();
  await ensureVenue({ dataDir, demoDir: join(ROOT, 'assets/demo'), log });
  const store = openVenueStore(dataDir);
  const venue = store.read(NOW.slice(0, 10));
  const { traces } = configSchema.parse({ traces: { enabled: true } });
  const recorder = createTraceRecorder({ dataDir, traces, clock: createSystemClock(), wallMs: Date.now, log });
  const talk = startGuestTalk({ venue, now: NOW, trace: recorder.session({ venue, version: store.version }) });
  for (const text of ['where is the gym', 'and when does it close', 'two towels to the gym please', 'yes']) await talk.say(text);
  talk.close();
  store.close();
  await recorder.close();
  const [name = ''] = readdirSync(join(dataDir, 'traces'));
  file = join(dataDir, 'traces', name);
  recorded = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TurnTrace);
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

function replay(...args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['cli/main.ts', 'trace', 'replay', ...args, '--data', dataDir], { cwd: ROOT });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** The recorded turns with one of them changed. */
function changed(name: string, turn: number, change: (trace: TurnTrace) => unknown): string {
  const path = join(dataDir, name);
  writeFileSync(path, recorded.map((trace) => JSON.stringify(trace.turn === turn ? change(trace) : trace)).join('\n'));
  return path;
}

it('gives the same turns again, what was confirmed and what "it" was about included', async () => {
  const { code, out, err } = await replay(file);
  expect(err).toContain('4 turns, 4 the same, 0 different, 0 not replayed.');
  expect(code).toBe(0);
  for (const stage of ['perceive', 'reason', 'plan', 'act', 'adapt']) expect(out).toMatch(new RegExp(`= ${stage} .*ms, at`));
  expect(out).toMatch(/= answered.*23:00/);
});

it('shows where a turn now goes another way', async () => {
  const path = changed('other.jsonl', 2, (trace) => ({ ...trace, answer: ['Gym closes at 21:00.'], planner: 'llm' }));
  const { code, out, err } = await replay(path, '--turn', '2');
  expect(code).toBe(0);
  expect(err).toContain('1 turns, 0 the same, 1 different');
  expect(out).toMatch(/- answered.*21:00/);
  expect(out).toMatch(/\+ answered.*23:00/);
});

it('gives JSON of the record, the replay and what is different', async () => {
  const { out } = await replay(file, '--turn', '1', '--json');
  expect(JSON.parse(out)).toMatchObject({ trace: { turn: 1 }, again: { outcome: 'answered' }, compared: { same: true }, why: null });
});

it.each([
  ['a venue version that is gone', (trace: TurnTrace) => ({ ...trace, venueVersion: '99-ff' }), /venue version 99-ff/],
  ['a text that was not kept', (trace: TurnTrace) => ({ ...trace, input: { ...trace.input, text: null } }), /not kept/],
])('shows the steps, and says why not, for %s', async (_name, change, why) => {
  const { code, out, err } = await replay(changed('gone.jsonl', 1, change), '--turn', '1');
  expect(code).toBe(1);
  expect(err).toMatch(why);
  expect(out).toMatch(/perceive/);
});

it.each([
  ['no such file', () => ['nowhere.jsonl'], 1, /cannot be read/],
  ['a file without turns', () => ['package.json'], 1, /holds no recorded turn/],
  ['no such turn', () => [file, '--turn', '77'], 1, /no turn 77/],
  ['a turn that is no number', () => [file, '--turn', 'last'], 2, /number of a turn/],
  ['no file at all', () => [], 2, /missing required argument/],
] as const)('%s', async (_name, args, exit, why) => {
  const { code, err } = await replay(...args());
  expect(code).toBe(exit);
  expect(err).toMatch(why);
});

it('leaves out lines that are broken', async () => {
  const path = join(dataDir, 'broken.jsonl');
  writeFileSync(path, `${JSON.stringify(recorded[0])}\n{"v":1,"tu`);
  const { code, err } = await replay(path);
  expect(code).toBe(0);
  expect(err).toContain('no turn in line 2');
});
