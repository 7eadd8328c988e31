/** Spectrum of two real signals of `size` samples at once. */
export interface TwoRealFft {
  readonly size: number;
  /** Writes |X_a[k]|² and |X_b[k]|² for k = 0 … size/2. */
  powers(a: Float64Array, b: Float64Array, powerA: Float64Array, powerB: Float64Array): void;
}

/**
 * Mixed-radix Stockham FFT (auto-sort, no bit reversal) for sizes made of small factors such as Whisper's
 * 400 = 5·5·4·4. Two real signals ride in the real and the imaginary part of one complex transform and are
 * taken apart by symmetry: X_a = (Z[k] + conj Z[n-k]) / 2, X_b = (Z[k] - conj Z[n-k]) / 2i.
 */
export function createTwoRealFft(size: number): TwoRealFft {
  const stages = planStages(size);
  let re = new Float64Array(size);
  let im = new Float64Array(size);
  let outRe = new Float64Array(size);
  let outIm = new Float64Array(size);

  return {
    size,
    powers(a, b, powerA, powerB) {
      re.set(a);
      im.set(b);
      for (const stage of stages) {
        runStage(stage, re, im, outRe, outIm);
        [re, outRe] = [outRe, re];
        [im, outIm] = [outIm, im];
      }
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

interface Stage {
  readonly radix: number;
  /** Length of the sub-transforms still to do, and how many values run side by side. */
  readonly rest: number;
  readonly stride: number;
  /** radix × rest twiddles e^(-2πi·j·p / (radix·rest)). */
  readonly twiddleRe: Float64Array;
  readonly twiddleIm: Float64Array;
  /** radix × radix matrix of the small DFT. */
  readonly dftRe: Float64Array;
  readonly dftIm: Float64Array;
}

function planStages(size: number): Stage[] {
  const stages: Stage[] = [];
  let length = size;
  let stride = 1;
  for (const radix of factorise(size)) {
    const rest = length / radix;
    stages.push({
      radix,
      rest,
      stride,
      ...roots('twiddle', radix, rest, radix * rest),
      ...roots('dft', radix, radix, radix),
    } as Stage);
    length = rest;
    stride *= radix;
  }
  return stages;
}

function roots(prefix: 'twiddle' | 'dft', rows: number, columns: number, period: number) {
  const re = new Float64Array(rows * columns);
  const im = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const angle = (-2 * Math.PI * ((row * column) % period)) / period;
      re[row * columns + column] = Math.cos(angle);
      im[row * columns + column] = Math.sin(angle);
    }
  }
  return { [`${prefix}Re`]: re, [`${prefix}Im`]: im };
}

function factorise(size: number): number[] {
  const factors: number[] = [];
  let left = size;
  for (const radix of [5, 4, 3, 2]) {
    while (left % radix === 0) {
      factors.push(radix);
      left /= radix;
    }
  }
  if (left !== 1) throw new RangeError(`FFT size ${size} has a prime factor above 5`);
  return factors;
}

function runStage(stage: Stage, inRe: Float64Array, inIm: Float64Array, outRe: Float64Array, outIm: Float64Array): void {
  const { radix, rest, stride, twiddleRe, twiddleIm, dftRe, dftIm } = stage;
  for (let p = 0; p < rest; p++) {
    for (let j = 0; j < radix; j++) {
      const twRe = twiddleRe[j * rest + p] as number;
      const twIm = twiddleIm[j * rest + p] as number;
      const to = stride * (radix * p + j);
      for (let q = 0; q < stride; q++) {
        let sumRe = 0;
        let sumIm = 0;
        for (let r = 0; r < radix; r++) {
          const from = q + stride * (p + rest * r);
          const xRe = inRe[from] as number;
          const xIm = inIm[from] as number;
          const wRe = dftRe[j * radix + r] as number;
          const wIm = dftIm[j * radix + r] as number;
          sumRe += xRe * wRe - xIm * wIm;
          sumIm += xRe * wIm + xIm * wRe;
        }
        outRe[to + q] = sumRe * twRe - sumIm * twIm;
        outIm[to + q] = sumRe * twIm + sumIm * twRe;
      }
    }
  }
}
