import { bell, type Random, seeded, seedOf } from '../../support/random.ts';
import type { Background, Scene, Sound } from './scenes.ts';
import { addAt, atLevel, audibleSpan, concat, gain, inRoom, RATE, samplesFor } from './signal.ts';
import { chuckle, clink, cough, door, footsteps, hmm, hvac, laugh, mmHm, music, nasalMmHm, pink } from './sounds.ts';
import type { Speech, Voice } from './speech.ts';

export interface Recording {
  /** What the microphone hears but for the kiosk's own voice. */
  readonly room: Float32Array;
  /** What is left of the kiosk's voice after echo cancellation, from its first sample; null where it keeps quiet. */
  readonly echo: Float32Array | null;
  readonly kioskFromMs: number;
  /** When each turn of the guest is really heard. */
  readonly turns: readonly { readonly startMs: number; readonly endMs: number }[];
}

/** Of a guest in front of the kiosk, decibels below full scale. */
const GUEST_DB = -24;
const MIC_FLOOR_DB = -62;
const BETWEEN_TURNS_MS = 2600;
const TAIL_MS = 2800;
const KIOSK_FROM_MS = 800;
const KIOSK_SAYS =
  'The main hall is on the ground floor, next to the lifts. Walk past the reception, then turn left at the fountain. ' +
  'The next talk there begins at half past two, and the doors open ten minutes before.';

const SOUNDS: Readonly<Record<Sound, { readonly make: (random: Random) => Float32Array; readonly db: number }>> = {
  cough: { make: cough, db: -18 },
  laugh: { make: laugh, db: -24 },
  chuckle: { make: chuckle, db: -24 },
  'mm-hm': { make: mmHm, db: -28 },
  'nasal mm-hm': { make: nasalMmHm, db: -28 },
  hmm: { make: hmm, db: -28 },
  clink: { make: clink, db: -22 },
  footsteps: { make: (random) => footsteps(4, random), db: -28 },
  door: { make: door, db: -16 },
};

const BABBLE: readonly (readonly [Voice, string])[] = [
  ['slt', 'we went there last summer with the children and it rained for most of the week but nobody seemed to mind at all'],
  ['rms', 'the quarterly numbers are not quite what we had hoped for although the second half should look a good deal better'],
  ['awb', 'have you tried the soup it is really very good and they bake the bread themselves every single morning'],
  ['kal16', 'my flight was late again so i missed the first session but somebody has promised to send me the slides'],
  ['slt', 'did you see what she was wearing i think it must have cost more than my entire holiday last year'],
  ['rms', 'if we leave before five we might still catch the early train otherwise there is one every hour after that'],
];

export async function record(scene: Scene, speech: Speech): Promise<Recording> {
  const random = seeded(seedOf(scene.name));
  const guest = await guestTrack(scene, speech);
  const echo = scene.kiosk === undefined ? null : await echoTrack(scene.kiosk.echoDb, speech, random);
  const soundsEndMs = Math.max(0, ...(scene.sounds ?? []).map(({ atMs }) => atMs + 1500));
  const far =
    scene.far === undefined ? null : inRoom(await speech.say(scene.far.say, scene.far.voice), random, { decayMs: 350, directDb: -4 });
  const farEnd = far === null ? 0 : samplesFor(scene.far?.atMs ?? 0) + far.length;
  const kioskEnd = echo === null ? 0 : samplesFor(KIOSK_FROM_MS) + echo.length;
  const length = Math.max(guest.end, samplesFor(soundsEndMs), farEnd, kioskEnd, samplesFor(4000)) + samplesFor(TAIL_MS);
  const room = atLevel(pink((length / RATE) * 1000, random), MIC_FLOOR_DB);
  for (const { audio, at } of guest.parts) addAt(room, audio, at);
  for (const { sound, atMs, db } of scene.sounds ?? []) {
    const { make, db: usual } = SOUNDS[sound];
    addAt(room, atLevel(make(random), db ?? usual), samplesFor(atMs));
  }
  if (far !== null && scene.far !== undefined) addAt(room, atLevel(far, GUEST_DB + scene.far.db), samplesFor(scene.far.atMs));
  if (scene.background !== undefined) {
    const { kind, snrDb } = scene.background;
    const made = await background(kind, (length / RATE) * 1000, speech, random);
    addAt(room, atLevel(made, GUEST_DB - snrDb), 0);
  }
  return { room, echo, kioskFromMs: KIOSK_FROM_MS, turns: guest.turns };
}

async function guestTrack(scene: Scene, speech: Speech) {
  const parts: { audio: Float32Array; at: number }[] = [];
  const turns: { startMs: number; endMs: number }[] = [];
  let at = samplesFor(scene.atMs ?? (scene.kiosk === undefined ? 1500 : 3500));
  for (const text of scene.turns ?? []) {
    const audio = atLevel(await speech.say(text, scene.voice ?? 'rms'), GUEST_DB);
    const span = audibleSpan(audio);
    parts.push({ audio, at });
    turns.push({ startMs: ((at + span.start) / RATE) * 1000, endMs: ((at + span.end) / RATE) * 1000 });
    at += audio.length + samplesFor(BETWEEN_TURNS_MS);
  }
  return { parts, turns, end: parts.length === 0 ? 0 : at - samplesFor(BETWEEN_TURNS_MS) };
}

/** What a canceller leaves is thin and rough: the loudspeaker's upper voice, distorted and gated, with the room in it. */
async function echoTrack(echoDb: number, speech: Speech, random: Random): Promise<Float32Array> {
  const voice = inRoom(await speech.say(KIOSK_SAYS, 'slt'), random, { decayMs: 120, directDb: 0 });
  let gate = 1;
  const rough = voice.map((sample, i) => {
    if (i % samplesFor(40) === 0) gate = 0.4 + 0.6 * random();
    const driven = Math.tanh(3 * sample) / 3;
    return gate * (driven + 0.1 * Math.abs(driven) * bell(random));
  });
  return atLevel(rough, GUEST_DB + echoDb);
}

export async function background(kind: Background, ms: number, speech: Speech, random: Random): Promise<Float32Array> {
  if (kind === 'music') return music(ms, random);
  if (kind === 'pink') return pink(ms, random);
  if (kind === 'hvac') return hvac(ms, random);
  const out = new Float32Array(samplesFor(ms));
  for (const [voice, text] of BABBLE) {
    const audio = atLevel(await speech.say(text, voice), -20 - 3 * random());
    const heard = inRoom(audio, random, { decayMs: 400, directDb: -6 });
    const round = concat([heard, new Float32Array(samplesFor(200 * random()))]);
    for (let at = -Math.floor(random() * round.length); at < out.length; at += round.length) addAt(out, round, at);
  }
  return out.map((sample) => sample * gain(-6));
}
