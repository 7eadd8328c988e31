import { type Earcon, earconMs, renderEarcon } from './earcons.ts';

export interface SoundsOptions {
  /** Made once; null: this machine plays none. */
  readonly context: () => AudioContext | null;
  /** 0..1 beside speech; 0: off. */
  readonly volume: () => number;
  /** Somebody is speaking, guest or kiosk: nothing sounds into that. */
  readonly busy: () => boolean;
}

export interface Sounds {
  /** Wakes the loudspeaker; at the start and at each touch, for browsers let no page sound before one. */
  prepare(): void;
  /** Whether it is heard: then it gets its caption. */
  play(earcon: Earcon): boolean;
  close(): void;
}

/** One sound at a time, and none while anybody speaks. A browser that keeps the page silent drops them: late, they would mislead. */
export function createSounds({ context: make, volume, busy }: SoundsOptions): Sounds {
  const buffers = new Map<Earcon, AudioBuffer>();
  let context: AudioContext | null = null;
  let endsAtS = 0;

  const bufferOf = (on: AudioContext, earcon: Earcon) => {
    const made = buffers.get(earcon);
    if (made !== undefined) return made;
    const samples = renderEarcon(earcon, on.sampleRate);
    const buffer = on.createBuffer(1, samples.length, on.sampleRate);
    buffer.copyToChannel(samples, 0);
    buffers.set(earcon, buffer);
    return buffer;
  };

  return {
    prepare() {
      context ??= make();
      if (context?.state === 'suspended') void context.resume().catch(() => undefined);
    },
    play(earcon) {
      const level = volume();
      if (level <= 0 || busy() || context?.state !== 'running' || context.currentTime < endsAtS) return false;
      const source = context.createBufferSource();
      source.buffer = bufferOf(context, earcon);
      const gain = context.createGain();
      gain.gain.value = level;
      source.connect(gain).connect(context.destination);
      source.onended = () => gain.disconnect();
      source.start();
      endsAtS = context.currentTime + earconMs(earcon) / 1000;
      return true;
    },
    close() {
      void context?.close().catch(() => undefined);
      context = null;
    },
  };
}
