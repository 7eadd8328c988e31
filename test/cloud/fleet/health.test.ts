import { describe, expect, it } from 'vitest';
import { compareVersions, HEALTH_THRESHOLDS, type HealthInput, healthOf } from '../../../cloud/fleet/health.ts';
import type { Heartbeat } from '../../../core/contract/fleet.ts';
import { heartbeatOf } from './fleet-client.ts';

const NOW = Date.parse('2026-11-22T14:00:00Z');
const MINUTE = 60_000;
const HOUR = 3_600_000;

function look(heartbeat: Partial<Heartbeat> = {}, around: Partial<HealthInput> = {}, silentMs = 20_000) {
  const well = heartbeatOf({
    startedAt: new Date(NOW - 5 * HOUR).toISOString(),
    lastTurnAt: new Date(NOW - HOUR).toISOString(),
    ...heartbeat,
  });
  const beat = { atMs: NOW - silentMs, heartbeat: well };
  const { light, reasons } = healthOf({ nowMs: NOW, revoked: false, beat, startsMs: [], config: null, newest: {}, ...around });
  return [light, ...reasons.map(({ code, light: of, params }) => [code, of, params] as const)];
}

describe('how a kiosk is', () => {
  it('green when all is well, whatever it has no sensor for', () => {
    expect(look()).toEqual(['green']);
    expect(look({ temperatureC: null, noiseRms: null, clockOffsetMs: null, camera: 'absent', mic: 'unknown' })).toEqual(['green']);
    expect(look({ mic: 'off', camera: 'off' })).toEqual(['green']);
  });

  it('yellow before it has reported, red once revoked', () => {
    expect(look({}, { beat: null })).toEqual(['yellow', ['never-reported', 'yellow', {}]]);
    expect(look({}, { revoked: true })).toEqual(['red', ['revoked', 'red', {}]]);
  });

  it('late, then silent; of a silent one nothing else is said', () => {
    expect(look({}, {}, 3 * MINUTE - 1)).toEqual(['green']);
    expect(look({}, {}, 3 * MINUTE)).toEqual(['yellow', ['not-heard-from', 'yellow', { sinceMs: 3 * MINUTE }]]);
    expect(look({ mic: 'failed' }, {}, 10 * MINUTE)).toEqual(['red', ['not-heard-from', 'red', { sinceMs: 10 * MINUTE }]]);
  });

  it.each(['denied', 'absent', 'failed'] as const)('red when the microphone is %s', (mic) => {
    expect(look({ mic })).toEqual(['red', ['microphone', 'red', { state: mic }]]);
  });

  it('yellow when the microphone is open and brings nothing, or the camera does not work', () => {
    expect(look({ mic: 'silent' })).toEqual(['yellow', ['microphone', 'yellow', { state: 'silent' }]]);
    expect(look({ camera: 'failed' })).toEqual(['yellow', ['camera', 'yellow', { state: 'failed' }]]);
  });

  it.each([
    ['disk', { diskFreeBytes: 1_999_999_999 }, { diskFreeBytes: 499_999_999 }],
    ['temperature', { temperatureC: 75 }, { temperatureC: 85 }],
    ['clock', { clockOffsetMs: -2 * MINUTE }, { clockOffsetMs: 24 * HOUR }],
    ['queue', { queueDepth: 500 }, { queueDepth: 5000 }],
  ] as const)('%s: yellow from one value on, red from another', (code, some, much) => {
    expect(look(some)).toEqual(['yellow', [code, 'yellow', expect.anything()]]);
    expect(look(much)).toEqual(['red', [code, 'red', expect.anything()]]);
  });

  it('red reasons come first', () => {
    expect(look({ camera: 'failed', mic: 'denied', noiseRms: 0.2 }).map((one) => (typeof one === 'string' ? one : one[0]))).toEqual([
      'red',
      'microphone',
      'camera',
      'noise',
    ]);
  });

  it('no turn for days; not while it has only just started', () => {
    const quiet = { lastTurnAt: new Date(NOW - 80 * HOUR).toISOString() };
    expect(look({ ...quiet, startedAt: new Date(NOW - 100 * HOUR).toISOString() })).toEqual([
      'yellow',
      ['no-turns', 'yellow', { sinceMs: 80 * HOUR }],
    ]);
    expect(look(quiet)).toEqual(['green']);
    expect(look({ lastTurnAt: null })).toEqual(['green']);
  });

  it('many starts within an hour', () => {
    const starts = (n: number) => ({ startsMs: Array.from({ length: n }, (_, i) => NOW - i * MINUTE) });
    expect(look({}, starts(2))).toEqual(['green']);
    expect(look({}, starts(3))).toEqual(['yellow', ['restarts-often', 'yellow', { times: 3, withinMs: HOUR }]]);
    expect(look({}, starts(6))[0]).toBe('red');
    expect(look({}, { startsMs: [NOW - 2 * HOUR, NOW - 3 * HOUR, NOW - 4 * HOUR] })).toEqual(['green']);
  });

  it('a configuration that is not taken, and one that the kiosk went back from', () => {
    const config = (madeMs: number) => ({ config: { version: 4, madeMs, failed: null } });
    expect(look({ configVersion: 3 }, config(NOW - MINUTE))).toEqual(['green']);
    expect(look({ configVersion: 3 }, config(NOW - HOUR))).toEqual(['yellow', ['config-pending', 'yellow', { version: 4, sinceMs: HOUR }]]);
    expect(look({ configVersion: 4 }, config(NOW - HOUR))).toEqual(['green']);
    const failed = (state: 'rolled-back' | 'refused') => ({
      config: { version: 4, madeMs: NOW - HOUR, failed: { version: 4, state, why: 'no microphone' } },
    });
    expect(look({ configVersion: 3 }, failed('rolled-back'))).toEqual([
      'yellow',
      ['config-rolled-back', 'yellow', { version: 4, why: 'no microphone' }],
    ]);
    expect(look({ configVersion: 3 }, failed('refused'))[1]).toEqual(['config-refused', 'yellow', { version: 4, why: 'no microphone' }]);
  });

  it('behind what its channel gives, once a night has passed', () => {
    const newest = (sinceMs: number) => ({
      newest: {
        app: { version: '0.10.0', sinceMs: NOW - sinceMs },
        venue: { version: 'v2', sinceMs: NOW - sinceMs },
        model: { version: 'small', sinceMs: NOW - sinceMs },
      },
    });
    const old = { version: '0.9.3', venueVersion: 'v1', hearingModel: 'tiny' };
    expect(look(old, newest(HOUR))).toEqual(['green']);
    expect(look(old, newest(HEALTH_THRESHOLDS.behindMs))).toEqual([
      'yellow',
      ['app-behind', 'yellow', { version: '0.9.3', newest: '0.10.0' }],
      ['venue-behind', 'yellow', { version: 'v1', newest: 'v2' }],
      ['model-behind', 'yellow', { version: 'tiny', newest: 'small' }],
    ]);
    // A trial of what is to come is not behind.
    expect(look({ version: '0.11.0-beta.1', venueVersion: 'v2', hearingModel: 'small' }, newest(100 * HOUR))).toEqual(['green']);
  });

  it('tells what the kiosk says of itself', () => {
    const problems = [{ code: 'models-missing', message: 'The model is not there.', sinceMs: 5 }];
    expect(look({ problems })).toEqual([
      'yellow',
      ['problem', 'yellow', { problem: 'models-missing', message: 'The model is not there.', sinceMs: 5 }],
    ]);
    expect(look({ problems: [{ code: 'screen-absent', message: 'No screen.', sinceMs: 5 }] })[0]).toBe('red');
  });

  it('says nothing twice, and nothing of a camera that is not there', () => {
    const of = (code: string) => ({ code, message: 'so', sinceMs: 1 });
    expect(look({ camera: 'absent', problems: [of('camera-absent')] })).toEqual(['green']);
    expect(look({ mic: 'denied', problems: [of('mic-denied'), of('clock-off'), of('hot'), of('disk-low')] })).toEqual([
      'red',
      ['microphone', 'red', { state: 'denied' }],
    ]);
  });
});

describe('versions', () => {
  it.each([
    ['0.9.3', '0.10.0'],
    ['1.0.0-beta.1', '1.0.0'],
    ['1.0.0-beta.2', '1.0.0-beta.10'],
    ['1.0.0-alpha', '1.0.0-beta'],
    ['1.9.9', '2.0.0-rc.1'],
  ])('%s comes before %s', (a, b) => {
    expect([compareVersions(a, b), compareVersions(b, a), compareVersions(a, a)]).toEqual([-1, 1, 0]);
  });
  it('what was built of the same source is the same', () => expect(compareVersions('1.2.0+linux', '1.2.0+win')).toBe(0));
});
