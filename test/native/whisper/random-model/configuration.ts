export interface RandomWhisperShape {
  readonly layers: number;
  readonly heads: number;
  readonly width: number;
  readonly melBins: number;
  /** The encoder takes exactly these frames, like the official exports: its time axis is named but the position table is fixed. */
  readonly windowFrames: number;
  /** Rows of the embedding; those beyond the tokenizer's never come out, but cost. */
  readonly vocabulary?: number;
  /** Positions of the decoder. */
  readonly maxTokens?: number;
  /** All that the official ones compute: GELU, and feed-forward layers in the decoder too. For measuring; off, tests are quicker. */
  readonly complete?: boolean;
}

/** whisper-base: 74 million weights. */
export const BASE: RandomWhisperShape = {
  layers: 6,
  heads: 8,
  width: 512,
  melBins: 80,
  windowFrames: 3000,
  vocabulary: 51_865,
  maxTokens: 448,
  complete: true,
};

export const SMALL: RandomWhisperShape = { layers: 2, heads: 2, width: 16, melBins: 80, windowFrames: 100 };

const SPECIAL = [
  '<|endoftext|>',
  '<|startoftranscript|>',
  '<|en|>',
  '<|de|>',
  '<|translate|>',
  '<|transcribe|>',
  '<|startoflm|>',
  '<|startofprev|>',
  '<|nospeech|>',
  '<|notimestamps|>',
  '<|0.00|>',
  '<|0.02|>',
];
export const VOCABULARY = 256 + SPECIAL.length;
export const MAX_TOKENS = 64;
export const TOKEN = Object.fromEntries(SPECIAL.map((token, i) => [token.slice(2, -2), 256 + i])) as Readonly<Record<string, number>>;

/** The JSON files of the model, by name. */
export function configuration(shape: RandomWhisperShape): Record<string, unknown> {
  const { layers, heads, width, melBins, windowFrames, vocabulary = VOCABULARY, maxTokens = MAX_TOKENS } = shape;
  // GPT-2's printable stand-ins for bytes; without merges each byte is a token.
  const printable = [...range(33, 126), ...range(161, 172), ...range(174, 255)];
  const others = range(0, 255).filter((byte) => !printable.includes(byte));
  const symbols = [...printable.map((byte) => String.fromCodePoint(byte)), ...others.map((_, i) => String.fromCodePoint(256 + i))];
  const special = SPECIAL.map((content, i) => ({
    id: 256 + i,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  return {
    'config.json': {
      model_type: 'whisper',
      num_mel_bins: melBins,
      max_target_positions: maxTokens,
      vocab_size: vocabulary,
      decoder_layers: layers,
      decoder_attention_heads: heads,
      d_model: width,
      decoder_start_token_id: TOKEN.startoftranscript,
      eos_token_id: TOKEN.endoftext,
    },
    'generation_config.json': {
      is_multilingual: true,
      lang_to_id: { '<|en|>': TOKEN.en, '<|de|>': TOKEN.de },
      task_to_id: { transcribe: TOKEN.transcribe, translate: TOKEN.translate },
      no_timestamps_token_id: TOKEN.notimestamps,
      forced_decoder_ids: [
        [1, null],
        [2, TOKEN.transcribe],
      ],
      suppress_tokens: range(128, 255),
      begin_suppress_tokens: [220, TOKEN.endoftext],
    },
    'preprocessor_config.json': {
      feature_size: melBins,
      sampling_rate: 16_000,
      hop_length: 160,
      n_fft: 400,
      n_samples: windowFrames * 160,
      nb_max_frames: windowFrames,
    },
    'tokenizer.json': {
      version: '1.0',
      added_tokens: special,
      normalizer: null,
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      post_processor: null,
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: '',
        end_of_word_suffix: '',
        fuse_unk: false,
        byte_fallback: false,
        vocab: Object.fromEntries(symbols.map((symbol, i) => [symbol, i])),
        merges: [],
      },
    },
    'tokenizer_config.json': { tokenizer_class: 'WhisperTokenizer' },
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
