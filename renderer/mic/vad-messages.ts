import type { MicFrame } from '../../core/contract/index.ts';

/** Between microphone.ts and its voice activity worker. */
export type ToVad =
  | { readonly type: 'load'; readonly modelUrl: string; readonly wasmUrl: string }
  /** A microphone opened: its frames arrive on `frames` as Float32Array(512). Ends the one before. */
  | { readonly type: 'open'; readonly frames: MessagePort }
  | { readonly type: 'mute'; readonly muted: boolean }
  | { readonly type: 'close' };

export type FromVad =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  /** One frame went through the detector; `send` are those that passed the gate. */
  | {
      readonly type: 'heard';
      readonly rms: number;
      readonly clippedShare: number;
      readonly speechProbability: number;
      readonly tookMs: number;
      readonly send: readonly MicFrame[];
    };
