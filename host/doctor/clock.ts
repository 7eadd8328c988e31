import type { Check } from '../../core/contract/index.ts';
import { type DoctorContext, fail, ok, type Probe, warn } from './check.ts';
import { runProgram } from './run-program.ts';

/** HTTP dates are whole seconds, and the way takes its time. */
const STEP_MS = 3000;
/** Times of events and bookings are minutes; a guest notices one that is a minute late. */
const WRONG_MS = 30_000;
/** From here on certificates and badges are judged by a wrong day. */
const BAD_MS = 10 * 60_000;
const REQUEST_MS = 5000;

export const clockProbe: Probe = {
  name: 'clock',
  async run(context) {
    return [...(await synchronised(context)), ...(await offset(context)), zone(context)];
  },
};

/** Whether the system says that it keeps its clock in step. */
async function synchronised({ env, platform }: DoctorContext): Promise<readonly Check[]> {
  if (platform !== 'linux') return [ok('clock', `${new Date().toISOString()}; whether it is kept in step cannot be asked here`)];
  const asked = await runProgram('timedatectl', ['show', '--property=NTP', '--property=NTPSynchronized'], { env });
  if (!asked.ok) return [ok('clock', `${new Date().toISOString()}; whether it is kept in step cannot be asked here`)];
  const says = asked.stdout.toString();
  if (/^NTPSynchronized=yes$/m.test(says)) return [ok('clock', 'kept in step by NTP')];
  const remedy = 'Run timedatectl set-ntp true, and let the machine reach a time server (UDP port 123).';
  return [warn('clock', /^NTP=yes$/m.test(says) ? 'NTP is on, but has not reached a server' : 'NTP is off', remedy)];
}

/** How far the clock is from the endpoint's, where there is one. */
async function offset({ config }: DoctorContext): Promise<readonly Check[]> {
  const { url } = config.sync;
  if (url === undefined) return [];
  const before = Date.now();
  let date: string | null;
  try {
    const response = await fetch(new URL('health', url.endsWith('/') ? url : `${url}/`), { signal: AbortSignal.timeout(REQUEST_MS) });
    date = response.headers.get('date');
    await response.body?.cancel();
  } catch {
    // The "cloud" line says so.
    return [];
  }
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return [];
  return [judge((before + Date.now()) / 2 - theirs)];
}

/** @param offsetMs this machine's clock less the endpoint's */
export function judge(offsetMs: number): Check {
  const name = 'clock against the cloud';
  const away = Math.abs(offsetMs);
  if (away <= STEP_MS) return ok(name, 'in step');
  const message = `${Math.round(away / 1000)} s ${offsetMs > 0 ? 'fast' : 'slow'}`;
  const remedy = 'Set the clock and turn on NTP; times of events, bookings and badges are judged by it.';
  if (away <= WRONG_MS) return ok(name, message);
  return away <= BAD_MS ? warn(name, message, remedy) : fail(name, message, remedy);
}

function zone({ config }: DoctorContext): Check {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (config.now !== undefined)
    return warn('time zone', `the venue's clock stands still at ${config.now}`, 'Take "now" out of the configuration; it is for demos.');
  return ok('time zone', `the machine's is ${own}; guests are told times by the venue's`);
}
