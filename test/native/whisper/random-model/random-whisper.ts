import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, type Initializer, type Node, type Value, writeModel } from '../../../../native/whisper/onnx/onnx-writer.ts';
import { configuration, MAX_TOKENS, type RandomWhisperShape, SMALL, VOCABULARY } from './configuration.ts';
import { type EncoderLayout, encoderGraph, GELU_CONSTANTS, gelu, OFFICIAL } from './encoder-graph.ts';

/**
 * A multilingual Whisper with random weights in the layout of the official exports, in both decoder layouts with the same
 * weights. What it says is nonsense, but always the same.
 */
export function writeRandomWhisper(dir: string, shape: RandomWhisperShape = SMALL, layout: EncoderLayout = OFFICIAL): void {
  mkdirSync(join(dir, 'onnx'), { recursive: true });
  const weights = createWeights(shape);
  const write = (name: string, graph: Graph) => writeFileSync(join(dir, 'onnx', `${name}.onnx`), writeModel(graph));
  write('encoder_model', encoderGraph(shape, weights.initializer, layout));
  write('decoder_model', standalone('first', shape, weights));
  write('decoder_with_past_model', standalone('next', shape, weights));
  write('decoder_model_merged', merged(shape, weights));
  for (const [name, content] of Object.entries(configuration(shape))) writeFileSync(join(dir, name), JSON.stringify(content));
}

/** Numbers in -1..1 that depend on the name alone, so that one graph's weights do not move another's. */
function randomOf(name: string): () => number {
  let state = [...name].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647, 7);
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 1_073_741_823.5 - 1;
  };
}

type Weights = (name: string, ...dims: number[]) => string;

interface WeightStore extends Weights {
  readonly all: Map<string, Initializer>;
  initializer(name: string, ...dims: number[]): Initializer;
}

function createWeights(shape: RandomWhisperShape): WeightStore {
  const all = new Map<string, Initializer>();
  const initializer = (name: string, ...dims: number[]): Initializer => {
    let found = all.get(name);
    if (found === undefined) {
      const size = dims.reduce((product, dim) => product * dim, 1);
      const random = randomOf(name);
      const scale = name === 'embedding' ? 1 : 2 / Math.sqrt(shape.width);
      found = { name, dims, data: Float32Array.from({ length: size }, () => random() * scale) };
      all.set(name, found);
    }
    return found;
  };
  const get: Weights = (name, ...dims) => initializer(name, ...dims).name;
  return Object.assign(get, { all, initializer });
}

const SIDES = ['key', 'value'] as const;
const INTS: Readonly<Record<string, readonly bigint[]>> = { zero: [0n], one: [1n], two: [2n] };

function cacheNames(shape: RandomWhisperShape, part: 'decoder' | 'encoder'): string[] {
  return Array.from({ length: shape.layers }, (_, layer) => SIDES.map((side) => `${layer}.${part}.${side}`)).flat();
}

/** Nodes of one decoder step; `p` keeps the names of two branches apart. */
function stepNodes(kind: 'first' | 'next', p: string, shape: RandomWhisperShape, weights: Weights): Node[] {
  const { layers, width, vocabulary = VOCABULARY, maxTokens = MAX_TOKENS } = shape;
  const nodes: Node[] = [];
  const add = (op: string, inputs: string[], output: string, attributes?: Node['attributes']) => {
    nodes.push({ op, inputs, outputs: [p + output], ...(attributes === undefined ? {} : { attributes }) });
    return p + output;
  };
  const axisSize = (input: string, axis: string, name: string) => add('Gather', [add('Shape', [input], `${name}_shape`), axis], name);
  const scalar = (input: string, name: string) => add('Squeeze', [input, 'zero'], name);
  const split = (input: string, weight: string, name: string) =>
    add('Transpose', [add('Reshape', [add('MatMul', [input, weight], `${name}_flat`), 'heads_shape'], `${name}_split`)], name, {
      perm: [0, 2, 1, 3],
    });
  const norm = (input: string, name: string) => add('LayerNormalization', [input, 'ones'], name, { axis: -1, epsilon: { float: 1e-5 } });
  const attend = (q: string, k: string, v: string, bias: string | null, name: string) => {
    const raw = add('MatMul', [q, add('Transpose', [k], `${name}_kt`, { perm: [0, 1, 3, 2] })], `${name}_raw`);
    const scores = bias === null ? raw : add('Add', [raw, bias], `${name}_masked`);
    const mixed = add('MatMul', [add('Softmax', [scores], `${name}_soft`, { axis: -1 }), v], `${name}_mixed`);
    return add('Reshape', [add('Transpose', [mixed], `${name}_back`, { perm: [0, 2, 1, 3] }), 'width_shape'], `${name}_joined`);
  };

  const length = axisSize('input_ids', 'one', 'length');
  const start = kind === 'first' ? 'zero' : axisSize('past_key_values.0.decoder.key', 'two', 'start');
  const end = add('Add', [start, length], 'end');
  const positions = add('Range', [scalar(start, 'start0'), scalar(end, 'end0'), scalar('one', 'one0')], 'positions');
  const keys = add('Range', [scalar('zero', 'zero0'), `${p}end0`, `${p}one0`], 'keys');
  const mayLook = add(
    'GreaterOrEqual',
    [add('Unsqueeze', [positions, 'one'], 'rows'), add('Unsqueeze', [keys, 'zero'], 'columns')],
    'may_look',
  );
  const mask = add('Where', [mayLook, 'allowed', 'forbidden'], 'mask');
  let x = add(
    'Add',
    [
      add('Gather', [weights('embedding', vocabulary, width), 'input_ids'], 'embedded'),
      add('Gather', [weights('position_table', maxTokens, width), positions], 'placed'),
    ],
    'x0',
  );
  for (let i = 0; i < layers; i++) {
    const w = (name: string) => weights(`weights_${name}_${i}`, width, width);
    const normed = norm(x, `norm_${i}`);
    const [k, v] = SIDES.map((side) => {
      const fresh = split(normed, w(`self_${side}`), `fresh_${side}_${i}`);
      const present = `present.${i}.decoder.${side}`;
      return kind === 'first'
        ? add('Identity', [fresh], present)
        : add('Concat', [`past_key_values.${i}.decoder.${side}`, fresh], present, { axis: 2 });
    }) as [string, string];
    x = add(
      'Add',
      [x, add('MatMul', [attend(split(normed, w('self_q'), `q_${i}`), k, v, mask, `self_${i}`), w('self_o')], `self_out_${i}`)],
      `x_self_${i}`,
    );
    const [ek, ev] = SIDES.map((side) =>
      kind === 'first'
        ? split('encoder_hidden_states', w(`cross_${side}`), `present.${i}.encoder.${side}`)
        : `past_key_values.${i}.encoder.${side}`,
    ) as [string, string];
    const query = split(norm(x, `cross_norm_${i}`), w('cross_q'), `cross_q_${i}`);
    x = add('Add', [x, add('MatMul', [attend(query, ek, ev, null, `cross_${i}`), w('cross_o')], `cross_out_${i}`)], `x_cross_${i}`);
    if (!shape.complete) continue;
    const up = add('MatMul', [norm(x, `wide_norm_${i}`), weights(`weights_up_${i}`, width, 4 * width)], `up_${i}`);
    const wide = gelu(add, names(GELU_CONSTANTS), up, `wide_${i}`);
    x = add('Add', [x, add('MatMul', [wide, weights(`weights_down_${i}`, 4 * width, width)], `down_${i}`)], `x_wide_${i}`);
  }
  add('MatMul', [norm(x, 'last'), weights('to_logits', width, vocabulary)], 'logits');
  // A merged export has outputs for the encoder's keys and values in both branches; empty ones where they are not computed.
  if (p !== '' && kind === 'next') for (const name of cacheNames(shape, 'encoder')) add('Identity', ['nothing'], `present.${name}`);
  return nodes;
}

