import type { Viseme } from '../contract/index.ts';

export interface TimedPhone {
  /** In the CMU set, lower case: "dh", "ax", "pau". */
  readonly phone: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface TimedViseme {
  readonly viseme: Viseme;
  readonly startMs: number;
  readonly endMs: number;
}

const VISEMES: Readonly<Record<string, Viseme | readonly [Viseme, Viseme]>> = {
  pau: 'sil',
  p: 'PP',
  b: 'PP',
  m: 'PP',
  f: 'FF',
  v: 'FF',
  th: 'TH',
  dh: 'TH',
  t: 'DD',
  d: 'DD',
  k: 'kk',
  g: 'kk',
  ng: 'kk',
  hh: 'kk',
  ch: 'CH',
  jh: 'CH',
  sh: 'CH',
  zh: 'CH',
  s: 'SS',
  z: 'SS',
  n: 'nn',
  l: 'nn',
  r: 'RR',
  er: 'RR',
  w: 'U',
  y: 'I',
  aa: 'aa',
  ae: 'aa',
  ah: 'aa',
  ao: 'O',
  ax: 'E',
  eh: 'E',
  ih: 'I',
  iy: 'I',
  uh: 'U',
  uw: 'U',
  // A diphthong moves from one mouth shape to another.
  ay: ['aa', 'I'],
  aw: ['aa', 'U'],
  ey: ['E', 'I'],
  ow: ['O', 'U'],
  oy: ['O', 'I'],
};

/** Mouth shapes (the 15 of the contract) for timed phones; equal neighbours are one. */
export function visemesOf(phones: readonly TimedPhone[]): TimedViseme[] {
  const visemes: TimedViseme[] = [];
  const push = (viseme: Viseme, startMs: number, endMs: number) => {
    const previous = visemes.at(-1);
    if (previous?.viseme === viseme) visemes[visemes.length - 1] = { ...previous, endMs };
    else if (endMs > startMs) visemes.push({ viseme, startMs, endMs });
  };
  for (const { phone, startMs, endMs } of phones) {
    const shape = VISEMES[phone] ?? 'sil';
    if (typeof shape === 'string') {
      push(shape, startMs, endMs);
    } else {
      const middleMs = startMs + (endMs - startMs) * 0.6;
      push(shape[0], startMs, middleMs);
      push(shape[1], middleMs, endMs);
    }
  }
  return visemes;
}
