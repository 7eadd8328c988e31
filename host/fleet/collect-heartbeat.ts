import { type ConfigFailure, type DeviceState, type Heartbeat, type HeartbeatProblem, heartbeatSchema } from '../../core/contract/fleet.ts';
import type { Capabilities } from '../../core/contract/index.ts';
import type { KioskVitals } from '../../core/kiosk/vitals.ts';
import type { Clock } from '../../core/ports.ts';

/** Something that is wrong, as found at this moment. */
export type Finding = Pick<HeartbeatProblem, 'code' | 'message'>;

/** What a heartbeat is made of; none of it is about a guest. */
export interface HeartbeatSources {
  readonly name: string;
  readonly version: string;
  readonly startedAt: Date;
  readonly hearingModel: () => string;
  readonly venueVersion: () => string | null;
  readonly configVersion: () => number;
  readonly configFailed: () => ConfigFailure | null;
  readonly capabilities: () => Capabilities;
  readonly vitals: () => KioskVitals;
  readonly queueDepth: () => number;
  readonly diskFreeBytes: () => number;
  readonly temperatureC: () => number | null;
  readonly clockOffsetMs: () => number | null;
  /** Further findings: of updates, of what could not be sent. */
  readonly findings: () => readonly Finding[];
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly wallMs: () => number;
}

const DISK_LOW_BYTES = 500_000_000;
const HOT_C = 85;
const CLOCK_OFF_MS = 60_000;
const MOST_PROBLEMS = 20;
const MAX_MESSAGE = 300;
const BROKEN: ReadonlySet<DeviceState> = new Set(['denied', 'absent', 'failed', 'silent']);

/** @returns a function that tells how the kiosk does now */
export function createHeartbeatCollector(sources: HeartbeatSources): () => Heartbeat {
  const { clock, wallMs } = sources;
  /** Since when each problem has been there. */
  let since = new Map<string, number>();

  return () => {
    const nowMs = clock.nowMs();
    const vitals = sources.vitals();
    const found = [...findingsOf(sources, vitals), ...sources.findings()].slice(0, MOST_PROBLEMS);
    since = new Map(found.map(({ code }) => [code, since.get(code) ?? nowMs]));
    const problems = found.map(({ code, message }) => ({
      code,
      // An error may have no words; the endpoint takes no heartbeat with an empty one.
      message: message.slice(0, MAX_MESSAGE) || code,
      sinceMs: Math.round(nowMs - (since.get(code) ?? nowMs)),
    }));
    const { lastTurnAtMs, noiseRms } = vitals;
    return heartbeatSchema.parse({
      name: sources.name,
      version: sources.version.slice(0, 40),
      hearingModel: sources.hearingModel().slice(-120),
      venueVersion: sources.venueVersion(),
      configVersion: sources.configVersion(),
      configFailed: sources.configFailed(),
      platform: `${process.platform}-${process.arch}`,
      startedAt: sources.startedAt.toISOString(),
      mic: vitals.mic,
      camera: vitals.camera,
      noiseRms: noiseRms === null ? null : Math.min(1, Number(noiseRms.toPrecision(3))),
      lastTurnAt: lastTurnAtMs === null ? null : new Date(wallMs() - (nowMs - lastTurnAtMs)).toISOString(),
      queueDepth: sources.queueDepth(),
      diskFreeBytes: sources.diskFreeBytes(),
      temperatureC: sources.temperatureC(),
      clockOffsetMs: sources.clockOffsetMs(),
      problems,
    });
  };
}

function findingsOf(sources: HeartbeatSources, { screen, mic, camera }: KioskVitals): Finding[] {
  const found: Finding[] = [];
  const { planner: _, ...parts } = sources.capabilities();
  for (const [part, capability] of Object.entries(parts)) {
    if (capability?.state !== 'unavailable') continue;
    found.push({ code: `${kebab(part)}-unavailable`, message: capability.reason ?? 'it does not work' });
  }
  if (!screen) found.push({ code: 'screen-absent', message: 'no guest screen is connected' });
  if (BROKEN.has(mic)) found.push({ code: `mic-${mic}`, message: `the microphone is ${mic}` });
  // A kiosk may well have none.
  if (camera !== 'absent' && BROKEN.has(camera)) found.push({ code: `camera-${camera}`, message: `the camera is ${camera}` });
  const free = sources.diskFreeBytes();
  if (free < DISK_LOW_BYTES) found.push({ code: 'disk-low', message: `${Math.round(free / 1e6)} MB are free on the disk` });
  const degrees = sources.temperatureC();
  if (degrees !== null && degrees > HOT_C) found.push({ code: 'hot', message: `the machine is at ${degrees} °C` });
  const offset = sources.clockOffsetMs();
  if (offset !== null && Math.abs(offset) > CLOCK_OFF_MS)
    found.push({ code: 'clock-off', message: `the kiosk's clock is ${Math.round(offset / 1000)} s ahead of the endpoint's` });
  return found;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
