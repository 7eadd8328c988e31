import { fork } from 'node:child_process';
import { writeWav } from '../../../core/speech/wav.ts';
import { startHearingProcess } from '../../../native/whisper-cpp/hearing-process.ts';
import { memoryOf } from '../support/report.ts';
import type { FromEngine, ToEngine } from './engine-child.ts';
import type { EngineOptions } from './engines.ts';

export interface Measured {
  readonly ms: number;
  /** Resident memory of the engine's process at most, so far. */
  readonly peakBytes: number;
}

export interface MeasuredEngine {
  /** The first so many samples of the audio, so many tokens. */
  run(samples: number, tokens: number): Promise<Measured>;
  close(): void;
}

export async function startEngine(options: EngineOptions, audioFile: string): Promise<MeasuredEngine> {
  const child = fork(new URL('./engine-child.ts', import.meta.url), [JSON.stringify(options), audioFile], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let waiting: { resolve(message: FromEngine): void; reject(error: Error): void } | null = null;
  child.on('message', (message: FromEngine) => waiting?.resolve(message));
  child.on('exit', (code) => waiting?.reject(new Error(`${options.kind} ended with ${code}`)));
  const next = async () => {
    const message = await new Promise<FromEngine>((resolve, reject) => {
      waiting = { resolve, reject };
    });
    if (message.type === 'failed') throw new Error(`${options.kind}: ${message.message}`);
    return message;
  };
  await next();
  return {
    async run(samples, tokens) {
      const answer = next();
      child.send({ samples, tokens } satisfies ToEngine);
      const message = await answer;
      if (message.type !== 'done') throw new Error(`${options.kind}: unexpected ${message.type}`);
      return message;
    },
    close: () => void child.kill('SIGKILL'),
  };
}

const SHORTEST_SAMPLES = 1.2 * 16_000;

/**
 * whisper.cpp's own program with the model loaded beforehand, as Foyer runs it. The number of tokens is that of the model file.
 * @param modelFile by number of tokens
 */
export function startWhisperCpp(options: {
  readonly program: string;
  readonly modelFile: (tokens: number) => string;
  readonly threads: number;
  readonly audio: Float32Array;
}): MeasuredEngine {
  let peakBytes = 0;
  return {
    async run(samples, tokens) {
      const process = startHearingProcess({ ...options, modelFile: options.modelFile(tokens), language: 'en' });
      // It ignores a last second that is not full, so also an utterance that is no longer.
      const padded = new Float32Array(Math.max(samples, SHORTEST_SAMPLES));
      padded.set(options.audio.subarray(0, samples));
      const wav = writeWav(padded, 16_000);
      await process.loaded;
      const watch = setInterval(() => {
        peakBytes = Math.max(peakBytes, memoryOf(process.pid)?.rss ?? 0);
      }, 20);
      try {
        const started = performance.now();
        const { messages } = await process.run(wav);
        const ms = performance.now() - started;
        const steps = Number(/decode time = .*?(\d+) runs/.exec(messages)?.[1] ?? 0);
        if (steps < tokens - 2) throw new Error(`whisper.cpp took ${steps} steps instead of ${tokens}: ${messages.slice(-900)}`);
        return { ms, peakBytes };
      } finally {
        clearInterval(watch);
        process.kill();
      }
    },
    close: () => undefined,
  };
}
