/** Cuts are looked for in the last part of a window, where the audio is quietest. */
const SEARCH_PART = 0.4;
const FRAME_SAMPLES = 160;
const SMOOTH_FRAMES = 20;

/**
 * Splits audio that is longer than a recogniser's window into pieces that fit, cutting where it is quietest (the middle
 * of the least loud 200 ms), so that words stay whole where there is a pause at all.
 */
export function splitAudio(audio: Float32Array, windowSamples: number): Float32Array[] {
  const pieces: Float32Array[] = [];
  let start = 0;
  while (audio.length - start > windowSamples) {
    const end = start + windowSamples;
    const cut = quietest(audio, Math.round(end - windowSamples * SEARCH_PART), end);
    pieces.push(audio.subarray(start, cut));
    start = cut;
  }
  pieces.push(audio.subarray(start));
  return pieces;
}

function quietest(audio: Float32Array, from: number, to: number): number {
  const frames = Math.floor((to - from) / FRAME_SAMPLES);
  const energy = Float64Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let i = 0; i < FRAME_SAMPLES; i++) sum += (audio[from + frame * FRAME_SAMPLES + i] as number) ** 2;
    return sum;
  });
  let best = to;
  let least = Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let frame = 0; frame < frames; frame++) {
    sum += (energy[frame] as number) - (frame >= SMOOTH_FRAMES ? (energy[frame - SMOOTH_FRAMES] as number) : 0);
    // The latest of equals: longer pieces know more of their context.
    if (frame >= SMOOTH_FRAMES - 1 && sum <= least) {
      least = sum;
      best = from + (frame + 1 - SMOOTH_FRAMES / 2) * FRAME_SAMPLES;
    }
  }
  return best;
}
