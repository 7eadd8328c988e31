import type { ConfigFailure, Heartbeat } from '../../core/contract/fleet.ts';
import type { HealthReason, Light } from '../../core/contract/operator-api.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** From where on something is yellow, and red. */
export interface HealthThresholds {
  readonly notHeardFromMs: readonly [yellow: number, red: number];
  readonly diskFreeBytes: readonly [yellow: number, red: number];
  readonly temperatureC: readonly [yellow: number, red: number];
  /** Either way. Beyond two days the endpoint takes nothing that the kiosk has stamped. */
  readonly clockOffsetMs: readonly [yellow: number, red: number];
  readonly queueDepth: readonly [yellow: number, red: number];
  readonly noiseRms: number;
  /** Longer than a weekend. */
  readonly noTurnsMs: number;
  /** Starts within an hour; more than a nightly restart and one by hand. */
  readonly startsInHour: readonly [yellow: number, red: number];
  /** A configuration that was fetched but is not in use. */
  readonly configPendingMs: number;
  /** Updates wait for the maintenance window: a night, and a margin. */
  readonly behindMs: number;
}

export const HEALTH_THRESHOLDS: HealthThresholds = {
  notHeardFromMs: [3 * MINUTE_MS, 10 * MINUTE_MS],
  diskFreeBytes: [2_000_000_000, 500_000_000],
  temperatureC: [75, 85],
  clockOffsetMs: [2 * MINUTE_MS, 24 * HOUR_MS],
  queueDepth: [500, 5000],
  noiseRms: 0.05,
  noTurnsMs: 72 * HOUR_MS,
  startsInHour: [3, 6],
  configPendingMs: 15 * MINUTE_MS,
  behindMs: 36 * HOUR_MS,
};

/** What a kiosk's channel gives, and since when. */
export interface Newest {
  readonly version: string;
  readonly sinceMs: number;
}

export interface HealthInput {
  /** Milliseconds since 1970, as are all times here. */
  readonly nowMs: number;
  readonly revoked: boolean;
  /** null: it has not reported yet. */
  readonly beat: { readonly atMs: number; readonly heartbeat: Heartbeat } | null;
  /** When it started, as far as is known. */
  readonly startsMs: readonly number[];
  /** The newest configuration made for it; null: none was. */
  readonly config: { readonly version: number; readonly madeMs: number; readonly failed: ConfigFailure | null } | null;
  readonly newest: { readonly app?: Newest | undefined; readonly venue?: Newest | undefined; readonly model?: Newest | undefined };
}

export interface Health {
  readonly light: Light;
  /** Red ones first. */
  readonly reasons: readonly HealthReason[];
}

/** How a kiosk is, and why. What is wrong with a kiosk that has gone silent nobody knows: then that alone is said. */
export function healthOf(input: HealthInput, thresholds: HealthThresholds = HEALTH_THRESHOLDS): Health {
  const { nowMs, revoked, beat } = input;
  if (revoked) return toHealth([red('revoked', {})]);
  if (beat === null) return toHealth([yellow('never-reported', {})]);
  const silentMs = Math.max(0, nowMs - beat.atMs);
  const silence = over('not-heard-from', silentMs, thresholds.notHeardFromMs, { sinceMs: silentMs });
  if (silence.some(({ light }) => light === 'red')) return toHealth(silence);
  return toHealth([
    ...silence,
    ...devicesOf(beat.heartbeat),
    ...machineOf(beat.heartbeat, thresholds),
    ...workOf(input, beat.heartbeat, thresholds),
    ...configOf(input, beat.heartbeat, thresholds),
    ...versionsOf(input, beat.heartbeat, thresholds),
    ...problemsOf(beat.heartbeat),
  ]);
}

/** Without a microphone a kiosk hears nobody; without a camera it reads no badge, and answers all the same. */
function devicesOf({ mic, camera }: Heartbeat): HealthReason[] {
  const reasons: HealthReason[] = [];
  if (mic === 'denied' || mic === 'absent' || mic === 'failed') reasons.push(red('microphone', { state: mic }));
  if (mic === 'silent') reasons.push(yellow('microphone', { state: mic }));
  // Many have none: that alone is no fault.
  if (camera === 'denied' || camera === 'failed') reasons.push(yellow('camera', { state: camera }));
  return reasons;
}

function machineOf(beat: Heartbeat, thresholds: HealthThresholds): HealthReason[] {
  const { diskFreeBytes: freeBytes, temperatureC: celsius, clockOffsetMs: offsetMs, noiseRms: rms } = beat;
  const [diskYellow, diskRed] = thresholds.diskFreeBytes;
  return [
    ...(freeBytes < diskRed ? [red('disk', { freeBytes })] : freeBytes < diskYellow ? [yellow('disk', { freeBytes })] : []),
    ...(celsius === null ? [] : over('temperature', celsius, thresholds.temperatureC, { celsius })),
    ...(offsetMs === null ? [] : over('clock', Math.abs(offsetMs), thresholds.clockOffsetMs, { offsetMs })),
    ...over('queue', beat.queueDepth, thresholds.queueDepth, { ops: beat.queueDepth }),
    ...(rms !== null && rms >= thresholds.noiseRms ? [yellow('noise', { rms })] : []),
  ];
}

