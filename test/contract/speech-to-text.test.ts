import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { createWhisper } from '../../native/whisper/create-whisper.ts';
import { createWhisperCpp } from '../../native/whisper-cpp/create-whisper-cpp.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { BUNDLED_MODEL, readRecording } from '../native/whisper/fixtures.ts';
import { builtForTests } from '../native/whisper-cpp/built-for-tests.ts';
import { writeBundledGgml } from '../native/whisper-cpp/bundled-ggml.ts';
import { describeSpeechToText } from './speech-to-text-suite.ts';

const backOff = { firstDelayMs: 1, maxDelayMs: 10 };

describeSpeechToText('onnx', async () => {
  const log = createRecordingLog();
  const workerUrl = new URL('./speech-to-text-crashing-worker.ts', import.meta.url);
  const speechToText = await createWhisper({ modelDir: BUNDLED_MODEL, threads: 2, log, workerUrl, backOff });
  return {
    speechToText,
    log,
    // The length that crashing-worker.ts dies of.
    fatalCall: () => speechToText.transcribe(readRecording('where-can-i-eat-vegetarian-food.wav').subarray(0, 17_171)),
  };
});

const built = await builtForTests();

if ('reason' in built) {
  describe('speech to text by whisper.cpp', () => {
    it.skip(built.reason, () => undefined);
  });
} else {
  // With a space, as "Program Files" and people's names have.
  const dir = mkdtempSync(join(tmpdir(), 'foyer whisper cpp '));
  const modelFile = join(dir, 'foyer-whisper-tiny.bin');
  writeBundledGgml(modelFile);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  describeSpeechToText('whisper.cpp', async () => {
    const log = createRecordingLog();
    // Its threads spin while they wait for each other: with two, a busy machine takes ten times as long.
    const speechToText = await createWhisperCpp({ program: built.program, modelFile, threads: 1, log, backOff });
    return {
      speechToText,
      log,
      async fatalCall() {
        const call = speechToText.transcribe(readRecording('where-can-i-eat-vegetarian-food.wav'));
        // Seen as handled from now on: it may fail before it is returned.
        call.catch(() => undefined);
        // The call has been made in this turn of the event loop; the process is given its utterance in the next.
        await new Promise((resolve) => setImmediate(resolve));
        for (const pid of childrenRunning(built.program)) process.kill(pid, 'SIGKILL');
        return call;
      },
    };
  });
}

function childrenRunning(program: string): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const found = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  return found.flatMap((match) => (match?.[3]?.startsWith(program) && Number(match[2]) === process.pid ? [Number(match[1])] : []));
}
