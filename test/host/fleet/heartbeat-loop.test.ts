import { describe, expect, it } from 'vitest';
import type { CommandResult, HeartbeatAnswer, HeartbeatRequest } from '../../../core/contract/fleet.ts';
import { emptyHistogram } from '../../../core/contract/fleet-counts.ts';
import { createHeartbeatCollector, type HeartbeatSources } from '../../../host/fleet/collect-heartbeat.ts';
import { startHeartbeatLoop } from '../../../host/fleet/heartbeat-loop.ts';
import type { UnsentBucket } from '../../../native/sqlite/count-bucket-store.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';

const START = Date.parse('2026-11-22T10:00:00Z');
function collector(clock: TestClock, more: Partial<HeartbeatSources> = {}) {
  const ready = { state: 'ready' as const };
  return createHeartbeatCollector({
    ...{
      name: 'Lobby',
      version: '0.1.0',
      startedAt: new Date(START),
      hearingModel: () => 'tiny',
      venueVersion: () => '1-abc',
      configVersion: () => 0,
    },
    ...{
      configFailed: () => null,
      queueDepth: () => 3,
      diskFreeBytes: () => 9e9,
      temperatureC: () => 40,
      clockOffsetMs: () => 0,
      findings: () => [],
    },
    capabilities: () => ({ venue: ready, hearing: ready, speaking: ready, memory: ready, sync: ready, planner: 'local' }),
    vitals: () => ({ screen: true, mic: 'on', camera: 'off', noiseRms: 0.0123456, lastTurnAtMs: null }),
    ...{ clock, wallMs: () => START + clock.nowMs() },
    ...more,
  });
}

/** Lets what is pending of promises go on. */
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};
const bucket: UnsentBucket['bucket'] = {
  ...{
    hour: '2026-11-22T10',
    topic: 'menu',
    language: 'en',
    asked: 1,
    answered: 1,
    unanswered: 0,
    handOffs: 0,
    followUps: 0,
    threadsClosed: 0,
  },
  ...{ visits: [], voiceToVoiceMs: emptyHistogram() },
};

function loop({ random = 0.5, down = false } = {}) {
  const clock = createTestClock();
  const log = createRecordingLog();
  const sent: { readonly atMs: number; readonly request: HeartbeatRequest }[] = [];
  const state = {
    down,
    full: false,
    nextInMs: 30_000,
    serverAheadMs: 0,
    unsent: [{ bucket, revision: 1 }] as UnsentBucket[],
    results: [] as CommandResult[],
  };
  const answers: HeartbeatAnswer[] = [];
  const beats = startHeartbeatLoop({
    http: {
      async heartbeat(request) {
        sent.push({ atMs: clock.nowMs(), request });
        if (state.down) throw new Error('nobody there');
        const serverTime = new Date(START + clock.nowMs() + state.serverAheadMs).toISOString();
        return { config: null, commands: [], updates: null, serverTime, nextInMs: state.nextInMs };
      },
    },
    ...{
      tenant: 'demo',
      collect: collector(clock),
      everyMs: 30_000,
      clock,
      log,
      random: () => random,
      wallMs: () => START + clock.nowMs(),
    },
    counts: {
      unsent: () => state.unsent,
      settle: (taken) => (state.unsent = state.full ? state.unsent : state.unsent.filter((one) => !taken.includes(one))),
    },
    results: { results: () => state.results, settle: (taken) => (state.results = state.results.filter((one) => !taken.includes(one))) },
    onAnswer: (answer) => void answers.push(answer),
  });
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  return { beats, sent, state, answers, pass, log };
}

