import { type Random, seeded } from '../../support/random.ts';
import type { Recording } from './record.ts';
import { addAt, atLevel, samplesFor } from './signal.ts';
import { clink, door, footsteps, hvac, music, pink, white } from './sounds.ts';

const BLOCK_MS = 20_000;

type Bed = (ms: number, random: Random) => Float32Array;
/** What goes on all the time, and its loudest level. */
const BEDS: readonly (readonly [Bed, number])[] = [
  [hvac, -32],
  [pink, -32],
  [white, -36],
  [music, -24],
];
const EVENTS: readonly (readonly [(random: Random) => Float32Array, number])[] = [
  [clink, -20],
  [door, -14],
  [(random) => footsteps(3 + Math.floor(random() * 6), random), -26],
];

/** So many minutes of an empty foyer: air conditioning, noise, music without a voice, glasses, steps, doors. Nobody speaks. */
export function noiseOnly(minutes: number, seed = 1): Recording {
  const random = seeded(seed);
  const room = new Float32Array(samplesFor(minutes * 60_000));
  addAt(room, atLevel(pink(minutes * 60_000, random), -62), 0);
  for (let block = 0; block * BLOCK_MS < minutes * 60_000; block++) {
    const [bed, loudest] = BEDS[block % BEDS.length] ?? [hvac, -32];
    addAt(room, atLevel(bed(BLOCK_MS - 2000, random), loudest - 20 * random()), samplesFor(block * BLOCK_MS));
    for (let n = 0; n < 5; n++) {
      const [make, level] = EVENTS[Math.floor(random() * EVENTS.length)] ?? [clink, -20];
      addAt(room, atLevel(make(random), level - 12 * random()), samplesFor(block * BLOCK_MS + random() * BLOCK_MS));
    }
  }
  return { room, echo: null, kioskFromMs: 0, turns: [] };
}
