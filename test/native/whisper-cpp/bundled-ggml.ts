import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_MODEL } from '../whisper/fixtures.ts';
import { type OnnxWeights, readOnnxWeights } from './onnx-weights.ts';
import { type GgmlTensor, writeGgml } from './write-ggml.ts';

/** Of the bundled model's; those above are special. */
const TEXT_TOKENS = 1496;
/** whisper.cpp knows the official English vocabulary's numbers only: text first, then these. */
const OFFICIAL = { size: 51_864, end: 50_256, start: 50_257, noTimestamps: 50_362 };

interface Config {
  readonly d_model: number;
  readonly encoder_layers: number;
  readonly decoder_layers: number;
  readonly encoder_attention_heads: number;
  readonly max_source_positions: number;
  readonly max_target_positions: number;
  readonly num_mel_bins: number;
  readonly vocab_size: number;
}

/**
 * The bundled model for whisper.cpp: the same weights, its few tokens moved to where the official ones are. Numbers of the official
 * vocabulary that it has no token for get an embedding that never wins.
 * @param endless never ends by itself, but after so many tokens: for measuring
 */
export function writeBundledGgml(file: string, endless?: { readonly tokens: number }): void {
  const json = (name: string) => JSON.parse(readFileSync(join(BUNDLED_MODEL, name), 'utf8'));
  const config = json('config.json') as Config;
  const tokenizer = json('tokenizer.json') as { readonly model: { readonly vocab: Readonly<Record<string, number>> } };
  const { eos_token_id, decoder_start_token_id, no_timestamps_token_id } = json('generation_config.json') as Record<string, number>;
  const moved = new Map<number, number | undefined>([
    ...(endless === undefined ? [[OFFICIAL.end, eos_token_id] as const] : []),
    [OFFICIAL.start, decoder_start_token_id],
    [OFFICIAL.noTimestamps, no_timestamps_token_id],
  ]);
  const encoder = readOnnxWeights(join(BUNDLED_MODEL, 'onnx', 'encoder_model_quantized.onnx'));
  const decoder = readOnnxWeights(join(BUNDLED_MODEL, 'onnx', 'decoder_model_merged_quantized.onnx'));
  writeGgml(file, {
    vocabulary: OFFICIAL.size,
    audioPositions: config.max_source_positions,
    width: config.d_model,
    heads: config.encoder_attention_heads,
    audioLayers: config.encoder_layers,
    textPositions: endless === undefined ? config.max_target_positions : positionsFor(endless.tokens),
    textLayers: config.decoder_layers,
    melBins: config.num_mel_bins,
    words: words(tokenizer.model.vocab),
    tensors: [...encoderTensors(encoder, config), ...decoderTensors(decoder, config, moved)].map((tensor) =>
      endless !== undefined && tensor.name === 'decoder.positional_embedding' ? firstRows(tensor, positionsFor(endless.tokens)) : tensor,
    ),
  });
}

/** Positions with which the program stops after so many tokens: at half of them, less four. */
export function positionsFor(tokens: number): number {
  return 2 * (tokens + 4);
}

function firstRows({ name, dims, data }: GgmlTensor, rows: number): GgmlTensor {
  const width = dims[1] ?? 0;
  return { name, dims: [rows, width], data: data.slice(0, rows * width) };
}

function encoderTensors(weights: OnnxWeights, config: Config): GgmlTensor[] {
  const { of, linear } = reader(weights);
  const bias = (name: string) => {
    const { data } = weights.tensor(name);
    return { dims: [data.length, 1], data };
  };
  const tensors: GgmlTensor[] = [
    { name: 'encoder.positional_embedding', ...weights.tensor('m.encoder.embed_positions.weight') },
    ...['conv1', 'conv2'].flatMap((conv) => [
      { name: `encoder.${conv}.weight`, ...weights.tensor(`m.encoder.${conv}.weight`) },
      { name: `encoder.${conv}.bias`, ...bias(`m.encoder.${conv}.bias`) },
    ]),
    ...of('encoder.ln_post', 'm.encoder.layer_norm'),
  ];
  for (let i = 0; i < config.encoder_layers; i++) {
    const [to, from] = [`encoder.blocks.${i}`, `m.encoder.layers.${i}`];
    const path = `/encoder/layers.${i}`;
    tensors.push(
      ...of(`${to}.attn_ln`, `${from}.self_attn_layer_norm`),
      ...of(`${to}.mlp_ln`, `${from}.final_layer_norm`),
      ...linear(`${to}.attn.query`, `${path}/self_attn/q_proj`, `${from}.self_attn.q_proj`),
      ...linear(`${to}.attn.key`, `${path}/k_proj`),
      ...linear(`${to}.attn.value`, `${path}/v_proj`, `${from}.self_attn.v_proj`),
      ...linear(`${to}.attn.out`, `${path}/self_attn/out_proj`, `${from}.self_attn.out_proj`),
      ...linear(`${to}.mlp.0`, `${path}/fc1`, `${from}.fc1`),
      ...linear(`${to}.mlp.2`, `${path}/fc2`, `${from}.fc2`),
    );
  }
  return tensors;
}

