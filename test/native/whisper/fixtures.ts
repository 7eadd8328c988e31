import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mixToMono, readWav } from '../../../core/speech/wav.ts';

const SPEECH = new URL('../../fixtures/speech/', import.meta.url);
export const BUNDLED_MODEL = fileURLToPath(new URL('../../../models/foyer-whisper-tiny', import.meta.url));

export interface Recording {
  readonly file: string;
  readonly kind: 'speech' | 'kiosk' | 'noise' | 'music';
  readonly said?: string;
  readonly heard: string;
}

export const recordings = JSON.parse(readFileSync(new URL('recordings.json', SPEECH), 'utf8')) as Recording[];

export function readRecording(file: string): Float32Array {
  return mixToMono(readWav(readFileSync(new URL(file, SPEECH)), file));
}
