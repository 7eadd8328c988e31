import { chromiumProcesses } from '../../e2e/support/chromium-processes.ts';
import { noDisplay } from './display.ts';
import { type FaultResult, notMade, untilRecovered } from './fault.ts';
import { FILL_THE_HEAP } from './inspector.ts';
import { type OpenScreen, openScreen } from './open-screen.ts';

const PAGE_HEAP_MIB = 96;
const UNPLUGGED_MS = 10_000;

interface ScreenFault extends Omit<FaultResult, 'recoveredMs' | 'guestSaw'> {
  /** Whether a new browser is needed. */
  readonly ends: boolean;
  cause(open: OpenScreen): void | Promise<void>;
}

const signal =
  (type: string | null, name: NodeJS.Signals) =>
  ({ profile }: OpenScreen) => {
    for (const pid of chromiumProcesses(profile, type)) process.kill(pid, name);
  };
const FAULTS: readonly ScreenFault[] = [
  { fault: 'page crashes', ends: true, caused: 'SIGSEGV to the renderer', cause: signal('renderer', 'SIGSEGV') },
  { fault: 'page hangs', ends: true, caused: 'SIGSTOP to the renderer', cause: signal('renderer', 'SIGSTOP') },
  { fault: 'page out of memory', ends: true, caused: `its heap of ${PAGE_HEAP_MIB} MiB filled by its debugger`, cause: fillPage },
  { fault: 'graphics process crashes', ends: false, caused: 'SIGSEGV to the GPU process', cause: signal('gpu-process', 'SIGSEGV') },
  { fault: 'network process crashes', ends: false, caused: 'SIGKILL to the utility processes', cause: signal('utility', 'SIGKILL') },
  { fault: 'browser ends', ends: true, caused: 'SIGKILL to the browser', cause: signal(null, 'SIGKILL') },
];

/** `foyer screen` with a real Chromium, one of whose processes is killed, and whose display is unplugged. */
export async function runScreenFaults(onResult: (result: FaultResult) => void): Promise<void> {
  const open = await openScreen([`--js-flags=--max-old-space-size=${PAGE_HEAP_MIB}`]);
  try {
    await untilRecovered(open.works);
    for (const fault of FAULTS) onResult(await makeFault(open, fault));
    onResult(await unplug(open));
  } finally {
    await open.close();
  }
}

async function makeFault(open: OpenScreen, { cause, ends, ...about }: ScreenFault): Promise<FaultResult> {
  // What went before must not count as a sign.
  await new Promise((done) => setTimeout(done, 5000));
  const seen = open.display?.watch(about.fault);
  const ended = () => open.screen.output().match(/screen\.ended/g)?.length ?? 0;
  const before = ended();
  const brokenAtMs = performance.now();
  let goneAtMs = brokenAtMs;
  await cause(open);
  const recovered = await untilRecovered(async () => {
    if (ends && ended() === before) {
      goneAtMs = performance.now();
      return false;
    }
    const { seenMs, connected } = await open.state();
    return connected > 0 && seenMs !== null && performance.now() - seenMs > goneAtMs;
  });
  const recoveredMs = recovered === null ? null : performance.now() - brokenAtMs;
  return { ...about, recoveredMs, guestSaw: await told(seen) };
}

/** Ends the display's server, and with it all that draws on it. */
async function unplug(open: OpenScreen): Promise<FaultResult> {
  const about = { fault: `display unplugged for ${UNPLUGGED_MS / 1000} s`, caused: 'its X server ended, and started again' };
  if (open.display === null) return notMade(about, noDisplay ?? '');
  await new Promise((done) => setTimeout(done, 5000));
  const seen = open.display.watch(about.fault);
  await open.display.unplug();
  await new Promise((done) => setTimeout(done, UNPLUGGED_MS));
  await open.display.plugIn();
  const pluggedAtMs = performance.now();
  const recovered = await untilRecovered(async () => {
    const { seenMs, connected } = await open.state();
    return connected > 0 && seenMs !== null && performance.now() - seenMs > pluggedAtMs;
  });
  const recoveredMs = recovered === null ? null : performance.now() - pluggedAtMs;
  return { ...about, recoveredMs, guestSaw: await told(seen) };
}

async function fillPage(open: OpenScreen): Promise<void> {
  const page = await open.page();
  page.run(FILL_THE_HEAP);
}

async function told(seen: (() => string) | undefined): Promise<string> {
  // The page is there before it is drawn.
  await new Promise((done) => setTimeout(done, 4000));
  return seen?.() ?? `not looked at: ${noDisplay}`;
}
