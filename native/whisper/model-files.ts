import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';

/** Ending of a decoder made from float32 at installation: see eight-bit.ts. */
export const EIGHT_BIT = '.eight-bit.onnx';

/**
 * Endings of the weights' kinds, in order of preference on a CPU where nothing has been measured: 8-bit is the fastest and smallest;
 * float16 only where nothing else is there, because it is computed as float32 with conversions in between.
 */
const ENDINGS = {
  quantized: '_quantized.onnx',
  'eight-bit': EIGHT_BIT,
  float32: '.onnx',
  int8: '_int8.onnx',
  uint8: '_uint8.onnx',
  float16: '_fp16.onnx',
} as const;

export type Weights = keyof typeof ENDINGS;
const KINDS = Object.keys(ENDINGS) as Weights[];

/** Kinds to use; one that is left out, or not there, is chosen by preference. */
export interface WeightsChoice {
  readonly encoder?: Weights;
  readonly decoder?: Weights;
}

/** Ending of an encoder rewritten at installation, beside the original: see any-length.ts. */
export const ANY_LENGTH = '.any-length.onnx';

export type DecoderLayout = 'merged' | 'split';

export interface ModelFiles {
  readonly encoder: string;
  /** The encoder was rewritten to take any length, but taught its whole window. */
  readonly rewritten: boolean;
  /** One file with `use_cache_branch`, or two: the first step's, and the later steps' with past keys and values. */
  readonly decoder:
    | { readonly layout: 'merged'; readonly file: string }
    | { readonly layout: 'split'; readonly first: string; readonly next: string };
  /** All kinds there are of each, the preferred first. */
  readonly weights: { readonly encoder: readonly Weights[]; readonly decoder: readonly Weights[] };
}

/**
 * Picks the files of a Whisper ONNX export. `layout` forces one of the two decoder layouts.
 * @throws FoyerError fault "model", code "model-missing".
 */
export function findModelFiles(dir: string, layout?: DecoderLayout, wanted: WeightsChoice = {}): ModelFiles {
  const folder = join(dir, 'onnx');
  let present: Set<string>;
  try {
    present = new Set(readdirSync(folder));
  } catch (cause) {
    throw missing(dir, 'the folder onnx', cause);
  }
  const chosen = chooseOnnxFiles(present, layout, wanted);
  if (!('encoder' in chosen)) throw missing(dir, chosen.lacks);
  const at = (file: string) => join(folder, file);
  const other = chosen.encoder.replace(/\.onnx$/, ANY_LENGTH);
  const rewritten = present.has(other);
  const [first, next] = chosen.decoder;
  return {
    encoder: at(rewritten ? other : chosen.encoder),
    rewritten,
    decoder: next === undefined ? { layout: 'merged', file: at(first) } : { layout: 'split', first: at(first), next: at(next) },
    weights: chosen.weights,
  };
}

export interface OnnxFiles {
  readonly encoder: string;
  /** One file that does every step, or the first step's and the later ones'. */
  readonly decoder: readonly [string, string?];
  readonly weights: ModelFiles['weights'];
}

/** Of the files in an export's folder onnx the ones to use, or what is missing. */
export function chooseOnnxFiles(
  present: ReadonlySet<string>,
  layout?: DecoderLayout,
  wanted: WeightsChoice = {},
): OnnxFiles | { readonly lacks: string } {
  const kindsOf = (stems: readonly string[]) => KINDS.filter((kind) => stems.every((stem) => present.has(stem + ENDINGS[kind])));
  const choose = (kinds: readonly Weights[], wish: Weights | undefined) => (wish !== undefined && kinds.includes(wish) ? wish : kinds[0]);
  const encoders = kindsOf([ENCODER]);
  const encoder = choose(encoders, wanted.encoder);
  if (encoder === undefined) return { lacks: 'onnx/encoder_model_quantized.onnx (or encoder_model.onnx, encoder_model_fp16.onnx)' };
  for (const possible of layout === undefined ? (['merged', 'split'] as const) : [layout]) {
    const [first, next] = DECODERS[possible];
    const decoders = kindsOf(next === undefined ? [first] : [first, next]);
    const decoder = choose(decoders, wanted.decoder);
    if (decoder === undefined) continue;
    const ending = ENDINGS[decoder];
    return {
      encoder: ENCODER + ENDINGS[encoder],
      decoder: next === undefined ? [first + ending] : [first + ending, next + ending],
      weights: { encoder: encoders, decoder: decoders },
    };
  }
  return { lacks: 'onnx/decoder_model_merged*.onnx, or decoder_model*.onnx with decoder_with_past_model*.onnx of the same kind' };
}

const ENCODER = 'encoder_model';
const DECODERS: Readonly<Record<DecoderLayout, readonly [string, string?]>> = {
  merged: ['decoder_model_merged'],
  split: ['decoder_model', 'decoder_with_past_model'],
};

function missing(dir: string, what: string, cause?: unknown): FoyerError {
  return new FoyerError(`the speech model in ${dir} lacks ${what}`, {
    fault: 'model',
    code: 'model-missing',
    remedy: 'Copy the whole folder of a Whisper ONNX export there, or choose another hearing.model.',
    cause,
  });
}