function names(tensors: readonly Initializer[]): string[] {
  return tensors.map(({ name }) => name);
}

function cacheValues(prefix: string, names: readonly string[], shape: RandomWhisperShape): Value[] {
  return names.map((name) => ({
    name: `${prefix}.${name}`,
    type: 'float',
    shape: ['batch', shape.heads, `${prefix}.${name}.length`, shape.width / shape.heads],
  }));
}

function initializers(shape: RandomWhisperShape, weights: WeightStore): Initializer[] {
  const { heads, width } = shape;
  const ints = (name: string, ...values: readonly number[]): Initializer => ({
    name,
    dims: [values.length],
    data: BigInt64Array.from(values, BigInt),
  });
  return [
    ...[...weights.all.values()].filter(({ name }) => !name.startsWith('encoder_')),
    ...Object.entries(INTS).map(([name, data]) => ({ name, dims: [data.length], data: BigInt64Array.from(data) })),
    ints('heads_shape', 0, 0, heads, width / heads),
    ints('width_shape', 0, 0, width),
    { name: 'ones', dims: [width], data: new Float32Array(width).fill(1) },
    ...(shape.complete ? GELU_CONSTANTS : []),
    { name: 'allowed', dims: [1], data: Float32Array.of(0) },
    { name: 'forbidden', dims: [1], data: Float32Array.of(-1e9) },
    { name: 'nothing', dims: [0, heads, 1, width / heads], data: new Float32Array(0) },
  ];
}

const IDS: Value = { name: 'input_ids', type: 'int64', shape: ['batch', 'length'] };
const LOGITS: Value = { name: 'logits', type: 'float', shape: ['batch', 'length', 'vocabulary'] };
const hidden = (shape: RandomWhisperShape): Value => ({
  name: 'encoder_hidden_states',
  type: 'float',
  shape: ['batch', 'time', shape.width],
});

function standalone(kind: 'first' | 'next', shape: RandomWhisperShape, weights: WeightStore): Graph {
  const own = cacheNames(shape, 'decoder');
  const cross = cacheNames(shape, 'encoder');
  return {
    name: kind,
    nodes: stepNodes(kind, '', shape, weights),
    inputs: kind === 'first' ? [IDS, hidden(shape)] : [IDS, ...cacheValues('past_key_values', [...own, ...cross], shape)],
    outputs: [LOGITS, ...cacheValues('present', kind === 'first' ? [...own, ...cross] : own, shape)],
    initializers: initializers(shape, weights),
  };
}

function merged(shape: RandomWhisperShape, weights: WeightStore): Graph {
  const names = [...cacheNames(shape, 'decoder'), ...cacheNames(shape, 'encoder')];
  const outputs = [LOGITS, ...cacheValues('present', names, shape)];
  const branch = (kind: 'first' | 'next', p: string) => ({
    graph: {
      name: kind,
      nodes: stepNodes(kind, p, shape, weights),
      inputs: [],
      outputs: outputs.map((value) => ({ ...value, name: p + value.name })),
      initializers: [],
    },
  });
  return {
    name: 'merged',
    nodes: [
      {
        op: 'If',
        inputs: ['use_cache_branch'],
        outputs: outputs.map(({ name }) => name),
        attributes: { then_branch: branch('next', 'then/'), else_branch: branch('first', 'else/') },
      },
    ],
    inputs: [IDS, hidden(shape), ...cacheValues('past_key_values', names, shape), { name: 'use_cache_branch', type: 'bool', shape: [1] }],
    outputs,
    initializers: initializers(shape, weights),
  };
}
