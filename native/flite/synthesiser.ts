import type { SpokenSentence } from '../../core/ports.ts';
import { normaliseForSpeech, spokenText } from '../../core/speech/normalise/normalise.ts';
import { type TimedPhone, visemesOf } from '../../core/speech/visemes.ts';
import { mixToMono, readWav } from '../../core/speech/wav.ts';
import { alignWords } from './align-words.ts';
import type { FliteProgram } from './flite-program.ts';

export interface SynthesisRequest {
  readonly text: string;
  readonly voice: string;
  /** 1 is the voice's own; 1.2 is a fifth faster. */
  readonly rate: number;
}

export interface Synthesiser {
  say(request: SynthesisRequest): SpokenSentence;
}

/** A diphone voice synthesises fastest; its dictionary is that of all the others. */
const DICTIONARY_VOICE = 'kal';
const MAX_KNOWN_WORDS = 5000;
/** Voices begin with up to 0.2 s of silence; what stays lets the loudspeaker open without a click. */
const LEAD_IN_MS = 15;

export function createSynthesiser(program: FliteProgram): Synthesiser {
  const known = new Map<string, readonly string[]>();

  /** Phones of words not met yet, all in one run: a comma after each makes a pause that sets them apart. */
  function learn(words: readonly string[]): void {
    const missing = [...new Set(words)].filter((word) => !known.has(word));
    if (missing.length === 0) return;
    if (known.size + missing.length > MAX_KNOWN_WORDS) known.clear();
    const { printed } = program.run(['-voice', DICTIONARY_VOICE, '-ps', '-t', `${missing.join(', ')}.`, '-o', 'none']);
    const groups = printed
      .split(/\bpau\b/)
      .map((group) => group.trim())
      .filter((group) => group !== '');
    missing.forEach((word, i) => {
      // Should the groups not match the words, letters stand in for phones: the proportions are about right.
      known.set(word, groups.length === missing.length ? (groups[i] as string).split(/\s+/) : [...word]);
    });
  }

  return {
    say({ text, voice, rate }) {
      const words = normaliseForSpeech(text);
      const line = spokenText(words);
      if (line === '') return silence(words.map((word) => word.text));
      const { printed, wave } = program.run([
        ...['-voice', voice, '--setf', `duration_stretch=${(1 / rate).toFixed(3)}`, '-psdur', '-t', line, '-o', '/speech.wav'],
      ]);
      const wav = readWav(wave, 'the synthesised speech');
      learn(words.flatMap((word) => word.spoken));
      const trimmed = trimStart(mixToMono(wav), wav.sampleRate, readPhones(printed));
      return {
        audio: trimmed.audio,
        sampleRate: wav.sampleRate,
        durationMs: (trimmed.audio.length / wav.sampleRate) * 1000,
        phonemes: trimmed.phones,
        visemes: visemesOf(trimmed.phones),
        words: alignWords(words, (word) => known.get(word) ?? [...word], trimmed.phones),
      };
    },
  };
}

function silence(words: readonly string[]): SpokenSentence {
  const timed = words.map((text) => ({ text, startMs: 0, endMs: 0 }));
  return { audio: new Float32Array(0), sampleRate: 16_000, durationMs: 0, phonemes: [], visemes: [], words: timed };
}

/**
 * Reads "pau:0.184 dh:0.251 …": phones with their end in seconds. Where the text was several sentences to Flite the times
 * begin anew with each; they are put one after another.
 */
export function readPhones(printed: string): TimedPhone[] {
  const phones: TimedPhone[] = [];
  let offsetMs = 0;
  let lastMs = 0;
  for (const [, phone = '', end = ''] of printed.matchAll(/(\S+?):(\d+\.\d+)/g)) {
    let endMs = offsetMs + Number(end) * 1000;
    if (endMs < lastMs) {
      offsetMs = lastMs;
      endMs = offsetMs + Number(end) * 1000;
    }
    phones.push({ phone, startMs: lastMs, endMs });
    lastMs = endMs;
  }
  return phones;
}

function trimStart(audio: Float32Array, sampleRate: number, phones: readonly TimedPhone[]): { audio: Float32Array; phones: TimedPhone[] } {
  const first = phones[0];
  const cutMs = first?.phone === 'pau' ? Math.max(0, first.endMs - LEAD_IN_MS) : 0;
  const cut = Math.min(audio.length, Math.round((cutMs / 1000) * sampleRate));
  // Times are rounded to a millisecond in print: the last phone may seem to end after the audio.
  const within = (ms: number) => Math.max(0, Math.min(ms - cutMs, ((audio.length - cut) / sampleRate) * 1000));
  return {
    audio: audio.slice(cut),
    phones: phones.map(({ phone, startMs, endMs }) => ({ phone, startMs: within(startMs), endMs: within(endMs) })),
  };
}
