import { basename, dirname } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { inNativeCode } from '../worker/native-gate.ts';
import type { ModelFiles } from './model-files.ts';
import { broken } from './model-spec.ts';

/** A loaded graph; all calls into the runtime go through here. */
export interface Session extends Pick<InferenceSession, 'inputNames' | 'inputMetadata' | 'outputMetadata'> {
  run(feeds: Readonly<Record<string, Tensor>>, outputs: readonly string[]): Promise<InferenceSession.ReturnType>;
  release(): Promise<void>;
}

export interface Sessions {
  readonly encoder: Session;
  /** First step: whole prompt, no past. The same session as `next` in a merged export. */
  readonly first: Session;
  readonly next: Session;
  release(): Promise<void>;
}

/** @throws FoyerError fault "model", code "model-broken", naming the file that does not load. */
export async function openSessions(files: ModelFiles, threads: number): Promise<Sessions> {
  const opened: Session[] = [];
  const release = async () => void (await Promise.all(opened.map((session) => session.release())));
  const open = async (file: string) => {
    try {
      const session = await openSession(file, threads);
      opened.push(session);
      return session;
    } catch (error) {
      await release();
      throw error;
    }
  };
  const encoder = await open(files.encoder);
  const { decoder } = files;
  const first = await open(decoder.layout === 'merged' ? decoder.file : decoder.first);
  const next = decoder.layout === 'merged' ? first : await open(decoder.next);
  return {
    encoder,
    first,
    next,
    release,
  };
}

/** @throws FoyerError fault "model", code "model-broken", naming the file. */
export async function openSession(file: string, threads: number): Promise<Session> {
  try {
    const session = await inNativeCode(() =>
      InferenceSession.create(file, {
        executionProviders: ['cpu'],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
        // Threads that spin while they wait take the cores from the guest's screen: on a busy machine three times the
        // processor time and latency, on an idle one no gain.
        extra: { session: { intra_op: { allow_spinning: '0' } } },
        // Errors come as exceptions; the native logger would print them a second time, with paths, on stderr.
        logSeverityLevel: 4,
      }),
    );
    const { inputNames, inputMetadata, outputMetadata } = session;
    return {
      inputNames,
      inputMetadata,
      outputMetadata,
      run: (feeds, outputs) => inNativeCode(() => session.run(feeds, outputs)),
      release: () => inNativeCode(() => session.release()),
    };
  } catch (cause) {
    throw broken(dirname(dirname(file)), `onnx/${basename(file)}`, 'it is not a whole ONNX model', cause);
  }
}

type FloatType = 'float32' | 'float16';

/** Element type of an input or output, and its shape with -1 for a dynamic axis. */
export function metadataOf(
  session: Pick<Session, 'inputMetadata' | 'outputMetadata'>,
  name: string,
): { type: FloatType; shape: number[] } | null {
  const found = [...session.inputMetadata, ...session.outputMetadata].find((value) => value.name === name);
  if (found === undefined || !found.isTensor) return null;
  return {
    type: found.type === 'float16' ? 'float16' : 'float32',
    shape: found.shape.map((size) => (typeof size === 'number' ? size : -1)),
  };
}

/** A tensor of the wanted float type over (or, for float16, converted from) `values`. */
export function floatTensor(type: FloatType, values: Float32Array<ArrayBuffer>, dims: readonly number[]): Tensor {
  if (type === 'float32') return new Tensor('float32', values, dims);
  return new Tensor('float16', toFloat16(values) as unknown as Uint16Array, dims);
}

// Float16Array is in Node 24 but not yet in the configured TypeScript library.
interface Float16ArrayConstructor {
  from(values: Float32Array): ArrayBufferView;
}

function toFloat16(values: Float32Array): ArrayBufferView {
  const Float16 = (globalThis as unknown as { readonly Float16Array?: Float16ArrayConstructor }).Float16Array;
  if (Float16 === undefined) throw new Error('this runtime has no Float16Array; install a quantized or float32 export of the model');
  return Float16.from(values);
}
