import * as ort from 'onnxruntime-web/wasm';
import type { MicFrame } from '../../core/contract/index.ts';
import { levelOf } from '../../core/voice/frame-level.ts';
import { createFrameGate } from './frame-gate.ts';
import { createSilero, type VoiceActivityModel } from './silero.ts';
import type { FromVad, ToVad } from './vad-messages.ts';

/** The voice activity detector, off the main thread, single-threaded (no cross-origin isolation needed). */

/** About a second. A machine that is slower than the microphone drops the oldest; the numbers show the gap. */
const MAX_WAITING = 32;

const gate = createFrameGate();
let model: VoiceActivityModel | null = null;
let port: MessagePort | null = null;
let waiting: Omit<MicFrame, 'speechProbability'>[] = [];
let nextFrame = 0;
let muted = false;
let working = false;

function post(message: FromVad, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

async function load(modelUrl: string, wasmUrl: string): Promise<void> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: wasmUrl };
  const response = await fetch(modelUrl);
  if (!response.ok) throw new Error(`HTTP ${response.status} for ${modelUrl}`);
  const session = await ort.InferenceSession.create(new Uint8Array(await response.arrayBuffer()), { executionProviders: ['wasm'] });
  const loaded = createSilero(ort, session);
  // The first run allocates; better now than in the guest's first word.
  await loaded.probability(new Float32Array(512));
  loaded.reset();
  model = loaded;
  post({ type: 'ready' });
}

function open(frames: MessagePort): void {
  port?.close();
  port = frames;
  nextFrame = 0;
  waiting = [];
  gate.close();
  model?.reset();
  frames.onmessage = (event: MessageEvent<Float32Array>) => {
    const frame = nextFrame++;
    if (muted) return;
    waiting.push({ frame, samples: event.data, capturedAtMs: performance.timeOrigin + performance.now() });
    if (waiting.length > MAX_WAITING) waiting.shift();
    void work();
  };
}

async function work(): Promise<void> {
  if (working || model === null) return;
  working = true;
  try {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await judge(model, next);
  } catch (error) {
    post({ type: 'failed', reason: reasonOf(error) });
  } finally {
    working = false;
  }
}

async function judge(detector: VoiceActivityModel, frame: Omit<MicFrame, 'speechProbability'>): Promise<void> {
  const before = performance.now();
  const speechProbability = await detector.probability(frame.samples);
  const tookMs = performance.now() - before;
  const { rms, clippedShare } = levelOf(frame.samples);
  const send = muted ? [] : gate.push({ ...frame, speechProbability });
  post(
    { type: 'heard', rms, clippedShare, speechProbability, tookMs, send },
    send.map(({ samples }) => samples.buffer),
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

self.onmessage = (event: MessageEvent<ToVad>) => {
  const message = event.data;
  if (message.type === 'load') {
    load(message.modelUrl, message.wasmUrl).catch((error: unknown) => post({ type: 'failed', reason: reasonOf(error) }));
  } else if (message.type === 'open') open(message.frames);
  else if (message.type === 'mute') {
    muted = message.muted;
    waiting = [];
    gate.close();
    model?.reset();
  } else {
    port?.close();
    port = null;
    waiting = [];
  }
};
