import { readFile, rm, writeFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { EIGHT_BIT, findModelFiles } from './model-files.ts';
import { withEightBitWeights } from './onnx/eight-bit.ts';
import { openRecogniser, type Recognition } from './recogniser.ts';

export type EightBitOutcome =
  /** `files` are relative to the model's folder, with forward slashes. */
  | { readonly state: 'made'; readonly files: readonly string[] }
  /** The publisher's own 8-bit weights are there, or no float32 ones. */
  | { readonly state: 'not-needed' }
  /** The float32 weights stay in use: they work, but each word costs twice as much. */
  | { readonly state: 'kept'; readonly reason: string };

export interface EightBitOptions {
  readonly threads: number;
  /** Speech on which both must write the same. */
  readonly utterances: () => Promise<readonly Float32Array[]>;
  readonly rewrite?: (model: Uint8Array) => Uint8Array;
}

/** Largest difference in mean log-probability: what the guards are set to must stay true. */
const TOLERANCE = 0.1;

/**
 * Writes, beside the float32 decoder of the model in `dir`, one with 8-bit weights (see withEightBitWeights), and keeps it only
 * if the model writes the same with it, about as surely, on each of `utterances`.
 * @throws FoyerError code "model-missing"
 */
export async function makeEightBit(dir: string, options: EightBitOptions): Promise<EightBitOutcome> {
  const { threads, rewrite = withEightBitWeights } = options;
  const { decoder, weights } = findModelFiles(dir, undefined, { decoder: 'float32' });
  const kinds = weights.decoder.filter((kind) => kind !== 'eight-bit');
  if (kinds[0] !== 'float32') return { state: 'not-needed' };
  const originals = decoder.layout === 'merged' ? [decoder.file] : [decoder.first, decoder.next];
  const targets = originals.map((file) => file.replace(/\.onnx$/, EIGHT_BIT));
  const discard = () => Promise.all(targets.map((file) => rm(file, { force: true })));
  await discard();
  try {
    const utterances = await options.utterances();
    const expected = await hearAll(dir, 'float32', threads, utterances);
    for (const [i, file] of originals.entries()) await writeFile(targets[i] ?? '', rewrite(await readFile(file)), { flush: true });
    const difference = differenceOf(expected, await hearAll(dir, 'eight-bit', threads, utterances));
    if (difference === null) return { state: 'made', files: targets.map((file) => relative(dir, file).split(sep).join('/')) };
    await discard();
    return { state: 'kept', reason: difference };
  } catch (error) {
    await discard();
    return { state: 'kept', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function hearAll(modelDir: string, decoder: 'float32' | 'eight-bit', threads: number, utterances: readonly Float32Array[]) {
  const recogniser = await openRecogniser({ modelDir, threads, weights: { decoder } });
  const { signal } = new AbortController();
  const heard: Recognition[] = [];
  try {
    for (const audio of utterances) heard.push(await recogniser.recognise(audio, { language: 'en', signal }));
  } finally {
    await recogniser.release();
  }
  return heard;
}

function differenceOf(expected: readonly Recognition[], actual: readonly Recognition[]): string | null {
  for (const [i, { text, avgLogprob }] of expected.entries()) {
    const other = actual[i];
    if (other?.text !== text) return `8-bit weights write something else in ${i + 1} of ${expected.length} trials`;
    const off = Math.abs(other.avgLogprob - avgLogprob);
    // Not off > TOLERANCE: NaN must not pass.
    if (!(off <= TOLERANCE)) return `8-bit weights change the log-probability by ${off.toFixed(2)}`;
  }
  return null;
}
