import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import type { Heartbeat, HeartbeatRequest } from '../../../core/contract/fleet.ts';
import { type CountBucket, emptyHistogram, observeMs, type VisitBand } from '../../../core/contract/fleet-counts.ts';
import { challengeMessage } from '../../../core/sync/enrolment.ts';
import { loadDeviceIdentity } from '../../../host/cloud/device-identity.ts';
import { enrolKiosk } from '../../../host/cloud/enrol-kiosk.ts';
import { type Answer, callEndpoint, type TestCloud } from '../cloud-client.ts';

/** Of a kiosk with which all is well. */
export function heartbeatOf(given: Partial<Heartbeat> = {}): Heartbeat {
  return {
    name: 'Lobby east',
    version: '0.1.0',
    hearingModel: 'foyer-whisper-tiny',
    venueVersion: '2026-11-20',
    configVersion: 0,
    platform: 'linux-x64',
    startedAt: '2026-11-22T02:00:00.000Z',
    mic: 'on',
    camera: 'off',
    noiseRms: 0.004,
    lastTurnAt: null,
    queueDepth: 0,
    diskFreeBytes: 40_000_000_000,
    temperatureC: 48,
    clockOffsetMs: 12,
    problems: [],
    ...given,
  };
}

/** @param times of answers, milliseconds */
export function bucketOf(given: Partial<CountBucket> & Pick<CountBucket, 'hour'>, ...voiceMs: number[]): CountBucket {
  const voiceToVoiceMs = emptyHistogram();
  for (const ms of voiceMs) observeMs(voiceToVoiceMs, ms);
  return {
    topic: 'opening_hours',
    language: 'en',
    asked: 0,
    answered: 0,
    unanswered: 0,
    handOffs: 0,
    followUps: 0,
    threadsClosed: 0,
    visits: [],
    voiceToVoiceMs,
    ...given,
  };
}

export function visitsOf(band: VisitBand, sessions: number, resolved: number, handedOff: number, answerMs: number) {
  const timeToAnswerMs = emptyHistogram();
  for (let i = 0; i < resolved; i++) observeMs(timeToAnswerMs, answerMs);
  return { band, sessions, resolved, handedOff, timeToAnswerMs };
}

export interface TestKiosk {
  readonly id: string;
  readonly tenant: string;
  readonly call: (path: string, body?: unknown) => Promise<Answer>;
  /** A heartbeat of this kiosk. */
  readonly beat: (given?: Partial<Heartbeat>, rest?: Partial<HeartbeatRequest>) => Promise<Answer>;
  readonly token: string;
}

/** A kiosk that enrols as real ones do. */
export async function enrolTestKiosk(at: TestCloud, tenant: string, name = 'Lobby east'): Promise<TestKiosk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-fleet-kiosk-'));
  try {
    const { secret } = await askAdmin({ dataDir: at.dataDir }, { action: 'enrol-code', tenant, hours: 1 });
    await enrolKiosk({ dataDir, code: `${tenant}/${secret}`, url: at.cloud.url, name });
    const identity = loadDeviceIdentity(dataDir);
    if (identity === null) throw new Error('not enrolled');
    const { device } = identity;
    const { challenge } = (await callEndpoint(at.cloud.url, '/v1/challenge', { body: { tenant, device } })).body;
    const signature = identity.sign(challengeMessage({ tenant, device, challenge }));
    const { token } = (await callEndpoint(at.cloud.url, '/v1/token', { body: { tenant, device, challenge, signature } })).body;
    const call = (path: string, body?: unknown) => callEndpoint(at.cloud.url, path, { token, ...(body !== undefined && { body }) });
    const beat = (given: Partial<Heartbeat> = {}, rest: Partial<HeartbeatRequest> = {}) =>
      call('/v1/fleet/heartbeat', { tenant, heartbeat: heartbeatOf({ name, ...given }), counts: [], results: [], ...rest });
    return { id: device, tenant, call, beat, token };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
