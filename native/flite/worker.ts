import { workerData } from 'node:worker_threads';
import type { SpokenSentence } from '../../core/ports.ts';
import { serveWorker } from '../worker/serve-worker.ts';
import { createFliteProgram } from './flite-program.ts';
import { createSynthesiser, type SynthesisRequest } from './synthesiser.ts';
import { compileFlite } from './wasm.ts';

export interface FliteData {
  readonly wasmPath: string;
  /** Spoken once at start, so that the first guest does not wait for the compiler. */
  readonly warmUp: SynthesisRequest;
}

await serveWorker<SynthesisRequest, SpokenSentence, null>(async () => {
  const { wasmPath, warmUp } = workerData as FliteData;
  const program = createFliteProgram(await compileFlite(wasmPath));
  const synthesiser = createSynthesiser(program);
  synthesiser.say(warmUp);
  program.prepare();
  return {
    info: null,
    async handle(request) {
      const result = synthesiser.say(request);
      // After the answer is on its way.
      setImmediate(() => program.prepare());
      return { result, transfer: [result.audio.buffer as ArrayBuffer] };
    },
  };
});
