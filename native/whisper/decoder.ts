import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelSpec } from './model-spec.ts';
import { floatTensor, metadataOf, type Session, type Sessions } from './sessions.ts';

/** Decoder state of one transcription: keys and values, growing by a step at a time. */
export interface Decoding {
  /** Runs the whole prompt; logits of all its positions, row-major [tokens, vocabulary]. */
  prompt(tokens: readonly number[]): Promise<Float32Array>;
  /** Runs one more token; its logits. Valid until the next call. */
  step(token: number): Promise<Float32Array>;
  /** Another continuation from here on. What was decoded so far is shared, not copied. */
  fork(): Decoding;
}

type Feeds = Record<string, Tensor>;

interface State {
  readonly past: Feeds;
  readonly length: number;
  /** Keys and values of the encoder's output. */
  readonly crossFeeds: Feeds;
}

/**
 * Drives either decoder layout of the Whisper exports. The encoder's keys and values are computed by the first
 * step and stay the same tensors from then on; later steps fetch logits and the decoder's own keys and values only.
 */
export function createDecoder(sessions: Sessions, spec: ModelSpec): (encoded: Tensor) => Decoding {
  const merged = sessions.first === sessions.next;
  const { first, next } = sessions;
  const layers = Array.from({ length: spec.layers }, (_, i) => i);
  const sides = ['key', 'value'];
  const own = layers.flatMap((layer) => sides.map((side) => `${layer}.decoder.${side}`));
  const cross = layers.flatMap((layer) => sides.map((side) => `${layer}.encoder.${side}`));
  const firstOutputs = ['logits', ...[...own, ...cross].map((name) => `present.${name}`)];
  const nextOutputs = ['logits', ...own.map((name) => `present.${name}`)];
  const noPast = merged ? emptyPast(first, [...own, ...cross], spec) : {};
  const cacheOff = new Tensor('bool', Uint8Array.of(0), [1]);
  const cacheOn = new Tensor('bool', Uint8Array.of(1), [1]);
  const nextWants = new Set(next.inputNames);
  const firstWants = new Set(first.inputNames);
  const token = new Tensor('int64', new BigInt64Array(1), [1, 1]);
  const position = new Tensor('int64', new BigInt64Array(1), [1]);

  function decodingFrom(encoded: Tensor, start: State): Decoding {
    let { past, length, crossFeeds } = start;
    return {
      async prompt(tokens) {
        const ids = new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]);
        const feeds: Feeds = { input_ids: ids, encoder_hidden_states: encoded, ...noPast };
        if (firstWants.has('use_cache_branch')) feeds.use_cache_branch = cacheOff;
        if (firstWants.has('cache_position')) feeds.cache_position = positions(tokens.length);
        const out = await first.run(feeds, firstOutputs);
        crossFeeds = {};
        for (const name of cross) crossFeeds[`past_key_values.${name}`] = out[`present.${name}`] as Tensor;
        if (nextWants.has('encoder_hidden_states')) crossFeeds.encoder_hidden_states = encoded;
        if (nextWants.has('use_cache_branch')) crossFeeds.use_cache_branch = cacheOn;
        past = pastOf(out, own);
        length = tokens.length;
        return floats(out.logits as Tensor);
      },
      async step(id) {
        (token.data as BigInt64Array)[0] = BigInt(id);
        const feeds: Feeds = { input_ids: token, ...crossFeeds, ...past };
        if (nextWants.has('cache_position')) {
          (position.data as BigInt64Array)[0] = BigInt(length);
          feeds.cache_position = position;
        }
        const out = await next.run(feeds, nextOutputs);
        past = pastOf(out, own);
        length++;
        return floats(out.logits as Tensor);
      },
      fork: () => decodingFrom(encoded, { past, length, crossFeeds }),
    };
  }
  return (encoded) => decodingFrom(encoded, { past: {}, length: 0, crossFeeds: {} });
}

/** A merged decoder wants past tensors in its first step too; they have no length and are not read. */
function emptyPast(session: Session, names: readonly string[], spec: ModelSpec): Feeds {
  const feeds: Feeds = {};
  for (const name of names) {
    const input = `past_key_values.${name}`;
    const type = metadataOf(session, input)?.type ?? 'float32';
    feeds[input] = floatTensor(type, new Float32Array(0), [1, spec.heads, 0, spec.headWidth]);
  }
  return feeds;
}

function pastOf(out: InferenceSession.ReturnType, names: readonly string[]): Feeds {
  const feeds: Feeds = {};
  for (const name of names) feeds[`past_key_values.${name}`] = out[`present.${name}`] as Tensor;
  return feeds;
}

function positions(count: number): Tensor {
  return new Tensor(
    'int64',
    BigInt64Array.from({ length: count }, (_, i) => BigInt(i)),
    [count],
  );
}

function floats(tensor: Tensor): Float32Array {
  // Float16Array elements read as numbers too; from() makes the arithmetic that follows float32 either way.
  return tensor.data instanceof Float32Array ? tensor.data : Float32Array.from(tensor.data as unknown as ArrayLike<number>);
}
