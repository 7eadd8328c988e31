import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { configSchema, type KioskConfigInput, type TurnTrace, turnTraceSchema } from '../../../core/contract/index.ts';
import type { Fact } from '../../../core/ports.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { createTraceRecorder, type TraceRecorder } from '../../../host/trace/create-trace-recorder.ts';
import { createTraceFiles } from '../../../host/trace/trace-files.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { createArrayMemory } from '../../fakes/array-memory.ts';
import { type GuestTalk, startGuestTalk } from '../../fakes/guest-talk.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const NOW = '2026-05-12T10:40';
const DAY = Date.parse('2026-05-12T08:40:00Z');
let venue: Venue;
let dataDir: string;
let talk: GuestTalk | null = null;

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-trace-'));
});
afterEach(() => {
  talk?.close();
  talk = null;
  rmSync(dataDir, { recursive: true, force: true });
});

function record(traces: KioskConfigInput['traces'] = {}): TraceRecorder {
  const recorder = createTraceRecorder({
    dataDir,
    traces: configSchema.parse({ traces: { enabled: true, ...traces } }).traces,
    clock: createTestClock(),
    wallMs: () => DAY,
    log: createRecordingLog(),
  });
  talk = startGuestTalk({ venue, now: NOW, trace: recorder.session({ venue, version: '1-ab' }) });
  return recorder;
}

const say = (text: string, options = {}) => {
  if (talk === null) throw new Error('record() first');
  return talk.say(text, options);
};

const written = () => {
  const dir = join(dataDir, 'traces');
  return existsSync(dir)
    ? readdirSync(dir)
        .map((name) => readFileSync(join(dir, name), 'utf8'))
        .join('')
    : '';
};

async function turns(recorder: TraceRecorder): Promise<TurnTrace[]> {
  await recorder.close();
  return written()
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => turnTraceSchema.parse(JSON.parse(line)));
}

describe('a recorded turn', () => {
  it('has its stages with timings, what tools were given and what they gave', async () => {
    const recorder = record();
    await say('when does the gym close');
    const [turn] = await turns(recorder);
    expect(turn).toMatchObject({ venueVersion: '1-ab', outcome: 'answered', planner: 'local', cards: ['place'] });
    expect(turn?.steps.map((step) => step.stage)).toEqual(['perceive', 'reason', 'plan', 'act', 'adapt', 'plan']);
    const act = turn?.steps.find((step) => step.stage === 'act');
    expect(act?.detail).toMatchObject({ tools: [{ name: 'opening_hours', found: true, input: { place: 'gym' } }] });
    expect(JSON.stringify(act?.detail)).toContain('23:00');
    expect(turn?.input.text).toBe('when does the gym close');
  });

  it.each([
    ['my name is Zacharias Quux and when does the gym close', /zacharias|quux/i],
    ['can you call me on 0151 2345678 about the gym', /0151 2|2345678/],
    ['write to zach@example.test about the gym', /zach|@/],
    ['two towels to room 4711 please', /4711/],
    ['where is Fräulein Schnurrbartträger', /schnurr/i],
    ['I lost my Leica Noctilux in the gym', /noctilux/i],
    ['I am allergic to peanuts', /peanut/i],
  ])('has nothing of "%s" that tells who said it', async (text, private_) => {
    const recorder = record();
    await say(text);
    await say('yes');
    await say('where is the bar');
    expect(await turns(recorder)).toHaveLength(3);
    expect(written()).not.toMatch(private_);
  });

  it('has nothing of what was known of a guest who is gone, or erased, before it ends', async () => {
    const recorder = record();
    const facts: Fact[] = [
      { id: 'f', kind: 'diet', value: 'vegan', source: 'explicit', sessionId: 's', turn: 1, recordedAt: NOW, validFrom: NOW },
    ];
    await talk?.events('what can I eat as a vegan', { memory: createArrayMemory(facts) }, () => void facts.splice(0));
    const [turn] = await turns(recorder);
    expect(turn?.input.text).toBe('what can I eat as a Xxx');
    expect(written()).not.toMatch(/vegan/i);
  });

  it('has no session id that stands anywhere else', async () => {
    const recorder = record();
    await say('where is the bar', { sessionId: 'the-session' });
    await say('and the gym', { sessionId: 'the-session' });
    const [one, two] = await turns(recorder);
    expect(one?.session).toBe(two?.session);
    expect(written()).not.toContain('the-session');
  });

  it('has no text where none is kept', async () => {
    const recorder = record({ texts: 'none' });
    await say('when does the gym close');
    const [turn] = await turns(recorder);
    expect(turn?.input.text).toBeNull();
    expect(turn?.answer).toBeNull();
    expect(turn?.dialogue).toBeNull();
    expect(written()).not.toMatch(/gym|23:00/);
  });

  it('is not written of a guest who leaves no trace', async () => {
    const recorder = record();
    await say('when does the gym close', { leavesNoTrace: true });
    expect(await turns(recorder)).toHaveLength(0);
  });

  it('is not written when it ran ahead for nothing', async () => {
    const recorder = record();
    const committed = Promise.reject(new Error('the guest went on'));
    await say('when does the gym close', { committed });
    expect(await turns(recorder)).toHaveLength(0);
  });
});

describe('files', () => {
  const options = () => ({
    dir: join(dataDir, 'traces'),
    retentionDays: 3,
    maxBytes: 100_000,
    wallMs: () => DAY,
    log: createRecordingLog(),
  });

  it('can be read by the kiosk alone', async () => {
    const files = createTraceFiles(options());
    files.append('{}');
    await files.flush();
    expect(statSync(join(dataDir, 'traces')).mode & 0o077).toBe(0);
    expect(statSync(join(dataDir, 'traces', '2026-05-12.0001.jsonl')).mode & 0o077).toBe(0);
  });

  it('go after their days; others are left alone', async () => {
    mkdirSync(join(dataDir, 'traces'));
    for (const name of ['2026-05-09.0001.jsonl', '2026-05-10.0001.jsonl', 'notes.txt']) writeFileSync(join(dataDir, 'traces', name), 'x\n');
    const files = createTraceFiles(options());
    files.append('{}');
    await files.flush();
    expect(readdirSync(join(dataDir, 'traces')).sort()).toEqual(['2026-05-10.0001.jsonl', '2026-05-12.0001.jsonl', 'notes.txt']);
  });

  it('never grow beyond the limit, and keep the newest', async () => {
    const files = createTraceFiles(options());
    for (let n = 0; n < 150; n++) {
      files.append(JSON.stringify({ n, text: 'x'.repeat(2000) }));
      await files.flush();
    }
    const names = readdirSync(join(dataDir, 'traces')).sort();
    const sizes = names.map((name) => statSync(join(dataDir, 'traces', name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100_000);
    expect(written()).toContain('"n":149');
    expect(names).not.toContain('2026-05-12.0001.jsonl');
  });

  it('go on in the same file after a restart', async () => {
    for (let n = 0; n < 2; n++) {
      const files = createTraceFiles(options());
      files.append(`{"n":${n}}`);
      await files.flush();
    }
    expect(written()).toBe('{"n":0}\n{"n":1}\n');
  });

  it('that cannot be written stop nobody, and are told once', async () => {
    writeFileSync(join(dataDir, 'traces'), 'a file in the way');
    const log = createRecordingLog();
    const files = createTraceFiles({ ...options(), log });
    files.append('{}');
    files.append('{}');
    await files.flush();
    expect(log.lines).toHaveLength(1);
  });
});
