import { MIC_FRAME_SAMPLES, MIC_SAMPLE_RATE } from '../../core/contract/protocol.ts';
import { createResampler } from './resampler.ts';

/** Runs on the audio thread: cuts the microphone into 16 kHz frames and posts each one. */

// The audio thread's own globals; TypeScript's DOM library does not know them.
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

class CaptureProcessor extends AudioWorkletProcessor {
  private frame = new Float32Array(MIC_FRAME_SAMPLES);
  private filled = 0;
  private target: MessagePort | null = null;
  private readonly resampler = sampleRate === MIC_SAMPLE_RATE ? null : createResampler(sampleRate, MIC_SAMPLE_RATE);

  constructor() {
    super();
    // Frames go straight to the voice activity worker, past the page's main thread.
    this.port.onmessage = (event: MessageEvent<{ target: MessagePort | null }>) => {
      this.target?.close();
      this.target = event.data.target;
      this.closed = event.data.target === null;
    };
  }

  private closed = false;

  private readonly append = (sample: number): void => {
    this.frame[this.filled++] = sample;
    if (this.filled < MIC_FRAME_SAMPLES) return;
    this.target?.postMessage(this.frame, [this.frame.buffer]);
    this.frame = new Float32Array(MIC_FRAME_SAMPLES);
    this.filled = 0;
  };

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const channel = inputs[0]?.[0];
    if (channel !== undefined) {
      if (this.resampler === null) for (const sample of channel) this.append(sample);
      else this.resampler.push(channel, this.append);
    }
    return !this.closed;
  }
}

registerProcessor('foyer-capture', CaptureProcessor);