function decoderTensors(weights: OnnxWeights, config: Config, moved: ReadonlyMap<number, number | undefined>): GgmlTensor[] {
  const { of, linear } = reader(weights);
  const tensors: GgmlTensor[] = [
    { name: 'decoder.positional_embedding', ...weights.tensor('m.decoder.embed_positions.weight') },
    { name: 'decoder.token_embedding.weight', ...embedding(weights, config, moved) },
    ...of('decoder.ln', 'm.decoder.layer_norm'),
  ];
  for (let i = 0; i < config.decoder_layers; i++) {
    const [to, from] = [`decoder.blocks.${i}`, `m.decoder.layers.${i}`];
    const path = `/decoder/layers.${i}`;
    const nth = i === 0 ? '' : `_${i}`;
    tensors.push(
      ...of(`${to}.attn_ln`, `${from}.self_attn_layer_norm`),
      ...of(`${to}.cross_attn_ln`, `${from}.encoder_attn_layer_norm`),
      ...of(`${to}.mlp_ln`, `${from}.final_layer_norm`),
      ...linear(`${to}.attn.query`, `${path}/self_attn/q_proj`, `${from}.self_attn.q_proj`),
      ...linear(`${to}.attn.key`, `${path}/k_proj`),
      ...linear(`${to}.attn.value`, `${path}/v_proj`, `${from}.self_attn.v_proj`),
      ...linear(`${to}.attn.out`, `${path}/self_attn/out_proj`, `${from}.self_attn.out_proj`),
      ...linear(`${to}.cross_attn.query`, `${path}/encoder_attn/q_proj`, `${from}.encoder_attn.q_proj`),
      // The encoder's keys and values are computed before the layers, in their order.
      ...linear(`${to}.cross_attn.key`, `first//k_proj${nth}`),
      ...linear(`${to}.cross_attn.value`, `first//v_proj${nth}`, `${from}.encoder_attn.v_proj`),
      ...linear(`${to}.cross_attn.out`, `${path}/encoder_attn/out_proj`, `${from}.encoder_attn.out_proj`),
      ...linear(`${to}.mlp.0`, `${path}/fc1`, `${from}.fc1`),
      ...linear(`${to}.mlp.2`, `${path}/fc2`, `${from}.fc2`),
    );
  }
  return tensors;
}

function reader(weights: OnnxWeights) {
  return {
    /** Weight and bias of a normalisation. */
    of: (to: string, from: string): GgmlTensor[] =>
      ['weight', 'bias'].map((kind) => ({ name: `${to}.${kind}`, ...weights.tensor(`${from}.${kind}`) })),
    linear(to: string, path: string, bias?: string): GgmlTensor[] {
      const { dims, data } = weights.matrix(`${path}/MatMul_output_0_i`);
      const [rows = 0, columns = 0] = dims;
      const turned = Float32Array.from({ length: data.length }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)] as number);
      const weight = { name: `${to}.weight`, dims: [columns, rows], data: turned };
      return bias === undefined ? [weight] : [weight, { name: `${to}.bias`, ...weights.tensor(`${bias}.bias`) }];
    },
  };
}

function embedding(weights: OnnxWeights, config: Config, moved: ReadonlyMap<number, number | undefined>) {
  const { data } = weights.tensor('m.decoder.embed_tokens.weight');
  const width = config.d_model;
  const never = neverSaid(weights);
  const rows = new Float32Array(OFFICIAL.size * width);
  for (let token = 0; token < OFFICIAL.size; token++) {
    const own = token < TEXT_TOKENS ? token : moved.get(token);
    rows.set(own === undefined ? never : data.subarray(own * width, (own + 1) * width), token * width);
  }
  return { dims: [OFFICIAL.size, width], data: rows };
}

/**
 * An embedding whose logit is the same, and low, at every step. What the last normalisation gives is w n + b with the elements of n
 * adding up to 0, so its product with c / w is c times the sum of b / w whatever n is.
 */
function neverSaid(weights: OnnxWeights): Float32Array {
  const [w, b] = ['weight', 'bias'].map((kind) => weights.tensor(`m.decoder.layer_norm.${kind}`).data) as [Float32Array, Float32Array];
  const sum = b.reduce((total, bias, i) => total + bias / (w[i] as number), 0);
  return w.map((weight) => NEVER_LOGIT / sum / weight);
}
const NEVER_LOGIT = -30;

/** Bytes of each token, in order; the program looks up the single space. */
function words(vocab: Readonly<Record<string, number>>): Uint8Array[] {
  const byToken = new Map(Object.entries(vocab).map(([word, token]) => [token, word]));
  const bytes = byteOfSymbol();
  return Array.from({ length: OFFICIAL.end }, (_, token) => {
    const word = byToken.get(token);
    if (word === undefined || word.startsWith('<|')) return Buffer.from(token === OFFICIAL.end - 1 ? ' ' : `<unused ${token}>`);
    return Uint8Array.from([...word], (symbol) => bytes.get(symbol) ?? 63);
  });
}

/** GPT-2's printable stand-ins for bytes. */
function byteOfSymbol(): Map<string, number> {
  const symbols = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    symbols.set(String.fromCodePoint(printable ? byte : next++), byte);
  }
  return symbols;
}
