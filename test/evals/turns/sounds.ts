import { bell, type Random } from '../../support/random.ts';
import { addAt, concat, gain, lowPass, RATE, resonate, samplesFor } from './signal.ts';

/** Sounds that are not speech, made of seeded noise and pulses. Levels are set by whoever mixes them. */

export function white(ms: number, random: Random): Float32Array {
  return Float32Array.from({ length: samplesFor(ms) }, () => 0.3 * bell(random));
}

/** Equal power an octave: a sum of low-passed noises an octave apart. */
export function pink(ms: number, random: Random): Float32Array {
  const sum = new Float32Array(samplesFor(ms));
  for (let cutoff = 20; cutoff <= 5120; cutoff *= 2) {
    const part = lowPass(white(ms, random), cutoff);
    addAt(sum, part, 0, Math.sqrt(5120 / cutoff) * 0.05);
  }
  return sum;
}

/** Air conditioning: a low rumble, a fan's hum and its slow swell. */
export function hvac(ms: number, random: Random): Float32Array {
  const rumble = lowPass(lowPass(white(ms, random), 250), 250);
  return rumble.map((sample, i) => {
    const t = i / RATE;
    const hum = 0.01 * Math.sin(2 * Math.PI * 98 * t) + 0.006 * Math.sin(2 * Math.PI * 196 * t);
    return (sample + hum) * (1 + 0.2 * Math.sin(2 * Math.PI * 0.21 * t));
  });
}

export function cough(random: Random): Float32Array {
  const burst = (ms: number, loud: number) => {
    const noise = white(ms, random);
    const throat = resonate(noise, 700 + 300 * random(), 500);
    const mouth = resonate(noise, 1800 + 600 * random(), 900);
    return throat.map((sample, i) => {
      const t = i / RATE;
      return loud * (sample + 0.6 * (mouth[i] ?? 0)) * Math.min(1, t / 0.008) * Math.exp(-t / 0.06);
    });
  };
  const gap = new Float32Array(samplesFor(90 + 120 * random()));
  return concat([burst(220, 1), gap, burst(180, 0.7)]);
}

/** Glottal pulses at a gliding pitch. */
function voice(ms: number, fromHz: number, toHz: number, random: Random): Float32Array {
  const samples = new Float32Array(samplesFor(ms));
  let phase = 0;
  for (let i = 0; i < samples.length; i++) {
    const hz = fromHz + ((toHz - fromHz) * i) / samples.length;
    phase += (hz * (1 + 0.02 * bell(random))) / RATE;
    if (phase >= 1) phase -= 1;
    samples[i] = phase < 0.4 ? Math.sin(Math.PI * (phase / 0.4)) ** 2 - 0.3 : -0.3;
  }
  return samples;
}

function swell(samples: Float32Array, attackMs: number, releaseMs: number): Float32Array {
  return samples.map(
    (sample, i) => sample * Math.min(1, i / samplesFor(attackMs)) * Math.min(1, (samples.length - i) / samplesFor(releaseMs)),
  );
}

/** Hummed with a closed mouth: "mm-hm". */
export function mmHm(random: Random): Float32Array {
  const base = 105 + 90 * random();
  const hum = (ms: number, from: number, to: number) => swell(lowPass(resonate(voice(ms, from, to, random), 270, 80), 900), 25, 60);
  return concat([hum(200, base, base * 0.93), new Float32Array(samplesFor(70)), hum(260, base * 1.05, base * 1.25)]);
}

/** "Ha ha ha": breathy open vowels, five a second, falling. */
export function laugh(random: Random): Float32Array {
  const base = 160 + 100 * random();
  return concat(
    Array.from({ length: 5 }, (_, n) => {
      const pulses = voice(95, base * (1.1 - 0.04 * n), base * (1 - 0.04 * n), random);
      const breath = lowPass(white(95, random), 3000);
      const open = resonate(
        pulses.map((sample, i) => sample + 0.8 * (breath[i] ?? 0)),
        800,
        130,
      );
      const upper = resonate(pulses, 1300, 160);
      const syllable = open.map((sample, i) => sample + 0.5 * (upper[i] ?? 0));
      return concat([swell(syllable, 15, 40), new Float32Array(samplesFor(105))]);
    }),
  );
}

/** A closed mouth as a chain of resonances: murmur at 250–350 Hz, and a little of what the nose lets through above. */
function murmur(pulses: Float32Array, random: Random): Float32Array {
  const low = resonate(pulses, 240 + 100 * random(), 60 + 40 * random());
  const middle = resonate(pulses, 950 + 250 * random(), 160);
  const upper = resonate(pulses, 2100 + 400 * random(), 260);
  const leak = 0.1 + 0.2 * random();
  return low.map((sample, i) => sample + leak * (middle[i] ?? 0) + 0.5 * leak * (upper[i] ?? 0));
}

