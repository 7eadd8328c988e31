import { createWhisper } from '../../../native/whisper/create-whisper.ts';
import { BUNDLED_MODEL, readRecording } from './fixtures.ts';

/** Exits with 7 so many milliseconds after it was started ("start") or began to hear ("hear"), whatever is going on. argv: when, ms */
const [, , when, delayMs] = process.argv;
const exitSoon = () => setTimeout(() => process.exit(7), Number(delayMs));
const log = { debug() {}, info() {}, warn() {}, error() {} };
if (when === 'start') exitSoon();
const whisper = await createWhisper({ modelDir: BUNDLED_MODEL, threads: 1, log });
const audio = readRecording('where-is-the-nearest-toilet.wav');
if (when === 'hear') exitSoon();
for (;;) await whisper.transcribe(audio);
