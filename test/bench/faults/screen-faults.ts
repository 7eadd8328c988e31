import { z } from 'zod';
import { chromiumProcesses } from '../../e2e/support/chromium-processes.ts';
import { newDataDir, type RunningProcess, removeDir, startFoyer, startKiosk } from '../../e2e/support/kiosk-process.ts';
import { type FaultResult, untilRecovered } from './fault.ts';

const TOKEN = 'faults-0123456789';
const FLAGS = ['--headless', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--enable-unsafe-swiftshader'];
const screenSchema = z.object({ seenMs: z.number().nullable(), connected: z.number() });

interface ScreenFault extends Omit<FaultResult, 'recoveredMs'> {
  /** Whether a new browser is needed. */
  readonly ends: boolean;
  cause(profile: string): void;
}

const signal = (type: string | null, name: NodeJS.Signals) => (profile: string) => {
  for (const pid of chromiumProcesses(profile, type)) process.kill(pid, name);
};
/** What a guest sees cannot be watched from without; it is what Chromium shows then. */
const FAULTS: readonly ScreenFault[] = [
  {
    fault: 'page crashes',
    ends: true,
    caused: 'SIGSEGV to the renderer',
    guestSaw: "Chromium's page of a crash, then dark",
    cause: signal('renderer', 'SIGSEGV'),
  },
  {
    fault: 'page hangs',
    ends: true,
    caused: 'SIGSTOP to the renderer',
    guestSaw: 'the last picture, then dark',
    cause: signal('renderer', 'SIGSTOP'),
  },
  {
    fault: 'graphics process crashes',
    ends: false,
    caused: 'SIGSEGV to the GPU process',
    guestSaw: 'the last picture',
    cause: signal('gpu-process', 'SIGSEGV'),
  },
  {
    fault: 'network process crashes',
    ends: false,
    caused: 'SIGKILL to the utility processes',
    guestSaw: 'a dimmed screen',
    cause: signal('utility', 'SIGKILL'),
  },
  { fault: 'browser ends', ends: true, caused: 'SIGKILL to the browser', guestSaw: 'dark', cause: signal(null, 'SIGKILL') },
];

/** `foyer screen` with a real Chromium, one of whose processes is killed. */
export async function runScreenFaults(onResult: (result: FaultResult) => void): Promise<void> {
  const profile = newDataDir();
  let kiosk: RunningProcess | null = null;
  let screen: RunningProcess | null = null;
  try {
    kiosk = await startKiosk({ env: { FOYER_WEB_TOKEN: TOKEN } });
    const origin = new URL(kiosk.url).origin;
    const flags = process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS;
    const chromium = process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium';
    const args = ['screen', '--url', `${origin}/`, '--profile', profile, '--chromium', chromium, '--', ...flags];
    screen = startFoyer(args, profile, { FOYER_WEB_TOKEN: TOKEN });
    const state = async () => screenSchema.parse(await (await fetch(`${origin}/screen`)).json());
    const works = async () => {
      const { seenMs, connected } = await state();
      return connected > 0 && seenMs !== null && seenMs < 2500;
    };
    await untilRecovered(works);
    const ended = () => screen?.output().match(/screen\.ended/g)?.length ?? 0;
    for (const { cause, ends, ...about } of FAULTS) {
      // What went before must not count as a sign.
      await new Promise((done) => setTimeout(done, 5000));
      const before = ended();
      let brokenAtMs = performance.now();
      cause(profile);
      const recoveredMs = await untilRecovered(async () => {
        if (ends && ended() === before) {
          brokenAtMs = performance.now();
          return false;
        }
        const { seenMs, connected } = await state();
        return connected > 0 && seenMs !== null && performance.now() - seenMs > brokenAtMs;
      });
      onResult({ ...about, recoveredMs });
    }
  } finally {
    await screen?.stop();
    await kiosk?.stop();
    for (const dir of [profile, kiosk?.dataDir]) if (dir !== undefined) removeDir(dir);
  }
}
