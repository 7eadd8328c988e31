import { noChromium } from '../e2e/support/guest-page.ts';
import type { FaultResult } from './faults/fault.ts';
import { runKioskFaults } from './faults/kiosk-faults.ts';
import { runScreenFaults } from './faults/screen-faults.ts';
import { readOptions } from './support/options.ts';
import { machineLine, print, progress, table } from './support/report.ts';

/** What breaks, how long it is broken, and what a guest saw meanwhile: the browser shell with real processes. */
export async function run(args: readonly string[]): Promise<void> {
  readOptions(args, []);
  if (noChromium !== null) throw new Error(noChromium);
  if (process.platform !== 'linux') throw new Error('processes are found in /proc: this suite runs on Linux only');
  const results: FaultResult[] = [];
  const onResult = (result: FaultResult) => {
    results.push(result);
    progress(`${result.fault}: ${seconds(result)}`);
  };
  await runKioskFaults(onResult);
  await runScreenFaults(onResult);
  print('\nFaults in the browser shell');
  print(
    table([
      ['fault', 'seconds', 'caused by', 'the guest saw'],
      ...results.map((result) => [result.fault, seconds(result), result.caused, result.guestSaw]),
    ]),
  );
  print(machineLine());
}

function seconds({ recoveredMs }: FaultResult): string {
  return recoveredMs === null ? 'never' : (recoveredMs / 1000).toFixed(1);
}
