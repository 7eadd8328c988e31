import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { MicFrame, MicState } from '../../core/contract/index.ts';
import { type Capture, openCapture } from './capture.ts';
import { faultOf } from './mic-fault.ts';
import type { FromVad, ToVad } from './vad-messages.ts';
import { watchPermission } from './watch-permission.ts';

export interface MicrophoneOptions {
  /** Each frame worth sending: speech, a little before it, and the silence after it. */
  readonly onFrame: (frame: MicFrame) => void;
  /** `detail` is for staff and the log: it names the browser's own error, never what was said. */
  readonly onState: (state: MicState, detail?: string) => void;
  /** Root mean square, speech probability, share of samples at full scale: each 0..1, about 31 times a second, also while nothing is sent. */
  readonly onLevel?: (rms: number, speechProbability: number, clippedShare: number) => void;
  /** Time the detector took for each frame, milliseconds. For measurements. */
  readonly onDetectorMs?: (tookMs: number) => void;
  /** False opens the device at its own rate and resamples here. Default: true, where the browser can. */
  readonly browserResamples?: boolean;
  /** How often a device that is gone, busy or broken is tried again. Default 15,000. */
  readonly retryAfterMs?: number;
  /** A microphone that delivers nothing for so long, without being muted, is opened again. Default 5000. */
  readonly stalledAfterMs?: number;
}

export interface Microphone {
  /** Loads the detector ahead of the device, so that both are ready at about the same time. */
  prepare(): void;
  /** Asks for the microphone; the outcome comes as a state. Does nothing while already started. */
  start(): void;
  /** Lets go of the device (its light goes out). */
  stop(): void;
  setMuted(muted: boolean): void;
  close(): void;
}

const UNPLUGGED = 'the microphone was unplugged';
const LOST_RETRY_MS = 1000;

/** A device that is gone, busy or broken is tried again when the machine's devices change, and now and then. */
export function createMicrophone(options: MicrophoneOptions): Microphone {
  const retryAfterMs = options.retryAfterMs ?? 15_000;
  const stalledAfterMs = options.stalledAfterMs ?? 5000;
  let state: MicState = 'off';
  let stateDetail: string | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | null = null;
  let heardFrames = 0;
  let framesAtLastLook = 0;
  let muted = false;
  let capture: Capture | null = null;
  let vad: Worker | null = null;
  let detector = Promise.withResolvers<void>();
  /** Outcomes of an earlier start() are ignored. */
  let attempt = 0;

  const report = (next: MicState, detail?: string) => {
    if (next === state && detail === stateDetail) return;
    state = next;
    stateDetail = detail;
    if (detail === undefined) options.onState(next);
    else options.onState(next, detail);
  };

  const tell = (message: ToVad, transfer: Transferable[] = []) => vad?.postMessage(message, transfer);

  const release = () => {
    attempt++;
    if (retryTimer !== null) clearTimeout(retryTimer);
    retryTimer = null;
    tell({ type: 'close' });
    capture?.close();
    capture = null;
  };

  const fail = (next: MicState, detail: string, againAfterMs = retryAfterMs) => {
    release();
    report(next, detail);
    if (next !== 'denied') retryTimer = setTimeout(retry, againAfterMs);
  };

  /** The machine may have another one, or this one comes back by itself: asked soon, then as often as any. */
  const lose = (detail: string) => fail('absent', detail, Math.min(retryAfterMs, LOST_RETRY_MS));

  /** A device that hangs, or is pulled out unnoticed, falls silent without a word. */
  const lookForStall = () => {
    const stalled = state === 'on' && heardFrames === framesAtLastLook && !document.hidden;
    framesAtLastLook = heardFrames;
    if (stalled) lose('the microphone delivers nothing');
  };

  const hear = (message: FromVad) => {
    if (message.type === 'heard') {
      heardFrames++;
      // Frames the worker judged before it knew.
      if (muted) return;
      options.onLevel?.(message.rms, message.speechProbability, message.clippedShare);
      options.onDetectorMs?.(message.tookMs);
      if (capture !== null) for (const frame of message.send) options.onFrame(frame);
    } else if (message.type === 'ready') {
      detector.resolve();
    } else {
      vad?.terminate();
      vad = null;
      if (state !== 'off') fail('failed', `voice activity detector: ${message.reason}`);
    }
  };

  const retry = () => {
    if (state === 'absent' || state === 'failed') void open();
  };

  const startDetector = () => {
    if (vad !== null) return;
    const worker = new Worker(new URL('./vad-worker.ts', import.meta.url), { type: 'module', name: 'voice-activity' });
    worker.onmessage = (event: MessageEvent<FromVad>) => hear(event.data);
    worker.onerror = (event) => hear({ type: 'failed', reason: event.message || 'its script did not load' });
    vad = worker;
    detector = Promise.withResolvers<void>();
    tell({ type: 'load', modelUrl: absolute(modelUrl), wasmUrl: absolute(wasmUrl) });
  };

  const open = async () => {
    const mine = ++attempt;
    // A retry that fails again changes nothing on the screen.
    if (state === 'off' || state === 'denied') report('starting');
    try {
      startDetector();
      const opened = await openCapture({
        browserResamples: options.browserResamples ?? true,
        onEnded: () => lose(UNPLUGGED),
        onWaiting: () => report('starting', 'the browser waits for a touch before it opens audio'),
        onRunning: () => report(muted ? 'muted' : 'on'),
      });
      if (mine !== attempt) return opened.close();
      capture = opened;
      tell({ type: 'mute', muted });
      tell({ type: 'open', frames: opened.frames }, [opened.frames]);
      // Until it is ready its worker keeps the last second of what it hears.
      await detector.promise;
      if (mine === attempt) opened.run();
    } catch (error) {
      if (mine !== attempt) return;
      const fault = faultOf(error);
      fail(fault.state, fault.detail);
    }
  };

  const devices: MediaDevices | undefined = navigator.mediaDevices;
  const onDevices = () => (capture !== null && !capture.isLive() ? lose(UNPLUGGED) : retry());
  devices?.addEventListener('devicechange', onDevices);
  const stallTimer = setInterval(lookForStall, stalledAfterMs);
  const unwatch = watchPermission(() => {
    if (state === 'denied') void open();
  });

  return {
    prepare: startDetector,
    start() {
      if (capture === null && state !== 'starting') void open();
    },
    stop() {
      release();
      report('off');
    },
    setMuted(next) {
      muted = next;
      tell({ type: 'mute', muted });
      if (muted) options.onLevel?.(0, 0, 0);
      if (state === 'on' || state === 'muted') report(muted ? 'muted' : 'on');
    },
    close() {
      devices?.removeEventListener('devicechange', onDevices);
      clearInterval(stallTimer);
      unwatch();
      release();
      vad?.terminate();
      vad = null;
      report('off');
    },
  };
}

/** A worker made from a bundle resolves relative addresses against itself, not against the page. */
function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}
