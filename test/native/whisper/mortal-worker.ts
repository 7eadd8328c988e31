import { parentPort } from 'node:worker_threads';
import type { WhisperRequest } from '../../../native/whisper/worker.ts';
import type { ToWorker } from '../../../native/worker/messages.ts';

/** The recogniser's own worker, but a recording that begins with this sample kills it while it is at work. */
const DEADLY = 0.125;

parentPort?.on('message', (message: ToWorker<WhisperRequest>) => {
  if (message.type === 'job' && message.request.audio[0] === DEADLY) setImmediate(() => process.exit(9));
});
await import('../../../native/whisper/worker.ts');
