/** Spectrum of two real signals of `size` samples at once. */
export interface TwoRealFft {
  readonly size: number;
  /** Writes |X_a[k]|² and |X_b[k]|² for k = 0 … size/2. */
  powers(a: Float64Array, b: Float64Array, powerA: Float64Array, powerB: Float64Array): void;
}

/**
 * Mixed-radix Stockham FFT (auto-sort, no bit reversal) for sizes made of 4, 5 and 2, such as Whisper's 400 = 5·5·4·4. Two
 * real signals ride in the real and the imaginary part of one complex transform and are taken apart by symmetry:
 * X_a = (Z[k] + conj Z[n-k]) / 2, X_b = (Z[k] - conj Z[n-k]) / 2i.
 */
export function createTwoRealFft(size: number): TwoRealFft {
  const stages = planStages(size);
  let from: Complex = { re: new Float64Array(size), im: new Float64Array(size) };
  let to: Complex = { re: new Float64Array(size), im: new Float64Array(size) };

  return {
    size,
    powers(a, b, powerA, powerB) {
      from.re.set(a);
      from.im.set(b);
      for (const stage of stages) {
        BUTTERFLIES[stage.radix](stage, from, to);
        [from, to] = [to, from];
      }
      const { re, im } = from;
      const half = size >> 1;
      for (let k = 0; k <= half; k++) {
        const m = k === 0 ? 0 : size - k;
        const zr = re[k] as number;
        const zi = im[k] as number;
        const wr = re[m] as number;
        const wi = im[m] as number;
        powerA[k] = ((zr + wr) * (zr + wr) + (zi - wi) * (zi - wi)) / 4;
        powerB[k] = ((zi + wi) * (zi + wi) + (zr - wr) * (zr - wr)) / 4;
      }
    },
  };
}

interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

type Radix = 2 | 4 | 5;

/** A stage does `rest` butterflies of `radix` points, each for `stride` values side by side. */
interface Stage {
  readonly radix: Radix;
  readonly rest: number;
  readonly stride: number;
  /** Row j - 1: e^(-2πi·j·p / (radix·rest)) for p = 0 … rest - 1. */
  readonly twiddles: Complex;
}

function planStages(size: number): Stage[] {
  const stages: Stage[] = [];
  let length = size;
  let stride = 1;
  for (const radix of factorise(size)) {
    const rest = length / radix;
    stages.push({ radix, rest, stride, twiddles: twiddleTable(radix, rest) });
    length = rest;
    stride *= radix;
  }
  return stages;
}

function twiddleTable(radix: Radix, rest: number): Complex {
  const re = new Float64Array((radix - 1) * rest);
  const im = new Float64Array((radix - 1) * rest);
  for (let j = 1; j < radix; j++) {
    for (let p = 0; p < rest; p++) {
      const angle = (-2 * Math.PI * j * p) / (radix * rest);
      re[(j - 1) * rest + p] = Math.cos(angle);
      im[(j - 1) * rest + p] = Math.sin(angle);
    }
  }
  return { re, im };
}

function factorise(size: number): Radix[] {
  const factors: Radix[] = [];
  let left = size;
  for (const radix of [5, 4, 2] as const) {
    for (; left % radix === 0 && left > 1; left /= radix) factors.push(radix);
  }
  if (left !== 1) throw new RangeError(`FFT size ${size} is not made of the factors 2, 4 and 5`);
  return factors;
}

type Butterfly = (stage: Stage, from: Complex, to: Complex) => void;

const radix2: Butterfly = ({ rest, stride, twiddles }, from, to) => {
  for (let p = 0; p < rest; p++) {
    for (let q = 0; q < stride; q++) {
      const a = q + stride * p;
      const b = a + stride * rest;
      const out = q + 2 * stride * p;
      const ar = from.re[a] as number;
      const ai = from.im[a] as number;
      const br = from.re[b] as number;
      const bi = from.im[b] as number;
      put(to, out, ar + br, ai + bi);
      putTurned(to, out + stride, ar - br, ai - bi, twiddles, p);
    }
  }
};

