import { readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { findModelFiles } from './model-files.ts';

/** What a measurement holds for: another machine, runtime or model is measured anew. */
export interface TuningKey {
  readonly machine: string;
  readonly runtime: string;
  readonly model: string;
}

const tuningSchema = z.object({
  machine: z.string(),
  runtime: z.string(),
  model: z.string(),
  threads: z.number().int().min(1).max(64),
  /** Milliseconds for the trial utterance, by number of threads. */
  ms: z.record(z.string(), z.number()),
});

export interface TuneOptions {
  /** Where the result is kept, such as DIR/models/NAME.tuning.json. */
  readonly file: string;
  readonly key: TuningKey;
  readonly cores: number;
  /** Milliseconds for the trial utterance with so many threads. */
  readonly measure: (threads: number) => Promise<number>;
}

/** Fewer threads leave more of the machine to the screen: more must earn this much. */
const WORTH = 0.93;
const MOST_THREADS = 8;

/** Number of threads for this model on this machine: measured once, then read. A file that cannot be kept is no error. */
export async function tuneThreads({ file, key, cores, measure }: TuneOptions): Promise<number> {
  const kept = readTuning(file);
  if (kept !== null && kept.machine === key.machine && kept.runtime === key.runtime && kept.model === key.model) return kept.threads;
  const ms: Record<string, number> = {};
  let best = { threads: 1, ms: Number.POSITIVE_INFINITY };
  for (let threads = 1; threads <= Math.min(cores, MOST_THREADS); threads *= 2) {
    const took = await measure(threads);
    ms[threads] = Math.round(took * 10) / 10;
    // Beyond the number of real cores it only gets worse.
    if (took > best.ms * WORTH) break;
    best = { threads, ms: took };
  }
  await keep(file, { ...key, threads: best.threads, ms });
  return best.threads;
}

/** What a tuning of the model in `modelDir` depends on. */
export function tuningKey(modelDir: string, layout?: 'merged' | 'split'): TuningKey {
  const { encoder, decoder } = findModelFiles(modelDir, layout);
  const weights = [encoder, decoder.layout === 'merged' ? decoder.file : decoder.next];
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return {
    machine: `${cpus()[0]?.model ?? 'unknown'} x ${availableParallelism()}`,
    runtime: `onnxruntime ${version}`,
    model: weights.map((path) => `${basename(path)} ${statSync(path).size}`).join(', '),
  };
}

/** DIR/models/NAME.tuning.json */
export function tuningFileFor(dataDir: string, modelDir: string): string {
  return join(dataDir, 'models', `${basename(modelDir)}.tuning.json`);
}

function readTuning(file: string): z.infer<typeof tuningSchema> | null {
  try {
    return tuningSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

async function keep(file: string, tuning: z.infer<typeof tuningSchema>): Promise<void> {
  const temporary = `${file}.${process.pid}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, `${JSON.stringify(tuning, null, 2)}\n`);
    await rename(temporary, file);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}
