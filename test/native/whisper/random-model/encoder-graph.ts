import type { Graph, Initializer, Node } from '../../../../native/whisper/onnx/onnx-writer.ts';
import type { RandomWhisperShape } from './configuration.ts';

/** x / 2 (1 + erf(x / sqrt 2)), in the steps that exporters write and the runtime recognises. */
export function gelu(
  add: (op: string, inputs: string[], output: string) => string,
  [root = '', one = '', half = '']: readonly string[],
  input: string,
  output: string,
): string {
  const erf = add('Erf', [add('Div', [input, root], `${output}_scaled`)], `${output}_erf`);
  return add('Mul', [add('Mul', [input, add('Add', [erf, one], `${output}_raised`)], `${output}_double`), half], output);
}

export const GELU_CONSTANTS: readonly Initializer[] = [Math.SQRT2, 1, 0.5].map((value, i) => ({
  name: `gelu_${i}`,
  dims: [],
  data: Float32Array.of(value),
}));

/** How an exporter left the graph. */
export interface EncoderLayout {
  /** Lengths computed at run time, or the window's length folded into constants by an optimiser. */
  readonly lengths: 'computed' | 'folded';
  /** The table is added as it is, or gathered row by row first. */
  readonly table: 'plain' | 'gathered';
}

export const OFFICIAL: EncoderLayout = { lengths: 'computed', table: 'plain' };

/** A Whisper encoder in the official layout: two convolutions, a position table of fixed length, layers of attention. */
export function encoderGraph(
  shape: RandomWhisperShape,
  weights: (name: string, ...dims: number[]) => Initializer,
  layout = OFFICIAL,
): Graph {
  const { layers, heads, width, melBins, windowFrames } = shape;
  const positions = windowFrames / 2;
  const nodes: Node[] = [];
  const initializers: Initializer[] = [];
  const use = (initializer: Initializer) => {
    if (!initializers.some(({ name }) => name === initializer.name)) initializers.push(initializer);
    return initializer.name;
  };
  const weight = (name: string, ...dims: number[]) => use(weights(name, ...dims));
  const ints = (name: string, values: readonly number[], dims: readonly number[] = [values.length]) =>
    use({ name, dims, data: BigInt64Array.from(values, BigInt) });
  const add = (op: string, inputs: string[], output: string, attributes?: Node['attributes']) => {
    nodes.push({ op, inputs, outputs: [output], ...(attributes === undefined ? {} : { attributes }) });
    return output;
  };
  const conv = (input: string, name: string, channels: number, stride: number) =>
    add(
      'Tanh',
      [
        add('Conv', [input, weight(`encoder_${name}`, width, channels, 3)], `${name}_out`, {
          kernel_shape: [3],
          strides: [stride],
          pads: [1, 1],
        }),
      ],
      `${name}_active`,
    );
  const ones = use({ name: 'encoder_ones', dims: [width], data: new Float32Array(width).fill(1) });
  const norm = (input: string, name: string) => add('LayerNormalization', [input, ones], name, { axis: -1, epsilon: { float: 1e-5 } });

  const inTime = add('Transpose', [conv(conv('input_features', 'conv1', melBins, 1), 'conv2', width, 2)], 'in_time', { perm: [0, 2, 1] });
  const rows = weight('encoder_positions', positions, width);
  const table =
    layout.table === 'plain'
      ? rows
      : add(
          'Gather',
          [
            rows,
            ints(
              'row_numbers',
              Array.from({ length: positions }, (_, i) => i),
            ),
          ],
          'gathered_rows',
        );
  let x = add('Add', [inTime, table], 'placed');

  // One target is made of parts, the other one is whole, as exporters do.
  const length =
    layout.lengths === 'folded'
      ? ints('window_length', [positions])
      : add('Gather', [add('Shape', [x], 'x_shape'), ints('first_axis', [1])], 'length');
  const splitShape = add('Concat', [ints('any_batch', [-1]), length, ints('heads', [heads, width / heads])], 'split_shape', { axis: 0 });
  const joinShape = ints('join_shape', layout.lengths === 'folded' ? [0, positions, width] : [0, 0, width]);
  const split = (input: string, name: string, perm: number[]) =>
    add(
      'Transpose',
      [add('Reshape', [add('MatMul', [input, weight(`encoder_${name}`, width, width)], `${name}_flat`), splitShape], `${name}_split`)],
      name,
      { perm },
    );
  for (let i = 0; i < layers; i++) {
    const normed = norm(x, `norm_${i}`);
    const scores = add('MatMul', [split(normed, `q_${i}`, [0, 2, 1, 3]), split(normed, `k_${i}`, [0, 2, 3, 1])], `scores_${i}`);
    const mixed = add('MatMul', [add('Softmax', [scores], `soft_${i}`, { axis: -1 }), split(normed, `v_${i}`, [0, 2, 1, 3])], `mixed_${i}`);
    const joined = add('Reshape', [add('Transpose', [mixed], `back_${i}`, { perm: [0, 2, 1, 3] }), joinShape], `joined_${i}`);
    x = add('Add', [x, add('MatMul', [joined, weight(`encoder_o_${i}`, width, width)], `out_${i}`)], `x_attention_${i}`);
    const up = add('MatMul', [norm(x, `norm2_${i}`), weight(`encoder_up_${i}`, width, 4 * width)], `up_${i}`);
    const wide = shape.complete ? gelu(add, GELU_CONSTANTS.map(use), up, `act_${i}`) : add('Tanh', [up], `act_${i}`);
    x = add('Add', [x, add('MatMul', [wide, weight(`encoder_down_${i}`, 4 * width, width)], `down_${i}`)], `x_${i}`);
  }
  add('LayerNormalization', [x, ones], 'last_hidden_state', { axis: -1, epsilon: { float: 1e-5 } });
  const fixed = layout.lengths === 'folded';
  return {
    name: 'encoder',
    nodes,
    inputs: [{ name: 'input_features', type: 'float', shape: ['batch_size', melBins, fixed ? windowFrames : 'encoder_sequence_length'] }],
    outputs: [{ name: 'last_hidden_state', type: 'float', shape: ['batch_size', fixed ? positions : 'half', width] }],
    initializers,
  };
}
