export type Random = () => number;

/** mulberry32: the same numbers for the same seed on every machine, from 0 to below 1. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Nearly normal: four uniform numbers summed, mean 0, deviation about 1. */
export function bell(random: Random): number {
  return (random() + random() + random() + random() - 2) * 1.73;
}

/** Another stream of numbers for each name. */
export function seedOf(name: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16_777_619);
  return hash >>> 0;
}
