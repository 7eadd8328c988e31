import { newDataDir, removeDir, startFoyer } from '../e2e/support/kiosk-process.ts';
import { readOptions, wholeNumber } from './support/options.ts';
import { machineLine, print, progress, timeTable } from './support/report.ts';

/** `foyer kiosk` from the call to "ready", and to each speech engine, on a data directory that was used before. */
export async function run(args: readonly string[]): Promise<void> {
  const runs = wholeNumber(readOptions(args, ['runs']).runs, 5, [1, 100]);
  const dataDir = newDataDir();
  try {
    progress('a first start, which makes the data directory');
    const first = await start(dataDir);
    const warm: Started[] = [];
    for (let i = 0; i < runs; i++) {
      progress(`start ${i + 1} of ${runs}`);
      warm.push(await start(dataDir));
    }
    print('\nStart: node cli/main.ts kiosk');
    print(
      timeTable([
        ['first start, to "Foyer is ready"', [first.readyMs]],
        ['warm, to "Foyer is ready"', warm.map((one) => one.readyMs)],
        ['warm, to speaking ready', warm.map((one) => one.speakingMs)],
        ['warm, to hearing ready', warm.map((one) => one.hearingMs)],
      ]),
    );
    print(machineLine());
  } finally {
    removeDir(dataDir);
  }
}

interface Started {
  readonly readyMs: number;
  readonly hearingMs: number;
  readonly speakingMs: number;
}

async function start(dataDir: string): Promise<Started> {
  const startedMs = performance.now();
  const kiosk = startFoyer(['kiosk', '--port', '0', '--data', dataDir], dataDir);
  const at = async (pattern: RegExp) => {
    await kiosk.waitFor(pattern);
    return performance.now() - startedMs;
  };
  try {
    const [readyMs, hearingMs, speakingMs] = await Promise.all([at(/Foyer is ready/), at(/whisper\.ready/), at(/flite\.ready/)]);
    return { readyMs, hearingMs, speakingMs };
  } finally {
    await kiosk.stop();
  }
}
