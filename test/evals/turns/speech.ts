import { spawnSync } from 'node:child_process';
import { resample } from '../../../core/speech/resample.ts';
import { mixToMono, readWav } from '../../../core/speech/wav.ts';
import { createLog } from '../../../host/log.ts';
import { createFlite } from '../../../native/flite/create-flite.ts';
import { concat, RATE, samplesFor } from './signal.ts';

/** Voices of the project's own engine; "espeak:NAME" where espeak-ng is installed, else "rms". */
export type Voice = 'slt' | 'awb' | 'rms' | 'kal16' | `espeak:${string}`;

export interface Speech {
  /**
   * Says `text`, cut at its "{600}" marks: so many milliseconds of silence between two words, with the sentence's own melody on
   * both sides, as when someone stops to think.
   */
  say(text: string, voice: Voice): Promise<Float32Array>;
  /** Whether there are voices of espeak-ng. */
  readonly espeak: boolean;
  close(): Promise<void>;
}

export async function openSpeech(): Promise<Speech> {
  const flite = await createFlite({ voice: 'rms', rate: 1, log: createLog({ level: 'error' }) });
  const espeak = spawnSync('espeak-ng', ['--version']).status === 0;
  const kept = new Map<string, Promise<Float32Array>>();

  const withFlite = async (text: string, voice: string): Promise<Float32Array> => {
    const { words, pauses } = readMarks(text);
    const spoken = await flite.speak(words.join(' '), { locale: 'en', voice });
    const audio = resample(spoken.audio, spoken.sampleRate, RATE);
    return withPauses(
      audio,
      pauses.map(({ before, ms }) => ({ at: samplesFor(spoken.words[before]?.startMs ?? spoken.durationMs), ms })),
    );
  };

  const withEspeak = (text: string, voice: string): Float32Array => {
    const { words, pauses } = readMarks(text);
    const marks = [0, ...pauses.map(({ before }) => before), words.length];
    const pieces = marks.slice(1).map((end, i) => {
      const { stdout } = spawnSync('espeak-ng', ['-v', voice, '--stdout', words.slice(marks[i], end).join(' ')]);
      const wav = readWav(stdout, `espeak-ng ${voice}`);
      return [resample(mixToMono(wav), wav.sampleRate, RATE), new Float32Array(samplesFor(pauses[i]?.ms ?? 0))];
    });
    return concat(pieces.flat());
  };

  const make = async (text: string, voice: Voice): Promise<Float32Array> => {
    if (!voice.startsWith('espeak:')) return withFlite(text, voice);
    return espeak ? withEspeak(text, voice.slice('espeak:'.length)) : withFlite(text, 'rms');
  };

  return {
    espeak,
    say(text, voice) {
      const key = `${voice}\n${text}`;
      const made = kept.get(key) ?? make(text, voice);
      kept.set(key, made);
      return made;
    },
    close: () => flite.close(),
  };
}

/** Words without the marks, and before which of them each pause stands. */
function readMarks(text: string): { readonly words: string[]; readonly pauses: { readonly before: number; readonly ms: number }[] } {
  const words: string[] = [];
  const pauses: { before: number; ms: number }[] = [];
  for (const token of text.split(/\s+/)) {
    const mark = /^\{(\d+)\}$/.exec(token);
    if (mark === null) words.push(token);
    else pauses.push({ before: words.length, ms: Number(mark[1]) });
  }
  return { words, pauses };
}

function withPauses(audio: Float32Array, pauses: readonly { readonly at: number; readonly ms: number }[]): Float32Array {
  const parts: Float32Array[] = [];
  let from = 0;
  for (const { at, ms } of pauses) {
    parts.push(faded(audio.slice(from, at)), new Float32Array(samplesFor(ms)));
    from = at;
  }
  return concat([...parts, audio.slice(from)]);
}

/** A cut in mid-air would click. */
function faded(samples: Float32Array): Float32Array {
  const fade = samplesFor(8);
  for (let i = 0; i < Math.min(fade, samples.length); i++)
    samples[samples.length - 1 - i] = (samples[samples.length - 1 - i] ?? 0) * (i / fade);
  return samples;
}
