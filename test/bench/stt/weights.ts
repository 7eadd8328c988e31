import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_MODEL } from '../../native/whisper/fixtures.ts';
import { BASE } from '../../native/whisper/random-model/configuration.ts';
import { writeRandomWhisper } from '../../native/whisper/random-model/random-whisper.ts';
import { positionsFor, writeBundledGgml } from '../../native/whisper-cpp/bundled-ggml.ts';
import { type GgmlTensor, writeGgml } from '../../native/whisper-cpp/write-ggml.ts';

export interface Weights {
  readonly title: string;
  readonly seconds: readonly number[];
  /** Writes a folder that both Foyer and transformers.js take. */
  writeOnnx(dir: string): void;
  /** The same network for whisper.cpp, which stops after so many tokens. */
  writeGgml(file: string, tokens: number): void;
}

export const BUNDLED: Weights = {
  title: 'the bundled model: 8-bit for Foyer and transformers.js, its weights as float16 for whisper.cpp',
  seconds: [1, 3, 6, 9],
  writeOnnx: (dir) => cpSync(BUNDLED_MODEL, dir, { recursive: true }),
  writeGgml: (file, tokens) => writeBundledGgml(file, { tokens }),
};

export const RANDOM_BASE: Weights = {
  title: "random weights of whisper-base's shape: float32 for Foyer and transformers.js, float16 for whisper.cpp",
  seconds: [1, 3, 6, 10, 25],
  writeOnnx(dir) {
    mkdirSync(dir, { recursive: true });
    writeRandomWhisper(dir, BASE);
    for (const name of ['decoder_model', 'decoder_with_past_model']) rmSync(join(dir, 'onnx', `${name}.onnx`));
    completeConfiguration(dir);
  },
  writeGgml: writeRandomGgml,
};

/** What transformers.js wants to know besides. */
function completeConfiguration(dir: string): void {
  const extend = (name: string, more: object) => {
    const file = join(dir, name);
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...more }));
  };
  extend('config.json', {
    architectures: ['WhisperForConditionalGeneration'],
    is_encoder_decoder: true,
    encoder_layers: BASE.layers,
    encoder_attention_heads: BASE.heads,
    num_hidden_layers: BASE.layers,
    max_source_positions: BASE.windowFrames / 2,
    use_cache: true,
  });
  extend('preprocessor_config.json', { feature_extractor_type: 'WhisperFeatureExtractor', chunk_length: 30, padding_value: 0 });
}

/** Numbers of the official multilingual vocabulary. */
const TOKENS = { size: 51_865, end: 50_257, firstTimestamp: 50_364 };
const NEVER_LOGIT = -1000;

function writeRandomGgml(file: string, tokens: number): void {
  const { width, layers } = BASE;
  writeGgml(file, {
    vocabulary: TOKENS.size,
    audioPositions: BASE.windowFrames / 2,
    width,
    heads: BASE.heads,
    audioLayers: layers,
    textPositions: positionsFor(tokens),
    textLayers: layers,
    melBins: BASE.melBins,
    words: Array.from({ length: TOKENS.end }, (_, token) => Buffer.from(token === 0 ? ' ' : `t${token}`)),
    tensors: randomTensors(positionsFor(tokens)),
  });
}

function* randomTensors(textPositions: number): Generator<GgmlTensor> {
  const { width, layers, melBins, windowFrames } = BASE;
  const weight = (name: string, ...dims: number[]) => ({
    name,
    dims,
    data: random(
      dims.reduce((a, b) => a * b),
      2 / Math.sqrt(width),
    ),
  });
  const constant = (name: string, value: number, ...dims: number[]) => ({ name, dims, data: new Float32Array(dims[0] ?? 0).fill(value) });
  const norm = (name: string, bias = 0) => [constant(`${name}.weight`, 1, width), constant(`${name}.bias`, bias, width)];
  function* attention(name: string) {
    yield* norm(`${name}_ln`);
    for (const part of ['query', 'key', 'value', 'out']) {
      yield weight(`${name}.${part}.weight`, width, width);
      if (part !== 'key') yield constant(`${name}.${part}.bias`, 0, width);
    }
  }
  function* feedForward(name: string) {
    yield* norm(`${name}_ln`);
    yield weight(`${name}.0.weight`, 4 * width, width);
    yield constant(`${name}.0.bias`, 0, 4 * width);
    yield weight(`${name}.2.weight`, width, 4 * width);
    yield constant(`${name}.2.bias`, 0, width);
  }
  yield weight('encoder.positional_embedding', windowFrames / 2, width);
  yield weight('encoder.conv1.weight', width, melBins, 3);
  yield constant('encoder.conv1.bias', 0, width, 1);
  yield weight('encoder.conv2.weight', width, width, 3);
  yield constant('encoder.conv2.bias', 0, width, 1);
  yield* norm('encoder.ln_post');
  for (let i = 0; i < layers; i++) {
    yield* attention(`encoder.blocks.${i}.attn`);
    yield* feedForward(`encoder.blocks.${i}.mlp`);
  }
  yield weight('decoder.positional_embedding', textPositions, width);
  yield embedding(width);
  yield* norm('decoder.ln', 1);
  for (let i = 0; i < layers; i++) {
    yield* attention(`decoder.blocks.${i}.attn`);
    yield* attention(`decoder.blocks.${i}.cross_attn`);
    yield* feedForward(`decoder.blocks.${i}.mlp`);
  }
}

/** The last normalisation adds 1 to numbers that add up to 0: a row of equal elements gives the same logit at every step. */
function embedding(width: number): GgmlTensor {
  const data = random(TOKENS.size * width, 1);
  const never = (token: number) => data.fill(NEVER_LOGIT / width, token * width, (token + 1) * width);
  never(TOKENS.end);
  for (let token = TOKENS.firstTimestamp + 1; token < TOKENS.size; token++) never(token);
  return { name: 'decoder.token_embedding.weight', dims: [TOKENS.size, width], data };
}

let state = 1;
function random(length: number, scale: number): Float32Array {
  return Float32Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state / 1_073_741_823.5 - 1) * scale;
  });
}
