import { readFileSync } from 'node:fs';
import { encodeMicFrame, MIC_FRAME_MS, MIC_FRAME_SAMPLES } from '../../../core/contract/index.ts';
import { resample } from '../../../core/speech/resample.ts';
import { mixToMono, readWav } from '../../../core/speech/wav.ts';
import { createFrameGate } from '../../../renderer/mic/frame-gate.ts';
import type { VoiceActivityModel } from '../../../renderer/mic/silero.ts';
import { openVad } from '../turns/ears.ts';
import { concat, RATE, samplesFor } from '../turns/signal.ts';
import { openSpeech, type Speech } from '../turns/speech.ts';

/** Silence a guest leaves after what they said. */
const AFTERWARDS_MS = 2200;

/** A guest who talks: synthesised or recorded speech, through the page's detector, in real time. */
export interface EvalVoice {
  synthesise(text: string): Promise<Float32Array>;
  record(path: string): Float32Array;
  /** Resolves once the guest has been silent for a while. */
  talk(audio: Float32Array, send: (frame: Uint8Array) => void): Promise<void>;
  close(): Promise<void>;
}

export async function openVoice(): Promise<EvalVoice> {
  const [speech, vad]: [Speech, VoiceActivityModel] = await Promise.all([openSpeech(), openVad()]);
  let frame = 0;
  return {
    synthesise: (text) => speech.say(text, 'rms'),
    record(path) {
      const wav = readWav(readFileSync(path), path);
      return resample(mixToMono(wav), wav.sampleRate, RATE);
    },
    async talk(audio, send) {
      const whole = concat([new Float32Array(samplesFor(300)), audio, new Float32Array(samplesFor(AFTERWARDS_MS))]);
      const gate = createFrameGate();
      vad.reset();
      const startedMs = performance.now();
      for (let at = 0; at + MIC_FRAME_SAMPLES <= whole.length; at += MIC_FRAME_SAMPLES) {
        const samples = whole.slice(at, at + MIC_FRAME_SAMPLES);
        const speechProbability = await vad.probability(samples);
        const dueMs = startedMs + (at / MIC_FRAME_SAMPLES + 1) * MIC_FRAME_MS;
        const waitMs = dueMs - performance.now();
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        for (const sent of gate.push({ frame: frame++, samples, speechProbability, capturedAtMs: dueMs })) send(encodeMicFrame(sent));
      }
    },
    close: () => speech.close(),
  };
}