function workOf({ nowMs, startsMs }: HealthInput, beat: Heartbeat, thresholds: HealthThresholds): HealthReason[] {
  const times = startsMs.filter((ms) => ms > nowMs - HOUR_MS).length;
  // One that started lately has not had the time.
  const quietSinceMs = nowMs - Math.max(Date.parse(beat.startedAt), beat.lastTurnAt === null ? 0 : Date.parse(beat.lastTurnAt));
  return [
    ...over('restarts-often', times, thresholds.startsInHour, { times, withinMs: HOUR_MS }),
    ...(quietSinceMs >= thresholds.noTurnsMs ? [yellow('no-turns', { sinceMs: quietSinceMs })] : []),
  ];
}

function configOf({ nowMs, config }: HealthInput, beat: Heartbeat, thresholds: HealthThresholds): HealthReason[] {
  if (config === null) return [];
  const { version, failed } = config;
  if (failed !== null) return [yellow(failed.state === 'refused' ? 'config-refused' : 'config-rolled-back', { version, why: failed.why })];
  const sinceMs = nowMs - config.madeMs;
  return beat.configVersion < version && sinceMs >= thresholds.configPendingMs ? [yellow('config-pending', { version, sinceMs })] : [];
}

function versionsOf({ nowMs, newest }: HealthInput, beat: Heartbeat, { behindMs }: HealthThresholds): HealthReason[] {
  const late = (code: HealthReason['code'], version: string | null, one: Newest | undefined, behind: (a: string, b: string) => boolean) =>
    one !== undefined && nowMs - one.sinceMs >= behindMs && behind(version ?? '', one.version)
      ? [yellow(code, { version: version ?? '', newest: one.version })]
      : [];
  const differs = (a: string, b: string) => a !== b;
  return [
    ...late('app-behind', beat.version, newest.app, (a, b) => compareVersions(a, b) < 0),
    ...late('venue-behind', beat.venueVersion, newest.venue, differs),
    ...late('model-behind', beat.hearingModel, newest.model, differs),
  ];
}

/** With these a guest finds nobody to talk to. */
const GRAVE: ReadonlySet<string> = new Set(['screen-absent', 'venue-unavailable', 'hearing-unavailable']);
/** What a kiosk says of the figures it sends: said above already, or no fault to us. */
const OF_FIGURES = /^(?:(?:mic|camera)-(?:denied|absent|failed|silent)|disk-low|hot|clock-off)$/;

function problemsOf({ problems }: Heartbeat): HealthReason[] {
  return problems
    .filter(({ code }) => !OF_FIGURES.test(code))
    .map(({ code, message, sinceMs }) => (GRAVE.has(code) ? red : yellow)('problem', { problem: code, message, sinceMs }));
}

/** By number where both have numbers, as Semantic Versioning orders them; a pre-release ("1.2.0-beta.1") comes before its release. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('+', 1)[0] ?? '');
  const [[coreA = '', ...preA], [coreB = '', ...preB]] = [(left ?? '').split('-'), (right ?? '').split('-')];
  const core = compareParts(coreA.split('.'), coreB.split('.'));
  if (core !== 0) return core;
  if (preA.length === 0 || preB.length === 0) return Math.sign(preB.length - preA.length);
  return compareParts(preA.join('-').split('.'), preB.join('-').split('.'));
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left, right] = [a[i] ?? '', b[i] ?? ''];
    if (left === right) continue;
    const numbers = /^\d+$/.test(left) && /^\d+$/.test(right);
    return numbers ? Math.sign(Number(left) - Number(right)) : left < right ? -1 : 1;
  }
  return 0;
}

type Params = HealthReason['params'];
type Code = HealthReason['code'];
const red = (code: Code, params: Params): HealthReason => ({ code, light: 'red', params });
const yellow = (code: Code, params: Params): HealthReason => ({ code, light: 'yellow', params });

function over(code: Code, value: number, [from, bad]: readonly [number, number], params: Params): HealthReason[] {
  if (value >= bad) return [red(code, params)];
  return value >= from ? [yellow(code, params)] : [];
}

function toHealth(reasons: readonly HealthReason[]): Health {
  const bad = reasons.filter(({ light }) => light === 'red');
  const light = bad.length > 0 ? 'red' : reasons.length > 0 ? 'yellow' : 'green';
  return { light, reasons: [...bad, ...reasons.filter((one) => !bad.includes(one))] };
}
