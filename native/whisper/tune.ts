import { readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type DecoderLayout, findModelFiles, type ModelFiles, type Weights, type WeightsChoice } from './model-files.ts';

/** What a measurement holds for: another machine, runtime or model is measured anew. */
export interface TuningKey {
  readonly machine: string;
  readonly runtime: string;
  readonly model: string;
}

const weightsSchema = z.enum(['quantized', 'eight-bit', 'float32', 'int8', 'uint8', 'float16']);

const tuningSchema = z.object({
  machine: z.string(),
  runtime: z.string(),
  model: z.string(),
  threads: z.number().int().min(1).max(64),
  weights: z.object({ encoder: weightsSchema, decoder: weightsSchema }),
  /** Milliseconds for the trial, by what was tried: "1 threads", "float32 decoder". */
  ms: z.record(z.string(), z.number()),
});

export interface Tuning {
  readonly threads: number;
  readonly weights: Required<WeightsChoice>;
}

/** How a trial went. */
export interface Trial {
  readonly ms: number;
  /** What was heard. */
  readonly texts: readonly string[];
}

export interface TuneOptions {
  /** Where the result is kept, such as DIR/models/NAME.tuning.json. */
  readonly file: string;
  readonly key: TuningKey;
  readonly cores: number;
  /** All kinds there are, the preferred first. */
  readonly kinds: ModelFiles['weights'];
  readonly measure: (tuning: Tuning) => Promise<Trial>;
}

/** Fewer threads leave more of the machine to the screen: more must earn this much. So must weights that are not the preferred. */
const WORTH = 0.93;
const MOST_THREADS = 8;

/**
 * Number of threads and kinds of weights for this model on this machine: measured once, then read. Other weights than the preferred
 * are taken only where they hear the same. A file that cannot be kept is no error.
 */
export async function tune(options: TuneOptions): Promise<Tuning> {
  const { file, key, cores, kinds, measure } = options;
  const kept = readTuning(file);
  if (kept !== null && kept.machine === key.machine && kept.runtime === key.runtime && kept.model === key.model) return kept;
  const ms: Record<string, number> = {};
  const tryOut = async (name: string, tuning: Tuning) => {
    const trial = await measure(tuning);
    ms[name] = Math.round(trial.ms * 10) / 10;
    return { ...trial, tuning };
  };
  const preferred = { encoder: kinds.encoder[0] ?? 'float32', decoder: kinds.decoder[0] ?? 'float32' };
  let best = await tryOut('1 thread', { threads: 1, weights: preferred });
  for (let threads = 2; threads <= Math.min(cores, MOST_THREADS); threads *= 2) {
    const next = await tryOut(`${threads} threads`, { threads, weights: preferred });
    // Beyond the number of real cores it only gets worse.
    if (next.ms > best.ms * WORTH) break;
    best = next;
  }
  for (const part of ['decoder', 'encoder'] as const) {
    for (const kind of kinds[part].slice(1).filter(isWorthTrying)) {
      const { threads, weights } = best.tuning;
      const tuning = { threads, weights: { ...weights, [part]: kind } };
      // What does not work is no choice: the preferred does.
      const next = await tryOut(`${kind} ${part}`, tuning).catch(() => null);
      if (next !== null && next.ms <= best.ms * WORTH && next.texts.join('\n') === best.texts.join('\n')) best = next;
    }
  }
  await keep(file, { ...key, ...best.tuning, ms });
  return best.tuning;
}

/** Computed as float32, with conversions in between. */
function isWorthTrying(kind: Weights): boolean {
  return kind !== 'float16';
}

/** What a tuning of the model in `modelDir` depends on. */
export function tuningKey(modelDir: string, layout?: DecoderLayout): TuningKey {
  const { weights } = findModelFiles(modelDir, layout);
  const files = [
    ...weights.encoder.map((encoder) => findModelFiles(modelDir, layout, { encoder }).encoder),
    ...weights.decoder.map((kind) => {
      const { decoder } = findModelFiles(modelDir, layout, { decoder: kind });
      return decoder.layout === 'merged' ? decoder.file : decoder.next;
    }),
  ];
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return {
    machine: `${cpus()[0]?.model ?? 'unknown'} x ${availableParallelism()}`,
    runtime: `onnxruntime ${version}`,
    model: files.map((path) => `${basename(path)} ${statSync(path).size}`).join(', '),
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
