/** Numbers 0..1, always the same for one seed (Park and Miller). */
export function seeded(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}

export function whiteNoise(samples: number, seed: number): Float32Array {
  const random = seeded(seed);
  return Float32Array.from({ length: samples }, () => 2 * random() - 1);
}

const TALKERS = 6;

/** Several of `voices` talking at once, each from a random place, over and over. */
export function babble(voices: readonly Float32Array[], samples: number, seed: number): Float32Array {
  const random = seeded(seed);
  const mixed = new Float32Array(samples);
  for (let talker = 0; talker < TALKERS; talker++) {
    let voice = pick(voices, random);
    let at = Math.floor(random() * voice.length);
    let gain = 1 / (rms(voice) + 1e-9);
    for (let i = 0; i < samples; i++) {
      if (at >= voice.length) {
        voice = pick(voices, random);
        gain = 1 / (rms(voice) + 1e-9);
        at = 0;
      }
      mixed[i] = (mixed[i] as number) + gain * (voice[at++] as number);
    }
  }
  return mixed;
}

/** `speech` with `noise` so much weaker; scaled down as a whole where it would clip. */
export function mixAt(speech: Float32Array, noise: Float32Array, snrDb: number): Float32Array {
  const gain = rms(speech) / (rms(noise) + 1e-9) / 10 ** (snrDb / 20);
  const mixed = speech.map((sample, i) => sample + gain * (noise[i] ?? 0));
  const peak = mixed.reduce((top, sample) => Math.max(top, Math.abs(sample)), 1);
  return mixed.map((sample) => sample / peak);
}

export function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

function pick(voices: readonly Float32Array[], random: () => number): Float32Array {
  return voices[Math.floor(random() * voices.length)] ?? new Float32Array(1);
}
