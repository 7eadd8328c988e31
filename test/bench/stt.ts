import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAnyLength } from '../../native/whisper/any-length.ts';
import { EIGHT_BIT, findModelFiles } from '../../native/whisper/model-files.ts';
import { withEightBitWeights } from '../../native/whisper/onnx/eight-bit.ts';
import { readRecording } from '../native/whisper/fixtures.ts';
import { type MeasuredEngine, startEngine, startWhisperCpp } from './stt/engine-process.ts';
import { findTransformers, findWhisperCpp, type Peer } from './stt/peers.ts';
import { BUNDLED, RANDOM_BASE, type Weights } from './stt/weights.ts';
import { oneOf, readOptions, wholeNumber } from './support/options.ts';
import { machineLine, print, progress, summarise, table } from './support/report.ts';

const SAMPLE_RATE = 16_000;
/** Tokens of ordinary speech. Random weights never end by themselves; every engine gets the same number. */
const TOKENS_PER_SECOND = 4;
const MODELS = { bundled: [BUNDLED], base: [RANDOM_BASE], both: [BUNDLED, RANDOM_BASE] } as const;

interface Setting {
  readonly runs: number;
  readonly threads: number;
  readonly transformers: Peer;
  readonly whisperCpp: Peer;
}

/**
 * Recognition of the same audio with the same weights, threads and number of tokens in one run, the engines taking turns: Foyer,
 * transformers.js and whisper.cpp, each in a process of its own, the model loaded beforehand.
 */
export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, ['runs', 'threads', 'model', 'seconds', 'peers']);
  const models = MODELS[oneOf(options.model, ['bundled', 'base', 'both'], 'both')];
  const peers = oneOf(options.peers, ['both', 'transformers', 'whisper.cpp', 'none'], 'both');
  const unwanted = (name: string) => ({ missing: `${name} is left out: not asked for` });
  const setting: Setting = {
    runs: wholeNumber(options.runs, 5, [1, 100]),
    threads: wholeNumber(options.threads, 2, [1, 64]),
    transformers: peers === 'both' || peers === 'transformers' ? findTransformers() : unwanted('transformers.js'),
    whisperCpp: peers === 'both' || peers === 'whisper.cpp' ? await findWhisperCpp() : unwanted('whisper.cpp'),
  };
  for (const peer of [setting.transformers, setting.whisperCpp]) if ('missing' in peer) print(peer.missing);
  const wanted = options.seconds?.split(',').map((text) => wholeNumber(text, 3, [1, 25]));
  for (const weights of models) await compare(wanted === undefined ? weights : { ...weights, seconds: wanted }, setting);
  print(machineLine());
}

async function compare(weights: Weights, { runs, threads, transformers, whisperCpp }: Setting): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'foyer-bench-stt-'));
  const engines = new Map<string, MeasuredEngine>();
  try {
    progress(`writing ${weights.title}`);
    const modelDir = join(root, 'model');
    weights.writeOnnx(modelDir);
    const { state } = await makeAnyLength(modelDir, threads);
    const eightBit = writeEightBit(modelDir);
    const longest = Math.max(...weights.seconds);
    const audio = repeat(readRecording('where-is-the-nearest-toilet.wav'), longest);
    const audioFile = join(root, 'audio.f32');
    writeFileSync(audioFile, new Uint8Array(audio.buffer));
    const ours = { modelDir, threads, library: '' };
    engines.set('Foyer', await startEngine({ ...ours, kind: 'ours' }, audioFile));
    if (eightBit) engines.set('Foyer, 8-bit decoder', await startEngine({ ...ours, kind: 'ours-8bit' }, audioFile));
    if (state === 'rewritten') engines.set('Foyer, whole window', await startEngine({ ...ours, kind: 'ours-window' }, audioFile));
    if ('path' in transformers) {
      engines.set('transformers.js', await startEngine({ ...ours, kind: 'transformers', library: transformers.path }, audioFile));
    }
    if ('path' in whisperCpp) {
      const modelFile = ggmlFiles(weights, root);
      engines.set('whisper.cpp', startWhisperCpp({ program: whisperCpp.path, modelFile, threads, audio }));
    }
    print(`\n${weights.title}; ${threads} threads, ${TOKENS_PER_SECOND} tokens a second of audio, ${runs} runs`);
    print(table([HEAD, ...(await measure(weights.seconds, engines, runs))]));
  } finally {
    for (const engine of engines.values()) engine.close();
    rmSync(root, { recursive: true, force: true });
  }
}

const OURS = ['Foyer', 'Foyer, 8-bit decoder'] as const;
const HEAD = ['audio, engine', 'median ms', 'best ms', 'Foyer / it', '8-bit / it', 'peak MB'];

async function measure(seconds: readonly number[], engines: ReadonlyMap<string, MeasuredEngine>, runs: number): Promise<string[][]> {
  const rows: string[][] = [];
  for (const length of seconds) {
    progress(`${length} s of audio`);
    const times = new Map([...engines.keys()].map((name) => [name, [] as number[]]));
    const peaks = new Map<string, number>();
    for (let run = -1; run < runs; run++) {
      for (const [name, engine] of engines) {
        const { ms, peakBytes } = await engine.run(length * SAMPLE_RATE, length * TOKENS_PER_SECOND);
        // The first run of a length plans memory.
        if (run >= 0) times.get(name)?.push(ms);
        peaks.set(name, peakBytes);
      }
    }
    const medianOf = (name: string) => summarise(times.get(name) ?? [])?.p50 ?? Number.NaN;
    for (const [name, values] of times) {
      const ratios = OURS.map((own) => (name.startsWith('Foyer') || !times.has(own) ? '' : (medianOf(own) / medianOf(name)).toFixed(2)));
      const peak = ((peaks.get(name) ?? 0) / 1e6).toFixed(0);
      rows.push([`${length} s  ${name}`, medianOf(name).toFixed(0), Math.min(...values).toFixed(0), ...ratios, peak]);
    }
  }
  return rows;
}

/** As an installation makes them, but random weights say nothing that could be compared. False where the weights are 8-bit anyway. */
function writeEightBit(modelDir: string): boolean {
  const { decoder, weights } = findModelFiles(modelDir);
  if (weights.decoder[0] !== 'float32' || decoder.layout !== 'merged') return false;
  writeFileSync(decoder.file.replace(/\.onnx$/, EIGHT_BIT), withEightBitWeights(readFileSync(decoder.file)));
  return true;
}

/** One file at a time: they differ in the number of tokens only. */
function ggmlFiles(weights: Weights, root: string): (tokens: number) => string {
  const folder = join(root, 'ggml');
  let written = 0;
  return (tokens) => {
    const file = join(folder, `${tokens}.bin`);
    if (written !== tokens) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      weights.writeGgml(file, tokens);
      written = tokens;
    }
    return file;
  };
}

function repeat(audio: Float32Array, seconds: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) => audio[i % audio.length] ?? 0);
}
