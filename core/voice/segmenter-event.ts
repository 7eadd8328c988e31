import type { VocalSound } from './vocal-sound.ts';

/**
 * What the stream of microphone frames amounts to. Audio is mono Float32 at 16 kHz.
 *
 * - 'speech-start' is followed by exactly one 'utterance' or 'misfire' (unless reset() comes between).
 * - 'speculate' may come several times per utterance; 'resumed' takes back the last one.
 * - 'maybe-interrupting' is followed by exactly one 'interrupting' or 'false-interruption'. A guest who
 *   interrupts gets the 'speech-start' together with 'interrupting', not before.
 */
export type SegmenterEvent =
  | { readonly type: 'speech-start' }
  /** Silent for speculateAfterMs: transcribe this now, the turn may be over. */
  | { readonly type: 'speculate'; readonly audio: Float32Array }
  /** Speech goes on: drop the speculation. */
  | { readonly type: 'resumed' }
  | {
      readonly type: 'utterance';
      readonly audio: Float32Array;
      /** Last speech frame -> now, audio time. 0 when cut for its length. */
      readonly endOfTurnDelayMs: number;
      /** `audio` is that of the last 'speculate' (the same array). */
      readonly speculated: boolean;
      /** The kiosk had asked, and this is "mm-hm": whatever the recogniser makes of it, it is a yes. */
      readonly sound?: 'assent';
    }
  /** No speech: too short, or a sound that is no word. */
  | { readonly type: 'misfire'; readonly sound?: VocalSound }
  /** Something that may be speech over the kiosk's voice: duck. */
  | { readonly type: 'maybe-interrupting' }
  /** bargeInMs of speech over the kiosk's voice, half of it where it is clearly a guest: stop speaking. */
  | { readonly type: 'interrupting' }
  /** It was too short, or the kiosk finished first: unduck. */
  | { readonly type: 'false-interruption' };