describe('the heartbeat', () => {
  it('comes at once, then as often as the endpoint asks, never quite in step', async () => {
    const { sent, state, pass } = loop({ random: 1 });
    await settle();
    state.nextInMs = 10_000;
    await pass(33_000);
    await pass(11_000);
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 33_000, 44_000]);
  });

  it('is sent ever less often while nobody is there, with all that waits, and says so once', async () => {
    const { sent, state, pass, log } = loop({ down: true });
    await settle();
    for (let i = 0; i < 60; i++) await pass(15_000);
    const gaps = sent.slice(1).map(({ atMs }, i) => atMs - (sent[i]?.atMs ?? 0));
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(200_000);
    expect(sent.every(({ request }) => request.counts.length === 1)).toBe(true);
    state.down = false;
    await pass(300_000);
    await pass(30_000);
    expect(sent.at(-1)?.request.counts).toEqual([]);
    expect(log.lines.filter(({ event }) => event === 'fleet.heartbeat-failed')).toHaveLength(1);
  });

  it('is hurried by a result, but not against an endpoint that is gone', async () => {
    const { beats, sent, state, pass } = loop();
    await settle();
    state.results = [{ id: '0190a5d2-7c3e-4b1a-8f00-000000000001', state: 'done' }];
    beats.hurry();
    await settle();
    expect([sent.length, sent[1]?.request.results.length, state.results.length]).toEqual([2, 1, 0]);
    state.down = true;
    await pass(30_000);
    for (let i = 0; i < 9; i++) beats.hurry();
    await settle();
    expect(sent).toHaveLength(3);
  });

  it('goes on soon where more waits, and not without a pause where a full disk keeps nothing', async () => {
    const { sent, state, pass } = loop();
    await settle();
    Object.assign(state, { full: true, unsent: Array<UnsentBucket>(500).fill({ bucket, revision: 1 }) });
    await pass(30_000);
    for (let i = 0; i < 10; i++) await pass(100);
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 30_000, 31_000]);
    state.full = false;
    for (let i = 0; i < 5; i++) await pass(1000);
    expect(sent.slice(3).map(({ atMs, request }) => [atMs, request.counts.length])).toEqual([
      [32_000, 500],
      [33_000, 0],
    ]);
  });

  it('knows the endpoint’s time', async () => {
    const { beats, state, pass } = loop();
    await settle();
    state.serverAheadMs = 90_000;
    await pass(30_000);
    expect([beats.clockOffsetMs, beats.endpointMs()]).toEqual([-90_000, START + 30_000 + 90_000]);
  });

  it('ends', async () => {
    const { beats, sent, pass } = loop();
    await beats.close();
    await pass(600_000);
    expect(sent).toHaveLength(1);
  });
});

describe('what a heartbeat holds', () => {
  const clock = createTestClock();
  it('is what is wrong, and for how long', () => {
    const state = { mic: 'on' as 'on' | 'silent' };
    const collect = collector(clock, {
      vitals: () => ({ screen: true, mic: state.mic, camera: 'off', noiseRms: null, lastTurnAtMs: null }),
    });
    expect(collect().problems).toEqual([]);
    state.mic = 'silent';
    collect();
    clock.advance(90_000);
    expect(collect().problems).toEqual([{ code: 'mic-silent', message: 'the microphone is silent', sinceMs: 90_000 }]);
    state.mic = 'on';
    expect(collect().problems).toEqual([]);
  });

  it.each([
    ['disk-low', { diskFreeBytes: () => 1e8 }],
    ['hot', { temperatureC: () => 91 }],
    ['clock-off', { clockOffsetMs: () => -120_000 }],
    [
      'screen-absent',
      { vitals: () => ({ screen: false, mic: 'unknown' as const, camera: 'unknown' as const, noiseRms: null, lastTurnAtMs: null }) },
    ],
    [
      'language-model-unavailable',
      {
        capabilities: () =>
          ({
            ...{
              venue: { state: 'ready' },
              hearing: { state: 'off' },
              speaking: { state: 'off' },
              memory: { state: 'off' },
              sync: { state: 'off' },
            },
            languageModel: { state: 'unavailable' },
            planner: 'llm',
          }) as never,
      },
    ],
  ])('names %s', (code, sources) => {
    expect(collector(clock, sources)().problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('says something even of what failed without a word', () => {
    const collect = collector(createTestClock(), { findings: () => [{ code: 'app-update-failed', message: '' }] });
    expect(collect().problems).toMatchObject([{ code: 'app-update-failed', message: 'app-update-failed' }]);
  });

  it('is cut to what the contract takes, however much is wrong', () => {
    const findings = () => Array.from({ length: 40 }, (_, i) => ({ code: `finding-${i}`, message: 'x'.repeat(900) }));
    expect(collector(clock, { findings })().problems).toHaveLength(20);
  });
});
