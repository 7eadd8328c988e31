import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resample } from '../../../core/speech/resample.ts';
import { mixToMono, readWav } from '../../../core/speech/wav.ts';
import { createFlite } from '../../../native/flite/create-flite.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

export const SAMPLE_RATE = 16_000;

/** Somebody who reads a sentence out: mono, 16 kHz. */
export interface Reader {
  readonly name: string;
  /** Whether the bundled model's training used this program at all (with whatever voices): "same" flatters it. */
  readonly relation: 'same program' | 'other program' | 'a person';
  read(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

const ESPEAK = ['en-gb-x-rp+belinda', 'en-gb-scotland+adam', 'en-us-nyc+linda', 'en-029+max'] as const;
const FESTIVAL = ['ked_diphone', 'kal_diphone', 'cmu_us_slt_arctic_hts'] as const;
const FLITE = ['slt', 'rms'] as const;

/** Every voice this machine has: the project's own Flite always, the others where their programs are installed. */
export async function openReaders(): Promise<{ readonly readers: readonly Reader[]; readonly missing: readonly string[] }> {
  const own = await createFlite({ voice: FLITE[0], rate: 1, log: createRecordingLog() });
  const readers: Reader[] = FLITE.map((voice, i) => ({
    name: `flite ${voice}`,
    relation: 'same program',
    async read(text) {
      const { audio, sampleRate } = await own.speak(text, { locale: 'en', voice });
      return edged(resample(audio, sampleRate, SAMPLE_RATE));
    },
    close: async () => void (i === 0 && (await own.close())),
  }));
  const missing: string[] = [];
  const add = (program: string, voices: readonly string[], relation: Reader['relation'], argumentsFor: Arguments) => {
    for (const voice of voices) {
      const reader = programReader(`${program} ${voice}`, relation, (text, file) => argumentsFor(voice, text, file));
      if (works(argumentsFor, voice)) readers.push(reader);
      else missing.push(reader.name);
    }
  };
  add('espeak-ng', ESPEAK, 'same program', (voice, text, file) => ({ command: ['espeak-ng', '-v', voice, '-w', file, text] }));
  add('festival', FESTIVAL, 'other program', (voice, text, file) => ({
    command: ['text2wave', '-eval', `(voice_${voice})`, '-o', file],
    input: text,
  }));
  return { readers, missing };
}

type Arguments = (
  voice: string,
  text: string,
  file: string,
) => { readonly command: readonly [string, ...string[]]; readonly input?: string };

function works(argumentsFor: Arguments, voice: string): boolean {
  try {
    return say((text, file) => argumentsFor(voice, text, file), 'yes').length > 0;
  } catch {
    return false;
  }
}

function programReader(
  name: string,
  relation: Reader['relation'],
  argumentsFor: (text: string, file: string) => ReturnType<Arguments>,
): Reader {
  return { name, relation, read: async (text) => edged(say(argumentsFor, text)), close: async () => {} };
}

function say(argumentsFor: (text: string, file: string) => ReturnType<Arguments>, text: string): Float32Array {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-stt-'));
  try {
    const file = join(dir, 'said.wav');
    const { command, input } = argumentsFor(text, file);
    const [program, ...rest] = command;
    const { status, error } = spawnSync(program, rest, { input: input ?? '', stdio: ['pipe', 'ignore', 'ignore'] });
    if (error !== undefined || status !== 0) throw new Error(`${program} cannot speak`);
    return readMono(file);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

export function readMono(file: string): Float32Array {
  const wav = readWav(readFileSync(file), file);
  return resample(mixToMono(wav), wav.sampleRate, SAMPLE_RATE);
}

/** Its own silence cut off, 100 ms left before and 200 ms after, as the segmenter leaves them; peak at half of full scale. */
function edged(audio: Float32Array): Float32Array {
  const peak = audio.reduce((top, sample) => Math.max(top, Math.abs(sample)), 1e-6);
  const loud = (sample: number) => Math.abs(sample) > peak / 50;
  const first = Math.max(0, audio.findIndex(loud));
  const last = audio.findLastIndex(loud);
  const said = new Float32Array(last - first + 1 + 0.3 * SAMPLE_RATE);
  said.set(
    audio.subarray(first, last + 1).map((sample) => (0.5 * sample) / peak),
    0.1 * SAMPLE_RATE,
  );
  return said;
}
