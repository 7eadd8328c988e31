import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';

/** Positions 1 + n after the start of transcript, in every multilingual Whisper vocabulary. */
const LANGUAGES =
  'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue'.split(
    ' ',
  );

/** The first numbers of a model in whisper.cpp's own file format, little-endian. */
export interface GgmlModel {
  readonly file: string;
  /** ["en"] for an English-only model. */
  readonly languages: readonly string[];
  /** What its encoder takes at once: 30 s in the official models. */
  readonly windowMs: number;
}

const MAGIC = 0x67676d6c;
const HEADER_BYTES = 48;
/** The official vocabularies: 51864 tokens for English alone, one more and above for many languages. */
const MULTILINGUAL_FROM = 51_865;
/** The tokens that are not languages. */
const OTHER_TOKENS = 51_766;
const POSITION_MS = 20;

/** True for what the header's numbers can be in a Whisper of any size. */
function plausible(header: { readonly vocabulary: number; readonly positions: number; readonly width: number }): boolean {
  const { vocabulary, positions, width } = header;
  return vocabulary >= 51_864 && vocabulary < 60_000 && positions > 0 && positions <= 1500 && width > 0 && width <= 4096;
}

/** @throws FoyerError fault "model", code "model-missing" or "model-broken", naming the file. */
export function readGgmlModel(file: string): GgmlModel {
  const header = Buffer.alloc(HEADER_BYTES);
  let length: number;
  try {
    const handle = openSync(file, 'r');
    length = readSync(handle, header, 0, HEADER_BYTES, 0);
    closeSync(handle);
  } catch (cause) {
    throw missing(file, cause);
  }
  const at = (index: number) => header.readInt32LE(4 * index);
  const [vocabulary, positions, width] = [at(1), at(2), at(3)];
  if (length < HEADER_BYTES || at(0) !== MAGIC || !plausible({ vocabulary, positions, width })) {
    throw new FoyerError(`${file} is not a Whisper model in whisper.cpp's format`, {
      fault: 'model',
      code: 'model-broken',
      remedy: 'Copy the file again from its source ("foyer models install" checks it), or choose another hearing.model.',
    });
  }
  const count = vocabulary >= MULTILINGUAL_FROM ? vocabulary - OTHER_TOKENS : 1;
  return { file, languages: LANGUAGES.slice(0, count), windowMs: positions * POSITION_MS };
}

/** The weights in a model's folder: its only .bin file, or null. */
export function ggmlFileIn(dir: string): string | null {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) return null;
  const [file, ...more] = readdirSync(dir).filter((name) => /^[\w-][\w.-]*\.bin$/.test(name));
  return file === undefined || more.length > 0 ? null : join(dir, file);
}

/**
 * File of a model for whisper.cpp: `name` itself when it is an absolute path to one or to its folder, else the one in
 * DIR/models/NAME of the data directory.
 * @throws FoyerError code "model-missing"
 */
export function resolveGgmlFile(name: string, dataDir: string): string {
  const place = isAbsolute(name) ? name : join(dataDir, 'models', basename(name));
  const file = place.endsWith('.bin') ? place : ggmlFileIn(place);
  if (file !== null && existsSync(file) && (isAbsolute(name) || basename(name) === name)) return file;
  throw missing(place);
}

function missing(place: string, cause?: unknown): FoyerError {
  return new FoyerError(`no model for whisper.cpp at ${place}`, {
    fault: 'model',
    code: 'model-missing',
    remedy: '"foyer models list" shows those that can be installed for it, such as ggml-base; or set hearing.engine to onnx.',
    ...(cause === undefined ? {} : { cause }),
  });
}
