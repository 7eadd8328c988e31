import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TurnInput } from '../../../core/agent/agent.ts';
import { countBucketSchema, HISTOGRAM_BOUNDS_MS } from '../../../core/contract/fleet-counts.ts';
import { countTurns } from '../../../core/kiosk/count-turns.ts';
import type { CountedTurn, GuestMemory } from '../../../core/ports.ts';
import { createFleetCounts } from '../../../host/fleet/create-fleet-counts.ts';
import { createArrayMemory } from '../../fakes/array-memory.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createScriptedAgent } from '../../fakes/scripted.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

let dataDir = '';
const clock = createTestClock('2026-11-22T14:59');
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-counts-'));
  clock.setLocal('2026-11-22T14:59');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = () => createFleetCounts({ dataDir, clock, timezone: () => 'Europe/Berlin', log: createRecordingLog() });
const turn = (n: number, more: Partial<CountedTurn> = {}): CountedTurn => ({
  ...{ turn: n, sessionId: 's1', topic: 'directions', language: 'en', resolution: 'answered', handOff: false, followUp: false },
  ...{ threadsClosed: 0, visit: null, askedAtMs: n * 1000, answeredAfterMs: 120 },
  ...more,
});

describe('counts for the fleet', () => {
  it('tell questions by hour, topic and language, and sessions by how they ended', () => {
    const counts = open();
    counts.turn(turn(1, { resolution: 'asked-back' }));
    counts.turn(turn(2, { topic: 'menu', followUp: true, threadsClosed: 1 }));
    clock.setLocal('2026-11-22T15:01');
    counts.sessionEnded();
    counts.turn(turn(3, { sessionId: 's2', resolution: 'not-in-data', handOff: true, visit: 4 }));
    counts.sessionEnded();
    const buckets = counts.unsent(10).map(({ bucket }) => countBucketSchema.parse(bucket));
    expect(buckets).toMatchObject([
      { hour: '2026-11-22T14', topic: 'directions', asked: 1, answered: 0, unanswered: 0, visits: [] },
      { hour: '2026-11-22T14', topic: 'menu', asked: 1, answered: 1, followUps: 1, threadsClosed: 1 },
      {
        ...{ hour: '2026-11-22T15', topic: 'directions', asked: 1, unanswered: 1, handOffs: 1 },
        visits: [
          { band: 'unknown', sessions: 1, resolved: 1, handedOff: 0 },
          { band: '3-5', sessions: 1, resolved: 0, handedOff: 1 },
        ],
      },
    ]);
    // Asked at 1 s, answered at 2.12 s.
    expect(buckets[2]?.visits[0]?.timeToAnswerMs[HISTOGRAM_BOUNDS_MS.findIndex((bound) => bound >= 1120)]).toBe(1);
  });

  it('that nobody can read keep no heartbeat back', () => {
    const counts = open();
    counts.turn(turn(1));
    const db = new Database(join(dataDir, 'fleet', 'counts.sqlite'));
    db.exec("UPDATE buckets SET body = 'no bucket'");
    db.close();
    expect(counts.unsent(10)).toEqual([]);
    counts.close();
  });

  it('put a latency with its turn, whichever is known first, once', () => {
    const counts = open();
    counts.voiceToVoice(1, 640);
    counts.turn(turn(1));
    counts.turn(turn(2, { topic: 'menu' }));
    for (let i = 0; i < 3; i++) counts.voiceToVoice(2, 910);
    const [directions, menu] = counts.unsent(10).map(({ bucket }) => bucket.voiceToVoiceMs);
    const at = (ms: number) => HISTOGRAM_BOUNDS_MS.findIndex((bound) => ms <= bound);
    expect([directions?.[at(640)], menu?.[at(910)]]).toEqual([1, 1]);
    expect([...(directions ?? []), ...(menu ?? [])].reduce((a, b) => a + b)).toBe(2);
  });

  it('are sent whole until they are taken, and again once they have grown', () => {
    const counts = open();
    counts.turn(turn(1));
    const sent = counts.unsent(10);
    counts.turn(turn(2));
    counts.settle(sent);
    expect(counts.unsent(10).map(({ bucket }) => bucket.asked)).toEqual([2]);
    counts.settle(counts.unsent(10));
    expect(counts.unsent(10)).toEqual([]);
    counts.close();
    const next = open();
    // The session that was under way when it closed.
    expect(next.unsent(10)).toMatchObject([{ bucket: { asked: 2, visits: [{ sessions: 1 }] } }]);
    next.close();
  });

  it('do without a disk', () => {
    dataDir = '/dev/null/nowhere';
    const counts = open();
    counts.turn(turn(1));
    counts.sessionEnded();
    expect(counts.unsent(10)).toEqual([]);
  });
});

describe('a turn that is counted', () => {
  const input = (more: Partial<TurnInput> = {}): TurnInput => ({
    ...{
      sessionId: 's1',
      turn: 1,
      text: 'Where is the wombat?',
      source: 'typed',
      locale: 'en',
      now: '2026-11-22T14:00',
      here: null,
      memory: null,
    },
    ...more,
  });
  async function count(events: Parameters<typeof createScriptedAgent>[0], given: TurnInput, signal = new AbortController().signal) {
    const counted: CountedTurn[] = [];
    const counts = { turn: (one: CountedTurn) => counted.push(one), voiceToVoice: () => {}, sessionEnded: () => {} };
    for await (const _ of countTurns(createScriptedAgent(events).agent, counts, clock).run(given, signal)) void _;
    return counted;
  }
  const done = (tools: string[]) => ({
    type: 'done' as const,
    outcome: 'answered' as const,
    planner: 'local' as const,
    tools: tools.map((name) => ({ name, input: {}, ms: 1 })),
  });

  it('is known by its tool, else by its kind, never by its words', async () => {
    const step = { type: 'step' as const, step: { stage: 'reason' as const, title: 'x', detail: { kind: 'say' }, atMs: 0, tookMs: 0 } };
    const counted = [
      ...(await count(() => [step, done(['find_places'])], input())),
      ...(await count(() => [step, done([])], input())),
      ...(await count(() => [done(['Ask the Wombat!'])], input())),
    ];
    expect(counted.map(({ topic }) => topic)).toEqual(['find_places', 'say', 'ask-the-wombat-']);
    expect(JSON.stringify(counted)).not.toContain('Where is');
  });

  it('is told apart by visit for guests who are remembered only', async () => {
    const episode = (id: string) => ({
      ...{ episodeId: id, startedAt: '', endedAt: '', locale: 'en', turns: 1, topics: [{ topic: 'way', times: 1 }], names: [], wishes: [] },
    });
    const open = createArrayMemory();
    const memory: GuestMemory = { ...open, profile: () => ({ ...open.profile(), episodes: [episode('a'), episode('b'), episode('s1')] }) };
    const [remembered] = await count(() => [done(['directions'])], input({ memory }));
    const [stranger] = await count(() => [done(['directions'])], input());
    const [paused] = await count(() => [done(['directions'])], input({ memory: { ...memory, paused: true } }));
    const [gone] = await count(
      () => [done(['menu'])],
      input({
        memory: {
          ...memory,
          profile: () => {
            throw new Error('erased');
          },
        },
      }),
    );
    expect([remembered, stranger, paused, gone].map((one) => [one?.visit, one?.followUp])).toEqual([
      [3, true],
      [null, false],
      [null, true],
      [null, false],
    ]);
  });

  it('is not counted where it was broken off', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await count(() => [done(['menu'])], input(), abort.signal)).toEqual([]);
  });
});
