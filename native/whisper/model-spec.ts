import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';

const id = z.number().int().nonnegative();

const configSchema = z.object({
  model_type: z.literal('whisper'),
  num_mel_bins: z.number().int().positive(),
  max_target_positions: z.number().int().positive(),
  vocab_size: z.number().int().positive(),
  decoder_layers: z.number().int().positive(),
  decoder_attention_heads: z.number().int().positive(),
  d_model: z.number().int().positive(),
  decoder_start_token_id: id,
  eos_token_id: id,
});

const generationSchema = z.object({
  decoder_start_token_id: id.optional(),
  eos_token_id: z.union([id, z.array(id).min(1)]).optional(),
  no_timestamps_token_id: id.optional(),
  /** Null in a model that was never taught to read on from a text, though its vocabulary has the token. */
  prev_sot_token_id: id.nullish(),
  forced_decoder_ids: z.array(z.tuple([id, id.nullable()])).nullish(),
  is_multilingual: z.boolean().optional(),
  lang_to_id: z.record(z.string(), id).optional(),
  task_to_id: z.record(z.string(), id).optional(),
  suppress_tokens: z.array(z.number().int()).nullish(),
  begin_suppress_tokens: z.array(z.number().int()).nullish(),
});

const preprocessorSchema = z.object({
  feature_size: z.number().int().positive(),
  sampling_rate: z.literal(16_000),
  hop_length: z.number().int().positive(),
  n_fft: z.number().int().positive(),
  n_samples: z.number().int().positive(),
  nb_max_frames: z.number().int().positive(),
});

const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.object({ id, content: z.string(), special: z.boolean() })),
});

/** What the four JSON files of a Whisper model say, in this project's terms. */
export interface ModelSpec {
  readonly dir: string;
  readonly melBins: number;
  readonly fftSize: number;
  readonly hopSamples: number;
  readonly windowSamples: number;
  readonly windowFrames: number;
  readonly maxTokens: number;
  readonly layers: number;
  readonly heads: number;
  readonly headWidth: number;
  readonly startToken: number;
  readonly endToken: number;
  readonly noTimestampsToken: number | null;
  /** Token whose probability at the start of transcript says "no speech"; null where the model has none. */
  readonly noSpeechToken: number | null;
  readonly transcribeToken: number | null;
  /** Begins a text that came before, such as names to expect; null where the model was not taught to use one. */
  readonly previousToken: number | null;
  /** Language token by language ("en"); empty for a model of one language. */
  readonly languageTokens: ReadonlyMap<string, number>;
  /** Tokens to begin with besides the start token, for a model that is not multilingual. */
  readonly forcedTokens: readonly number[];
  readonly suppressed: readonly number[];
  readonly suppressedAtBegin: readonly number[];
  readonly tokenizerJson: object;
  readonly tokenizerConfigJson: object;
}

/** @throws FoyerError fault "model", code "model-missing" or "model-broken", naming the file. */
export function readModelSpec(dir: string): ModelSpec {
  const config = readJson(dir, 'config.json', configSchema);
  const generation = readJson(dir, 'generation_config.json', generationSchema);
  const preprocessor = readJson(dir, 'preprocessor_config.json', preprocessorSchema);
  const tokenizer = readJson(dir, 'tokenizer.json', tokenizerSchema);
  const tokenizerConfig = readJson(dir, 'tokenizer_config.json', z.looseObject({}));
  if (preprocessor.feature_size !== config.num_mel_bins) {
    throw broken(dir, 'preprocessor_config.json', `feature_size ${preprocessor.feature_size} is not num_mel_bins ${config.num_mel_bins}`);
  }
  const special = new Map(tokenizer.added_tokens.map((token) => [token.content, token.id]));
  const languageTokens = new Map<string, number>();
  for (const [token, tokenId] of Object.entries(generation.lang_to_id ?? {})) languageTokens.set(token.replace(/^<\||\|>$/g, ''), tokenId);
  const endToken = firstOf(generation.eos_token_id) ?? config.eos_token_id;
  const specials = tokenizer.added_tokens.filter((token) => token.special && token.id !== endToken).map((token) => token.id);
  return {
    dir,
    melBins: config.num_mel_bins,
    fftSize: preprocessor.n_fft,
    hopSamples: preprocessor.hop_length,
    windowSamples: preprocessor.n_samples,
    windowFrames: preprocessor.nb_max_frames,
    maxTokens: config.max_target_positions,
    layers: config.decoder_layers,
    heads: config.decoder_attention_heads,
    headWidth: config.d_model / config.decoder_attention_heads,
    startToken: generation.decoder_start_token_id ?? config.decoder_start_token_id,
    endToken,
    noTimestampsToken: generation.no_timestamps_token_id ?? special.get('<|notimestamps|>') ?? null,
    noSpeechToken: special.get('<|nospeech|>') ?? special.get('<|nocaptions|>') ?? null,
    transcribeToken: generation.task_to_id?.transcribe ?? null,
    previousToken: generation.prev_sot_token_id === undefined ? (special.get('<|startofprev|>') ?? null) : generation.prev_sot_token_id,
    languageTokens,
    forcedTokens: forcedTokens(generation.forced_decoder_ids ?? []),
    // Only text and the end may come out, whether or not the model's own list says so.
    suppressed: [...new Set([...(generation.suppress_tokens ?? []), ...specials])].filter((token) => token >= 0),
    suppressedAtBegin: (generation.begin_suppress_tokens ?? []).filter((token) => token >= 0),
    tokenizerJson: tokenizer,
    tokenizerConfigJson: tokenizerConfig,
  };
}

/** Positions 1, 2, … as far as they are given. */
function forcedTokens(pairs: readonly (readonly [number, number | null])[]): number[] {
  const tokens: number[] = [];
  for (const [position, token] of [...pairs].sort((a, b) => a[0] - b[0])) {
    if (position !== tokens.length + 1 || token === null) break;
    tokens.push(token);
  }
  return tokens;
}

function firstOf(value: number | readonly number[] | undefined): number | undefined {
  return typeof value === 'object' ? value[0] : value;
}

function readJson<T>(dir: string, file: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(join(dir, file), 'utf8');
  } catch (cause) {
    throw new FoyerError(`the speech model in ${dir} has no readable ${file}`, {
      fault: 'model',
      code: 'model-missing',
      remedy: 'Copy the whole folder of a Whisper ONNX export there, or choose another hearing.model.',
      cause,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw broken(dir, file, 'it is not JSON', cause);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw broken(dir, file, `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not as expected'}`);
  }
  return parsed.data;
}

export function broken(dir: string, file: string, what: string, cause?: unknown): FoyerError {
  return new FoyerError(`${file} of the speech model in ${dir} cannot be used: ${what}`, {
    fault: 'model',
    code: 'model-broken',
    remedy: 'Copy the file again from its source, or choose another hearing.model.',
    cause,
  });
}

/**
 * What went wrong while a loaded model worked, in terms of what to do about it: the runtime says no more than that an allocation
 * failed. Errors of other kinds come back as they are.
 */
export function withRemedy(dir: string, error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof FoyerError || !/bad_?\s?alloc|allocate|out of memory/i.test(message)) return error;
  return new FoyerError(`the speech model in ${dir} needs more memory than this machine has free`, {
    fault: 'model',
    code: 'model-memory',
    remedy: 'Choose a smaller hearing.model ("foyer models list" shows what each needs), or end other programs.',
    cause: error,
  });
}
