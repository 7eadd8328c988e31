import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAnyLength } from '../../native/whisper/any-length.ts';
import { contextsFor } from '../../native/whisper/context.ts';
import { createDecoder } from '../../native/whisper/decoder.ts';
import { createEncoder } from '../../native/whisper/encoder.ts';
import { decodeGreedily } from '../../native/whisper/greedy.ts';
import { findModelFiles } from '../../native/whisper/model-files.ts';
import { readModelSpec } from '../../native/whisper/model-spec.ts';
import { promptFor } from '../../native/whisper/prompt.ts';
import { openSessions } from '../../native/whisper/sessions.ts';
import { BUNDLED_MODEL, readRecording } from '../native/whisper/fixtures.ts';
import { BASE } from '../native/whisper/random-model/configuration.ts';
import { writeRandomWhisper } from '../native/whisper/random-model/random-whisper.ts';
import { readOptions, wholeNumber } from './support/options.ts';
import { machineLine, print, progress, timeTable } from './support/report.ts';

const SAMPLE_RATE = 16_000;
const SECONDS = [1, 3, 6, 10, 25];
/** Tokens of ordinary speech. Random weights never end by themselves; every engine is given the same number. */
const TOKENS_PER_SECOND = 4;

type Transcriber = (audio: Float32Array) => Promise<void>;

/**
 * Recognition of the same audio with the same weights, threads and number of tokens, engines taking turns: with the whole window,
 * as official exports want it, and with the encoder rewritten to take any length.
 */
export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, ['runs', 'threads']);
  const runs = wholeNumber(options.runs, 5, [1, 100]);
  const threads = wholeNumber(options.threads, 2, [1, 64]);
  const signal = new AbortController().signal;
  const dir = mkdtempSync(join(tmpdir(), 'foyer-bench-stt-'));
  try {
    progress('random weights of the shape of whisper-base');
    writeRandomWhisper(dir, BASE);
    const window = await open(dir, threads, signal, 'window');
    progress('its encoder, rewritten');
    const outcome = await makeAnyLength(dir, threads);
    const short = await open(dir, threads, signal, 'short');
    const rows: [string, number[]][] = [];
    for (const seconds of SECONDS) {
      progress(`${seconds} s of audio`);
      const audio = repeat(readRecording('where-is-the-nearest-toilet.wav'), seconds);
      const times = await takeTurns({ window, short }, audio, runs);
      rows.push([`${seconds} s, whole window`, times.window ?? []], [`${seconds} s, any length`, times.short ?? []]);
    }
    print(`\nwhisper-base's shape, random weights, ${threads} threads (encoder: ${outcome.state})`);
    print(timeTable(rows));
    const bundled = await open(BUNDLED_MODEL, threads, signal, 'native');
    const bundledRows: [string, number[]][] = [];
    for (const seconds of SECONDS.filter((length) => length < 10)) {
      const audio = repeat(readRecording('where-is-the-nearest-toilet.wav'), seconds);
      bundledRows.push([`${seconds} s`, (await takeTurns({ bundled }, audio, runs)).bundled ?? []]);
    }
    print(`\nbundled model, ${threads} threads`);
    print(timeTable(bundledRows));
    print(machineLine());
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The engine's own parts, without the guards: those look at what is said, and random weights say nothing sensible. */
async function open(dir: string, threads: number, signal: AbortSignal, context: 'window' | 'short' | 'native'): Promise<Transcriber> {
  const spec = readModelSpec(dir);
  const sessions = await openSessions(findModelFiles(dir), threads);
  const encoder = await createEncoder(sessions.encoder, spec);
  const newDecoding = createDecoder(sessions, spec);
  const endless = context === 'native' ? spec : { ...spec, suppressed: [...spec.suppressed, spec.endToken] };
  return async (audio) => {
    const [first] = contextsFor(audio.length, encoder.windowSamples);
    const encoded = await encoder.encode(audio, context === 'short' ? first : context === 'window' ? encoder.windowSamples : audio.length);
    const maxTokens = Math.ceil((audio.length / SAMPLE_RATE) * TOKENS_PER_SECOND);
    await decodeGreedily(newDecoding(encoded), endless, { prompt: promptFor(spec, 'en'), maxTokens, signal });
  };
}

async function takeTurns(engines: Readonly<Record<string, Transcriber>>, audio: Float32Array, runs: number) {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const [name, transcribe] of Object.entries(engines)) {
      const started = performance.now();
      await transcribe(audio);
      // The first run of a length plans memory.
      if (run >= 0) times[name]?.push(performance.now() - started);
    }
  }
  return times;
}

function repeat(audio: Float32Array, seconds: number): Float32Array {
  return Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) => audio[i % audio.length] ?? 0);
}
