import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Initializer, type Node, writeModel } from '../../../../native/whisper/onnx/onnx-writer.ts';
import { type RandomWhisperShape, SMALL } from './configuration.ts';

/** Frames from which on it asks for terabytes. */
const CONTENT_UNTIL = 500;

/** Replaces the encoder of the model in `dir` by one that any machine has memory for, until somebody speaks for 5 s. */
export function writeHungryEncoder(dir: string, { width, melBins }: RandomWhisperShape = SMALL): void {
  const initializers: Initializer[] = [];
  const ints = (name: string, ...values: bigint[]) => {
    initializers.push({ name, dims: [values.length], data: BigInt64Array.from(values) });
    return name;
  };
  const nodes: Node[] = [];
  const add = (op: string, inputs: string[], output: string, attributes?: Node['attributes']) => {
    nodes.push({ op, inputs, outputs: [output], ...(attributes === undefined ? {} : { attributes }) });
    return output;
  };
  const frames = add('Gather', [add('Shape', ['input_features'], 'shape'), ints('time_axis', 2n)], 'frames', { axis: 0 });
  const over = add('Max', [add('Sub', [frames, ints('limit', BigInt(CONTENT_UNTIL))], 'over'), ints('zero', 0n)], 'too_many');
  const size = add('Add', [add('Mul', [over, ints('factor', 2n ** 34n)], 'wanted'), ints('one', 1n)], 'size');
  const nothing = add('ReduceMax', [add('ConstantOfShape', [size], 'buffer')], 'nothing', { keepdims: 0 });
  const bins = add('Slice', ['input_features', ints('from', 0n), ints('to', BigInt(width)), ints('bins_axis', 1n)], 'bins');
  add('Add', [add('Transpose', [bins], 'rows', { perm: [0, 2, 1] }), nothing], 'last_hidden_state');
  const model = writeModel({
    name: 'hungry',
    nodes,
    initializers,
    inputs: [{ name: 'input_features', type: 'float', shape: [1, melBins, 'frames'] }],
    outputs: [{ name: 'last_hidden_state', type: 'float', shape: [1, 'positions', width] }],
  });
  writeFileSync(join(dir, 'onnx', 'encoder_model.onnx'), model);
}