const radix4: Butterfly = ({ rest, stride, twiddles }, from, to) => {
  const { re, im } = from;
  const step = stride * rest;
  for (let p = 0; p < rest; p++) {
    for (let q = 0; q < stride; q++) {
      const a = q + stride * p;
      const out = q + 4 * stride * p;
      const sumEvenRe = (re[a] as number) + (re[a + 2 * step] as number);
      const sumEvenIm = (im[a] as number) + (im[a + 2 * step] as number);
      const differenceEvenRe = (re[a] as number) - (re[a + 2 * step] as number);
      const differenceEvenIm = (im[a] as number) - (im[a + 2 * step] as number);
      const sumOddRe = (re[a + step] as number) + (re[a + 3 * step] as number);
      const sumOddIm = (im[a + step] as number) + (im[a + 3 * step] as number);
      const differenceOddRe = (re[a + step] as number) - (re[a + 3 * step] as number);
      const differenceOddIm = (im[a + step] as number) - (im[a + 3 * step] as number);
      put(to, out, sumEvenRe + sumOddRe, sumEvenIm + sumOddIm);
      putTurned(to, out + stride, differenceEvenRe + differenceOddIm, differenceEvenIm - differenceOddRe, twiddles, p);
      putTurned(to, out + 2 * stride, sumEvenRe - sumOddRe, sumEvenIm - sumOddIm, twiddles, rest + p);
      putTurned(to, out + 3 * stride, differenceEvenRe - differenceOddIm, differenceEvenIm + differenceOddRe, twiddles, 2 * rest + p);
    }
  }
};

const COS_1 = Math.cos((2 * Math.PI) / 5);
const COS_2 = Math.cos((4 * Math.PI) / 5);
const SIN_1 = Math.sin((2 * Math.PI) / 5);
const SIN_2 = Math.sin((4 * Math.PI) / 5);

const radix5: Butterfly = ({ rest, stride, twiddles }, from, to) => {
  const { re, im } = from;
  const step = stride * rest;
  for (let p = 0; p < rest; p++) {
    for (let q = 0; q < stride; q++) {
      const a = q + stride * p;
      const out = q + 5 * stride * p;
      const ar = re[a] as number;
      const ai = im[a] as number;
      const outerRe = (re[a + step] as number) + (re[a + 4 * step] as number);
      const outerIm = (im[a + step] as number) + (im[a + 4 * step] as number);
      const innerRe = (re[a + 2 * step] as number) + (re[a + 3 * step] as number);
      const innerIm = (im[a + 2 * step] as number) + (im[a + 3 * step] as number);
      const outerTurnRe = (re[a + step] as number) - (re[a + 4 * step] as number);
      const outerTurnIm = (im[a + step] as number) - (im[a + 4 * step] as number);
      const innerTurnRe = (re[a + 2 * step] as number) - (re[a + 3 * step] as number);
      const innerTurnIm = (im[a + 2 * step] as number) - (im[a + 3 * step] as number);
      const m1r = ar + COS_1 * outerRe + COS_2 * innerRe;
      const m1i = ai + COS_1 * outerIm + COS_2 * innerIm;
      const m2r = ar + COS_2 * outerRe + COS_1 * innerRe;
      const m2i = ai + COS_2 * outerIm + COS_1 * innerIm;
      const n1r = SIN_1 * outerTurnRe + SIN_2 * innerTurnRe;
      const n1i = SIN_1 * outerTurnIm + SIN_2 * innerTurnIm;
      const n2r = SIN_2 * outerTurnRe - SIN_1 * innerTurnRe;
      const n2i = SIN_2 * outerTurnIm - SIN_1 * innerTurnIm;
      put(to, out, ar + outerRe + innerRe, ai + outerIm + innerIm);
      putTurned(to, out + stride, m1r + n1i, m1i - n1r, twiddles, p);
      putTurned(to, out + 2 * stride, m2r + n2i, m2i - n2r, twiddles, rest + p);
      putTurned(to, out + 3 * stride, m2r - n2i, m2i + n2r, twiddles, 2 * rest + p);
      putTurned(to, out + 4 * stride, m1r - n1i, m1i + n1r, twiddles, 3 * rest + p);
    }
  }
};

const BUTTERFLIES: Readonly<Record<Radix, Butterfly>> = { 2: radix2, 4: radix4, 5: radix5 };

function put(to: Complex, at: number, re: number, im: number): void {
  to.re[at] = re;
  to.im[at] = im;
}

/** Times the twiddle at `which`. */
function putTurned(to: Complex, at: number, re: number, im: number, twiddles: Complex, which: number): void {
  const tr = twiddles.re[which] as number;
  const ti = twiddles.im[which] as number;
  to.re[at] = re * tr - im * ti;
  to.im[at] = re * ti + im * tr;
}
