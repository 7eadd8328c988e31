import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEightBit } from '../../../native/whisper/eight-bit.ts';
import { findModelFiles } from '../../../native/whisper/model-files.ts';
import { withEightBitWeights } from '../../../native/whisper/onnx/eight-bit.ts';
import { type Graph, type Node, writeModel } from '../../../native/whisper/onnx/onnx-writer.ts';
import { openSession } from '../../../native/whisper/sessions.ts';
import { readRecording } from './fixtures.ts';
import { writeRandomWhisper } from './random-model/random-whisper.ts';

const root = mkdtempSync(join(tmpdir(), 'foyer-eight-bit-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Not a multiple of the block's length. */
const K = 72;
const N = 64;
let state = 1;
const random = () => {
  state = (state * 48_271) % 2_147_483_647;
  return state / 1_073_741_823.5 - 1;
};
const W = Float32Array.from({ length: K * N }, random);
const X = Float32Array.from({ length: K }, random);
const MATMUL: Node = { op: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] };

function graph(nodes: readonly Node[], dims = [K, N], outer: Partial<Graph> = {}): Graph {
  return {
    name: 'test',
    nodes,
    inputs: [{ name: 'x', type: 'float', shape: ['rows', K] }],
    outputs: [{ name: 'y', type: 'float', shape: ['rows', N] }],
    initializers: [{ name: 'w', dims, data: W }],
    ...outer,
  };
}

async function outputOf(model: Uint8Array, more: Record<string, Tensor> = {}): Promise<Float32Array> {
  const file = join(root, 'graph.onnx');
  writeFileSync(file, model);
  const session = await openSession(file, 1);
  try {
    return (await session.run({ x: new Tensor('float32', X, [1, K]), ...more }, ['y'])).y?.data as Float32Array;
  } finally {
    await session.release();
  }
}

/** Largest difference, as a share of the largest number. */
function error(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  const most = Math.max(...expected.map(Math.abs));
  return Math.max(...actual.map((value, i) => Math.abs(value - (expected[i] ?? 0)))) / most;
}

const FLAG: Graph['inputs'][number] = { name: 'flag', type: 'bool', shape: [1] };
const branch = (name: string, nodes: readonly Node[]) => ({
  graph: { name, nodes, inputs: [], outputs: [{ name: `${name}/y`, type: 'float' as const, shape: ['rows', N] }], initializers: [] },
});

const GRAPHS: readonly [string, Graph, Record<string, Tensor>?][] = [
  ['a matrix', graph([MATMUL])],
  [
    'a transposed matrix',
    graph(
      [
        { op: 'Transpose', inputs: ['w'], outputs: ['wt'], attributes: { perm: [1, 0] } },
        { ...MATMUL, inputs: ['x', 'wt'] },
      ],
      [N, K],
    ),
  ],
  [
    'a matrix that is used otherwise too',
    graph([
      { ...MATMUL, outputs: ['plain'] },
      { op: 'ReduceMax', inputs: ['w'], outputs: ['most'], attributes: { keepdims: 0 } },
      { op: 'Add', inputs: ['plain', 'most'], outputs: ['y'] },
    ]),
  ],
  [
    'a matrix outside of the branches that use it',
    graph(
      [
        {
          op: 'If',
          inputs: ['flag'],
          outputs: ['y'],
          attributes: {
            then_branch: branch('then', [{ ...MATMUL, outputs: ['then/y'] }]),
            else_branch: branch('else', [
              { ...MATMUL, outputs: ['once'] },
              { op: 'Add', inputs: ['once', 'once'], outputs: ['else/y'] },
            ]),
          },
        },
      ],
      [K, N],
      { inputs: [...graph([]).inputs, FLAG] },
    ),
    { flag: new Tensor('bool', Uint8Array.of(0), [1]) },
  ],
];

describe('8-bit weights', () => {
  it.each(GRAPHS.map(([what, from, more]) => ({ what, from, more })))('stand for $what', async ({ from, more }) => {
    const model = writeModel(from);
    const eightBit = withEightBitWeights(model);
    const difference = error(await outputOf(eightBit, more), await outputOf(model, more));
    expect(difference).toBeLessThan(0.02);
    // Rounded it is, or nothing was done.
    expect(difference).toBeGreaterThan(0);
  });

  it('take a third of the room', () => {
    const model = writeModel(graph([MATMUL]));
    expect(withEightBitWeights(model).length).toBeLessThan(model.length / 2.5);
  });

  it.each([
    ['without a constant matrix', graph([{ op: 'Identity', inputs: ['x'], outputs: ['y'] }])],
    [
      'whose matrix can be given from outside',
      graph([MATMUL], [K, N], { inputs: [...graph([]).inputs, { name: 'w', type: 'float', shape: [K, N] }] }),
    ],
    ['with a small one', { ...graph([MATMUL]), initializers: [{ name: 'w', dims: [K, 2], data: W.subarray(0, 2 * K) }] }],
  ])('are refused for a graph %s', (_, from) => {
    expect(() => withEightBitWeights(writeModel(from))).toThrow(/multiplies by no float32 matrix/);
  });

  it('are refused for what is no graph', () => {
    expect(() => withEightBitWeights(Uint8Array.of(8, 1))).toThrow(/no graph/);
  });
});

describe('a decoder of a model', () => {
  const dir = join(root, 'model');
  const utterances = async () => [readRecording('help.wav'), readRecording('i-need-help.wav')];
  const at = (name: string) => join(dir, 'onnx', name);
  beforeAll(() => writeRandomWhisper(dir));

  it('gets 8-bit weights beside its own, which are used from then on', async () => {
    const made = await makeEightBit(dir, { threads: 1, utterances });
    expect(made).toEqual({ state: 'made', files: ['onnx/decoder_model_merged.eight-bit.onnx'] });
    expect(findModelFiles(dir)).toMatchObject({
      decoder: { file: at('decoder_model_merged.eight-bit.onnx') },
      weights: { encoder: ['float32'], decoder: ['eight-bit', 'float32'] },
    });
    expect(findModelFiles(dir, undefined, { decoder: 'float32' })).toMatchObject({ decoder: { file: at('decoder_model_merged.onnx') } });
  });

  it('gets them in both files where it has two', async () => {
    renameSync(at('decoder_model_merged.onnx'), at('put-aside'));
    rmSync(at('decoder_model_merged.eight-bit.onnx'));
    const files = ['onnx/decoder_model.eight-bit.onnx', 'onnx/decoder_with_past_model.eight-bit.onnx'];
    expect(await makeEightBit(dir, { threads: 1, utterances })).toEqual({ state: 'made', files });
    for (const file of files) rmSync(join(dir, file));
    renameSync(at('put-aside'), at('decoder_model_merged.onnx'));
  });

  it('keeps its own where the others write something else, and where they do not load', async () => {
    const garbled = (model: Uint8Array) => {
      const bytes = Buffer.from(model);
      const weights = bytes.lastIndexOf('to_logits');
      return withEightBitWeights(bytes.fill(0, weights + 20, weights + 12_000));
    };
    const outcomes = [];
    for (const rewrite of [garbled, () => readFileSync(at('encoder_model.onnx')), () => Uint8Array.of(1, 2, 3)]) {
      outcomes.push(await makeEightBit(dir, { threads: 1, utterances, rewrite }));
      expect(existsSync(at('decoder_model_merged.eight-bit.onnx'))).toBe(false);
    }
    expect(outcomes).toEqual([
      { state: 'kept', reason: expect.stringMatching(/write something else|log-probability/) },
      { state: 'kept', reason: expect.any(String) },
      { state: 'kept', reason: expect.stringContaining('cannot be used') },
    ]);
  });

  it('keeps its own where there is no speech to try it with', async () => {
    const broken = () => Promise.reject(new Error('no voice'));
    expect(await makeEightBit(dir, { threads: 1, utterances: broken })).toEqual({ state: 'kept', reason: 'no voice' });
  });

  it('needs none where the publisher has made some', async () => {
    renameSync(at('decoder_model_merged.onnx'), at('decoder_model_merged_quantized.onnx'));
    expect(await makeEightBit(dir, { threads: 1, utterances })).toEqual({ state: 'not-needed' });
  });
});
