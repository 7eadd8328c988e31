import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import { createEncoder } from './encoder.ts';
import { ANY_LENGTH, findModelFiles } from './model-files.ts';
import { type ModelSpec, readModelSpec } from './model-spec.ts';
import { NotRewritable, rewriteForAnyLength } from './onnx/any-length-encoder.ts';
import { openRecogniser } from './recogniser.ts';
import { openSession } from './sessions.ts';

export type AnyLengthOutcome =
  /** `file` is relative to the model's folder, with forward slashes. */
  | { readonly state: 'rewritten'; readonly file: string; readonly maxDifference: number }
  | { readonly state: 'native' }
  /** The original stays in use: it works, but every utterance costs a whole window. */
  | { readonly state: 'kept'; readonly reason: string };

/** Largest difference of one number on a full window; the graphs do the same sums, only the runtime may order them differently. */
const TOLERANCE = 1e-3;

/**
 * Writes, beside the encoder of the model in `dir`, one that takes any length (see rewriteForAnyLength), and keeps it only if it
 * gives the same numbers as the original on a full window and the whole model works with it on a short one.
 * @throws FoyerError fault "model" when the model as such is broken.
 */
export async function makeAnyLength(dir: string, threads: number): Promise<AnyLengthOutcome> {
  const spec = readModelSpec(dir);
  await rm(targetOf(findModelFiles(dir).encoder), { force: true });
  const original = findModelFiles(dir).encoder;
  const target = targetOf(original);
  const window = probe(spec.windowSamples);
  const expected = await encodeOnce(original, spec, threads, window);
  if (expected === null) return { state: 'native' };
  const temporary = `${target}.part`;
  try {
    await writeDurably(temporary, rewriteForAnyLength(await readFile(original), spec.windowFrames / 2));
    const actual = await encodeOnce(temporary, spec, threads, window, true);
    const maxDifference = differenceOf(expected, actual ?? new Float32Array());
    if (!(maxDifference <= TOLERANCE)) return { state: 'kept', reason: `rewritten, its numbers differ by ${maxDifference}` };
    await rename(temporary, target);
    await (await openRecogniser({ modelDir: dir, threads })).release();
    return { state: 'rewritten', file: relative(dir, target).split(sep).join('/'), maxDifference };
  } catch (error) {
    await rm(target, { force: true });
    return { state: 'kept', reason: reasonOf(error, basename(original)) };
  } finally {
    await rm(temporary, { force: true });
  }
}

function targetOf(encoder: string): string {
  return encoder.endsWith(ANY_LENGTH) ? encoder : encoder.replace(/\.onnx$/, ANY_LENGTH);
}

/** Output on `audio`; null for an encoder that takes any length, unless that is wanted. */
async function encodeOnce(file: string, spec: ModelSpec, threads: number, audio: Float32Array, anyLength = false) {
  const session = await openSession(file, threads);
  try {
    const encoder = await createEncoder(session, spec);
    if (encoder.takesAnyLength !== anyLength) {
      if (anyLength) throw new NotRewritable('rewritten, it still takes nothing shorter than its window');
      return null;
    }
    const { data } = await encoder.encode(audio, spec.windowSamples);
    return Float32Array.from(data as ArrayLike<number>);
  } finally {
    await session.release();
  }
}

function differenceOf(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  // Not Math.max: NaN must not pass.
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs((a[i] as number) - (b[i] as number));
    if (!(difference <= most)) most = difference;
  }
  return most;
}

/** Something like a voice over the whole window: a swelling tone that glides, and a little noise; always the same. */
function probe(samples: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: samples }, (_, i) => {
    state = (state * 48_271) % 2_147_483_647;
    const noise = state / 1_073_741_823.5 - 1;
    return 0.3 * Math.sin((i / 16_000) * 2 * Math.PI * (150 + 40 * Math.sin(i / 9000))) * Math.sin(i / 4000) ** 2 + 0.01 * noise;
  });
}

async function writeDurably(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function reasonOf(error: unknown, file: string): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${file} could not be rewritten: ${error instanceof Error ? error.message : String(error)}${cause}`;
}
