import { FoyerError } from '../../core/contract/errors.ts';
import { noChromium } from '../e2e/support/guest-page.ts';
import { runClockFaults } from './faults/clock-faults.ts';
import type { FaultResult } from './faults/fault.ts';
import { runKioskFaults } from './faults/kiosk-faults.ts';
import { runMemoryFaults } from './faults/memory-faults.ts';
import { runNetworkFaults } from './faults/network-faults.ts';
import { runScreenFaults } from './faults/screen-faults.ts';
import { runSleepFaults } from './faults/sleep-faults.ts';
import { runWorkerFaults } from './faults/worker-faults.ts';
import { readOptions } from './support/options.ts';
import { machineLine, print, progress, table } from './support/report.ts';

const FAMILIES: Readonly<Record<string, (onResult: (result: FaultResult) => void) => Promise<void>>> = {
  clock: runClockFaults,
  kiosk: runKioskFaults,
  memory: runMemoryFaults,
  network: runNetworkFaults,
  screen: runScreenFaults,
  sleep: runSleepFaults,
  workers: runWorkerFaults,
};

/**
 * `npm run bench -- faults [--only kiosk,screen,…]`: what breaks, how long it is broken, and what a guest saw meanwhile: the
 * browser shell with real processes.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { only } = readOptions(args, ['only']);
  if (noChromium !== null) throw new Error(noChromium);
  if (process.platform !== 'linux') throw new Error('processes are found in /proc: this suite runs on Linux only');
  const results: FaultResult[] = [];
  const onResult = (result: FaultResult) => {
    results.push(result);
    progress(`${result.fault}: ${seconds(result)}; ${result.guestSaw}`);
  };
  for (const family of only?.split(',') ?? Object.keys(FAMILIES)) await familyOf(family)(onResult);
  print('\nFaults in the browser shell');
  print(
    table([
      ['fault', 'seconds', 'caused by', 'the guest saw'],
      ...results.map((result) => [result.fault, seconds(result), result.caused, result.guestSaw]),
    ]),
  );
  print(machineLine());
}

function familyOf(name: string) {
  const family = FAMILIES[name];
  if (family !== undefined) return family;
  throw new FoyerError(`--only "${name}" is none of ${Object.keys(FAMILIES).join(', ')}`, {
    fault: 'operator',
    code: 'bench-usage',
    remedy: 'npm run bench -- --help',
  });
}

function seconds({ recoveredMs }: FaultResult): string {
  return recoveredMs === null ? 'never' : (recoveredMs / 1000).toFixed(1);
}
