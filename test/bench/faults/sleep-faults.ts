import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromiumProcesses } from '../../e2e/support/chromium-processes.ts';
import { newDataDir, removeDir } from '../../e2e/support/kiosk-process.ts';
import { type FaultResult, untilRecovered } from './fault.ts';
import { type OpenScreen, openScreen } from './open-screen.ts';

const ASLEEP_MS = 90_000;
const TYPES = ['renderer', 'gpu-process', 'utility', 'zygote', null];
const shows = (part: string) => `document.querySelector('[data-testid="${part}"]') !== null`;
const TOUCH_A_QUESTION = `document.querySelector('[data-testid="opener"]').click()`;

/**
 * Kiosk, `foyer screen` and Chromium stand still together in the midst of a session, and go on. Close to a machine that sleeps;
 * there the monotonic clock, by which also systemd's watchdog goes, stands still as well.
 */
export async function runSleepFaults(onResult: (result: FaultResult) => void): Promise<void> {
  const notifier = createNotifier();
  const open = await openScreen([], notifier.env);
  try {
    await untilRecovered(open.works);
    const page = await open.page();
    await untilRecovered(async () => (await page.value(shows('opener'))) === true);
    page.run(TOUCH_A_QUESTION);
    const asked = await untilRecovered(async () => (await page.value(shows('captions-kiosk'))) === true);
    page.close();
    if (asked === null) throw new Error('the guest was not answered');
    const seen = open.display?.watch('sleep and wake');
    const pids = [open.screen.pid, ...TYPES.flatMap((type) => chromiumProcesses(open.profile, type)), open.kiosk.pid];
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    await new Promise((done) => setTimeout(done, ASLEEP_MS));
    const beats = notifier.beats();
    for (const pid of pids.reverse()) process.kill(pid, 'SIGCONT');
    const wokeAtMs = performance.now();
    const recovered = await untilRecovered(() => isFree(open));
    const recoveredMs = recovered === null ? null : performance.now() - wokeAtMs;
    const beaten = await untilRecovered(async () => notifier.beats() > beats);
    // What it would do wrong, it does in its first looks.
    await new Promise((done) => setTimeout(done, 10_000));
    const restarts = open.screen.output().match(/screen\.ended/g)?.length ?? 0;
    const sign = beaten === null ? 'no sign to the watchdog' : `a sign to the watchdog at once`;
    onResult({
      fault: `sleeps for ${ASLEEP_MS / 1000} s and wakes`,
      caused: 'SIGSTOP, SIGCONT to kiosk, foyer screen and Chromium',
      recoveredMs,
      guestSaw: `${seen?.() ?? 'not looked at'}; ${sign}, the browser started anew ${restarts} times`,
    });
  } finally {
    await open.close();
    notifier.close();
  }
}

/** The session of before is dropped, and the page is there. */
async function isFree(open: OpenScreen): Promise<boolean> {
  if (!(await open.works())) return false;
  const page = await open.page();
  try {
    return (await page.value(shows('attract'))) === true;
  } finally {
    page.close();
  }
}

/** In the place of systemd: takes its signs, and counts those that say the kiosk is alive. */
function createNotifier() {
  const dir = newDataDir();
  const signs = join(dir, 'signs');
  const program = join(dir, 'systemd-notify');
  writeFileSync(program, `#!/bin/sh\necho "$1" >> ${signs}\n`);
  chmodSync(program, 0o755);
  return {
    env: { NOTIFY_SOCKET: '/nowhere', WATCHDOG_USEC: '60000000', PATH: `${dir}${delimiter}${process.env.PATH}` },
    beats: () => (existsSync(signs) ? readFileSync(signs, 'utf8').match(/WATCHDOG=1/g)?.length : 0) ?? 0,
    close: () => removeDir(dir),
  };
}
