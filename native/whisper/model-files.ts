import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';

/**
 * Weights in order of preference on a CPU: 8-bit is the fastest and smallest; float16 only where nothing else
 * is there, because it is computed as float32 with conversions in between.
 */
const VARIANTS = ['_quantized', '', '_int8', '_uint8', '_fp16'] as const;

/** Ending of an encoder rewritten at installation, beside the original: see any-length.ts. */
export const ANY_LENGTH = '.any-length.onnx';

export interface ModelFiles {
  readonly encoder: string;
  /** The encoder was rewritten to take any length, but taught its whole window. */
  readonly rewritten: boolean;
  /** One file with `use_cache_branch`, or two: the first step's, and the later steps' with past keys and values. */
  readonly decoder:
    | { readonly layout: 'merged'; readonly file: string }
    | { readonly layout: 'split'; readonly first: string; readonly next: string };
}

/**
 * Picks the files of a Whisper ONNX export. `layout` forces one of the two decoder layouts.
 * @throws FoyerError fault "model", code "model-missing".
 */
export function findModelFiles(dir: string, layout?: 'merged' | 'split'): ModelFiles {
  const folder = join(dir, 'onnx');
  let present: Set<string>;
  try {
    present = new Set(readdirSync(folder));
  } catch (cause) {
    throw missing(dir, 'the folder onnx', cause);
  }
  const chosen = chooseOnnxFiles(present, layout);
  if (!('encoder' in chosen)) throw missing(dir, chosen.lacks);
  const at = (file: string) => join(folder, file);
  const other = chosen.encoder.replace(/\.onnx$/, ANY_LENGTH);
  const rewritten = present.has(other);
  const [first, next] = chosen.decoder;
  return {
    encoder: at(rewritten ? other : chosen.encoder),
    rewritten,
    decoder: next === undefined ? { layout: 'merged', file: at(first) } : { layout: 'split', first: at(first), next: at(next) },
  };
}

export interface OnnxFiles {
  readonly encoder: string;
  /** One file that does every step, or the first step's and the later ones'. */
  readonly decoder: readonly [string, string?];
}

/** Of the files in an export's folder onnx the ones to use, or what is missing. */
export function chooseOnnxFiles(present: ReadonlySet<string>, layout?: 'merged' | 'split'): OnnxFiles | { readonly lacks: string } {
  const pick = (...stems: string[]): string[] => {
    const variant = VARIANTS.find((suffix) => stems.every((stem) => present.has(`${stem}${suffix}.onnx`)));
    return variant === undefined ? [] : stems.map((stem) => `${stem}${variant}.onnx`);
  };
  const [encoder] = pick('encoder_model');
  if (encoder === undefined) return { lacks: 'onnx/encoder_model_quantized.onnx (or encoder_model.onnx, encoder_model_fp16.onnx)' };
  const [merged] = layout === 'split' ? [] : pick('decoder_model_merged');
  if (merged !== undefined) return { encoder, decoder: [merged] };
  const [first, next] = layout === 'merged' ? [] : pick('decoder_model', 'decoder_with_past_model');
  if (first !== undefined && next !== undefined) return { encoder, decoder: [first, next] };
  return { lacks: 'onnx/decoder_model_merged*.onnx, or decoder_model*.onnx with decoder_with_past_model*.onnx of the same kind' };
}

function missing(dir: string, what: string, cause?: unknown): FoyerError {
  return new FoyerError(`the speech model in ${dir} lacks ${what}`, {
    fault: 'model',
    code: 'model-missing',
    remedy: 'Copy the whole folder of a Whisper ONNX export there, or choose another hearing.model.',
    cause,
  });
}
