import { MIC_SAMPLE_RATE } from '../../core/contract/protocol.ts';
import workletUrl from './capture-worklet.ts?worker&url';

export interface Capture {
  /** Float32Array(512) at 16 kHz, one message a frame; to be handed to the voice activity worker. */
  readonly frames: MessagePort;
  run(): void;
  /** False once the device is gone, also where the browser has not said so. */
  isLive(): boolean;
  close(): void;
}

export interface CaptureOptions {
  readonly browserResamples: boolean;
  /** The device went away. */
  readonly onEnded: () => void;
  /** Autoplay policy: audio starts only after the guest touched the page. */
  readonly onWaiting: () => void;
  readonly onRunning: () => void;
}

/** Echo cancellation stays on for good: the microphone is open while the kiosk speaks. */
const CONSTRAINTS: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
  video: false,
};

/** @throws DOMException of getUserMedia; FoyerError never. Everything opened on the way is closed again. */
export async function openCapture(options: CaptureOptions): Promise<Capture> {
  if (navigator.mediaDevices === undefined) throw new Error('this page has no access to devices (it needs https or localhost)');
  const stream = await navigator.mediaDevices.getUserMedia(CONSTRAINTS);
  let context: AudioContext | null = null;
  const closeDevice = () => {
    for (const track of stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
    void context?.close().catch(() => undefined);
  };
  try {
    const opened = connect(stream, options.browserResamples);
    context = opened.context;
    await context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(context, 'foyer-capture', {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    opened.source.connect(node);
    const { port1, port2 } = new MessageChannel();
    node.port.postMessage({ target: port1 }, [port1]);
    for (const track of stream.getAudioTracks()) track.onended = options.onEnded;
    const stopWaiting = watchRunning(context, options);
    return {
      frames: port2,
      run: () => stopWaiting.check(),
      isLive: () => stream.getAudioTracks().some((track) => track.readyState === 'live'),
      close() {
        stopWaiting.end();
        node.port.postMessage({ target: null });
        opened.source.disconnect();
        closeDevice();
      },
    };
  } catch (error) {
    closeDevice();
    throw error;
  }
}

/** Firefox refuses to connect a microphone to a context of another rate: then the worklet resamples. */
function connect(stream: MediaStream, browserResamples: boolean): { context: AudioContext; source: MediaStreamAudioSourceNode } {
  if (browserResamples) {
    let context: AudioContext | null = null;
    try {
      context = new AudioContext({ sampleRate: MIC_SAMPLE_RATE, latencyHint: 'interactive' });
      return { context, source: context.createMediaStreamSource(stream) };
    } catch {
      void context?.close();
    }
  }
  const context = new AudioContext({ latencyHint: 'interactive' });
  return { context, source: context.createMediaStreamSource(stream) };
}

const GESTURES = ['pointerdown', 'keydown'] as const;

/** Reports whether audio runs, and starts it on the first touch where the browser insists on one. */
function watchRunning(context: AudioContext, { onRunning, onWaiting }: CaptureOptions) {
  const resume = () => void context.resume().catch(() => undefined);
  const report = () => (context.state === 'running' ? onRunning() : onWaiting());
  for (const gesture of GESTURES) window.addEventListener(gesture, resume, { capture: true, passive: true });
  return {
    check() {
      context.onstatechange = report;
      report();
      if (context.state !== 'running') resume();
    },
    end() {
      context.onstatechange = null;
      for (const gesture of GESTURES) window.removeEventListener(gesture, resume, { capture: true });
    },
  };
}