/** "Mm-hm" again, made otherwise: through the nose, with breath between. Not for setting limits by, only for testing them. */
export function nasalMmHm(random: Random): Float32Array {
  const hz = 95 + 120 * random();
  const hum = (ms: number, from: number, to: number) => swell(murmur(lowPass(voice(ms, from, to, random), 2500), random), 20, 50);
  const breath = swell(lowPass(resonate(white(50 + 60 * random(), random), 1100, 900), 3500), 15, 15).map((sample) => 0.05 * sample);
  return concat([hum(120 + 100 * random(), hz, 0.97 * hz), breath, hum(180 + 120 * random(), 1.02 * hz, 1.25 * hz)]);
}

/** "Hmmm", thinking. */
export function hmm(random: Random): Float32Array {
  const hz = 95 + 120 * random();
  return swell(murmur(lowPass(voice(320 + 300 * random(), hz, 0.9 * hz, random), 2500), random), 30, 70);
}

/** Laughter again, made otherwise: four to six syllables of one open vowel, breath between them. */
export function chuckle(random: Random): Float32Array {
  const hz = 150 + 130 * random();
  const periodMs = 170 + 50 * random();
  const [first, second] = [600 + 250 * random(), 1200 + 350 * random()];
  const syllable = (n: number) => {
    const pulses = voice(0.45 * periodMs, hz * (1.1 - 0.04 * n), hz * (1 - 0.04 * n), random);
    const mouth = resonate(pulses, first, 120);
    const upper = resonate(pulses, second, 150);
    const breath = swell(resonate(white(0.55 * periodMs, random), second, 600), 10, 10).map((sample) => 0.03 * sample);
    const vowel = mouth.map((sample, i) => 0.92 ** n * (sample + 0.5 * (upper[i] ?? 0)));
    return concat([swell(vowel, 12, 30), breath]);
  };
  return concat(Array.from({ length: 4 + Math.floor(3 * random()) }, (_, n) => syllable(n)));
}

/** Glass or cutlery: a few high partials that ring out. */
export function clink(random: Random): Float32Array {
  const partials = Array.from({ length: 4 }, () => ({ hz: 2200 + 4500 * random(), decayS: 0.04 + 0.15 * random() }));
  return Float32Array.from({ length: samplesFor(450) }, (_, i) => {
    const t = i / RATE;
    return partials.reduce((sum, { hz, decayS }) => sum + 0.2 * Math.sin(2 * Math.PI * hz * t) * Math.exp(-t / decayS), 0);
  });
}

function thud(ms: number, hz: number, random: Random): Float32Array {
  const body = resonate(white(ms, random), hz, hz / 2);
  return body.map((sample, i) => sample * Math.exp(-i / samplesFor(ms / 5)));
}

export function footsteps(count: number, random: Random): Float32Array {
  const steps = Array.from({ length: count }, () => {
    const heel = thud(140, 110 + 60 * random(), random);
    addAt(heel, lowPass(thud(50, 1400, random), 3500), samplesFor(15), 0.4);
    return concat([heel.map((sample) => sample * 2), new Float32Array(samplesFor(330 + 90 * random()))]);
  });
  return concat(steps);
}

export function door(random: Random): Float32Array {
  const slam = thud(600, 75, random).map((sample) => 4 * sample);
  const latch = concat([clink(random).subarray(0, samplesFor(60)), new Float32Array(samplesFor(120))]);
  return concat([latch.map((sample) => 0.3 * sample), slam]);
}

/** Plucked strings (Karplus and Strong, 1983) over chords, with a drum: no voice in it. */
export function music(ms: number, random: Random): Float32Array {
  const out = new Float32Array(samplesFor(ms));
  const beat = samplesFor(400 + 200 * random());
  const chords = [
    [0, 4, 7],
    [9, 12, 16],
    [5, 9, 12],
    [7, 11, 14],
  ];
  for (let n = 0; n * beat < out.length; n++) {
    const chord = chords[Math.floor(n / 4) % chords.length] ?? [0];
    const root = n % 4 === 0 ? chord : [chord[Math.floor(random() * chord.length)] ?? 0];
    for (const step of root) addAt(out, pluck(196 * 2 ** (step / 12), 900, random), n * beat, 0.25);
    if (n % 2 === 0) addAt(out, thud(150, 70, random), n * beat, 1.5);
    addAt(out, lowPass(white(30, random), 6000), n * beat + Math.floor(beat / 2), gain(-18));
  }
  return out;
}

function pluck(hz: number, ms: number, random: Random): Float32Array {
  const period = Math.max(2, Math.round(RATE / hz));
  const string = Float32Array.from({ length: period }, () => bell(random) * 0.5);
  const out = new Float32Array(samplesFor(ms));
  for (let i = 0; i < out.length; i++) {
    const at = i % period;
    const value = string[at] ?? 0;
    out[i] = value;
    string[at] = 0.498 * (value + (string[(at + 1) % period] ?? 0));
  }
  return out;
}
