import { type EngineOptions, openOurs, openTransformers, type Recognise } from './engines.ts';

export type ToEngine = { readonly samples: number; readonly tokens: number };
export type FromEngine =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly ms: number; readonly peakBytes: number }
  | { readonly type: 'failed'; readonly message: string };

/** One engine in a process of its own, so that its memory can be told apart. argv: options as JSON, a file of float samples. */
const [, , options = '{}', audioFile = ''] = process.argv;
const send = (message: FromEngine) => process.send?.(message);
try {
  const { readFileSync } = await import('node:fs');
  const bytes = readFileSync(audioFile);
  const audio = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const engine = JSON.parse(options) as EngineOptions;
  const recognise: Recognise = engine.kind === 'transformers' ? await openTransformers(engine) : await openOurs(engine);
  process.on('message', async ({ samples, tokens }: ToEngine) => {
    try {
      const started = performance.now();
      await recognise(audio.slice(0, samples), tokens);
      send({ type: 'done', ms: performance.now() - started, peakBytes: process.resourceUsage().maxRSS * 1024 });
    } catch (error) {
      send({ type: 'failed', message: String(error) });
    }
  });
  send({ type: 'ready' });
} catch (error) {
  send({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
