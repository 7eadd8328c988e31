/** Two soft notes, a fourth apart, as of a desk bell far away. */
const NOTES = [659.25, 880] as const;
const NOTE_MS = 220;
const LOUDNESS = 0.12;

export interface Chime {
  ring(): void;
  close(): void;
}

/** @param createContext a browser lets sound out only after a gesture; signing in is one. */
export function createChime(createContext: () => AudioContext = () => new AudioContext()): Chime {
  let context: AudioContext | null = null;
  return {
    ring() {
      context ??= createContext();
      void context.resume().catch(() => {});
      for (const [i, hertz] of NOTES.entries()) strike(context, hertz, context.currentTime + (i * NOTE_MS) / 1000);
    },
    close() {
      void context?.close();
      context = null;
    },
  };
}

function strike(context: AudioContext, hertz: number, atS: number): void {
  const tone = new OscillatorNode(context, { frequency: hertz, type: 'sine' });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, atS);
  gain.gain.linearRampToValueAtTime(LOUDNESS, atS + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, atS + 1.1);
  tone.connect(gain).connect(context.destination);
  tone.start(atS);
  tone.stop(atS + 1.15);
}
