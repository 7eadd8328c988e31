import { describe, expect, it } from 'vitest';
import { resample } from '../../../core/speech/resample.ts';
import { splitAudio } from '../../../core/speech/split-audio.ts';
import { mixToMono, readWav, writeWav } from '../../../core/speech/wav.ts';

function sine(hz: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));
}

const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

/** A WAV file of the given format; `put` writes one sample. */
function wavFile(options: {
  coding: number;
  bits: number;
  channels: number;
  frames: number;
  rate?: number;
  put: (view: DataView, at: number, i: number) => void;
}) {
  const { coding, bits, channels, frames, rate = 16_000, put } = options;
  const size = (bits / 8) * channels * frames;
  const bytes = new Uint8Array(44 + size);
  bytes.set(writeWav(new Float32Array(0), rate));
  const view = new DataView(bytes.buffer);
  view.setUint16(20, coding, true);
  view.setUint16(22, channels, true);
  view.setUint16(34, bits, true);
  view.setUint32(40, size, true);
  for (let i = 0; i < frames * channels; i++) put(view, 44 + (i * bits) / 8, i);
  return bytes;
}

describe('WAV files', () => {
  const half: Record<string, Parameters<typeof wavFile>[0]> = {
    '8-bit': { coding: 1, bits: 8, channels: 1, frames: 4, put: (view, at) => view.setUint8(at, 192) },
    '16-bit': { coding: 1, bits: 16, channels: 2, frames: 4, put: (view, at) => view.setInt16(at, 16_384, true) },
    '24-bit': { coding: 1, bits: 24, channels: 1, frames: 4, put: (view, at) => view.setUint8(at + 2, 64) },
    '32-bit': { coding: 1, bits: 32, channels: 1, frames: 4, put: (view, at) => view.setInt32(at, 2 ** 30, true) },
    'float 32': { coding: 3, bits: 32, channels: 3, frames: 4, put: (view, at) => view.setFloat32(at, 0.5, true) },
    'float 64': { coding: 3, bits: 64, channels: 1, frames: 4, put: (view, at) => view.setFloat64(at, 0.5, true) },
  };
  it.each(Object.entries(half))('reads %s', (_, options) => {
    const wav = readWav(wavFile(options));
    expect(wav.channels).toHaveLength(options.channels);
    expect([...mixToMono(wav)]).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('keeps the sign of 24-bit samples', () => {
    const bytes = wavFile({ coding: 1, bits: 24, channels: 1, frames: 1, put: (view, at) => view.setUint8(at + 2, 0xc0) });
    expect([...mixToMono(readWav(bytes))]).toEqual([-0.5]);
  });

  it('writes what it reads', () => {
    const samples = sine(440, 16_000, 0.1);
    const back = readWav(writeWav(samples, 22_050));
    expect(back.sampleRate).toBe(22_050);
    expect(Math.max(...mixToMono(back).map((x, i) => Math.abs(x - (samples[i] as number))))).toBeLessThan(1e-4);
  });

  it('clips instead of wrapping round', () => {
    const back = mixToMono(readWav(writeWav(Float32Array.of(3, -3), 16_000)));
    expect(back[0]).toBeGreaterThan(0.99);
    expect(back[1]).toBeLessThan(-0.99);
  });

  it('skips other chunks, odd sizes included', () => {
    const plain = writeWav(Float32Array.of(0.25, 0.25), 16_000);
    const extra = new TextEncoder().encode('LIST\u0003\0\0\0abc\0');
    const bytes = new Uint8Array(plain.length + extra.length);
    bytes.set(plain.subarray(0, 36));
    bytes.set(extra, 36);
    bytes.set(plain.subarray(36), 36 + extra.length);
    expect(mixToMono(readWav(bytes))).toHaveLength(2);
  });

  it.each([0, 0xffff_ffff, 100_000])('reads as far as it goes when the stated size is %i', (size) => {
    const bytes = writeWav(new Float32Array(50).fill(0.5), 16_000);
    new DataView(bytes.buffer).setUint32(40, size, true);
    expect(mixToMono(readWav(bytes))).toHaveLength(50);
  });

  it.each([
    ['an empty file', new Uint8Array(0), /empty/],
    ['a text', new TextEncoder().encode('hello, this is no audio at all'), /does not begin like a WAV/],
    ['a header alone', writeWav(new Float32Array(0), 16_000).subarray(0, 36), /no samples/],
    ['a compressed file', wavFile({ coding: 85, bits: 16, channels: 1, frames: 1, put: () => {} }), /type 85/],
    ['no channels', wavFile({ coding: 1, bits: 16, channels: 0, frames: 1, put: () => {} }), /0 channels/],
    ['an impossible rate', writeWav(new Float32Array(4), 3), /3 samples a second/],
  ])('says what is wrong with %s', (_, bytes, message) => {
    expect(() => readWav(bytes, 'a.wav')).toThrow(message);
    expect(() => readWav(bytes, 'a.wav')).toThrow(/a\.wav/);
  });

  it('never throws anything but its own error on mutated files', () => {
    const good = writeWav(sine(440, 16_000, 0.01), 16_000);
    let state = 1;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state;
    };
    for (let i = 0; i < 2000; i++) {
      const bytes = good.slice(0, random() % good.length);
      for (let k = 0; k < 3 && bytes.length > 0; k++) bytes[random() % Math.min(44, bytes.length)] = random() >> 8;
      try {
        mixToMono(readWav(bytes));
      } catch (error) {
        expect(error).toMatchObject({ name: 'FoyerError', code: 'wav-unreadable' });
      }
    }
  });
});

describe('resampling', () => {
  it.each([8000, 11_025, 22_050, 44_100, 48_000, 96_000])('keeps a 1 kHz tone from %i Hz', (rate) => {
    const out = resample(sine(1000, rate, 0.5), rate, 16_000);
    expect(Math.abs(out.length - 8000)).toBeLessThanOrEqual(1);
    const wanted = sine(1000, 16_000, 0.5);
    const worst = Math.max(...out.subarray(200, 7800).map((x, i) => Math.abs(x - (wanted[i + 200] as number))));
    expect(worst).toBeLessThan(1e-3);
  });

  it.each([8600, 10_000, 20_000])('removes %i Hz, which 16 kHz cannot hold', (hz) => {
    const out = resample(sine(hz, 48_000, 0.5), 48_000, 16_000);
    expect(rms(out.subarray(200, 7800))).toBeLessThan(0.5 * 0.001);
  });

  it('gives a copy at the same rate and nothing for nothing', () => {
    const samples = sine(100, 16_000, 0.01);
    const same = resample(samples, 16_000, 16_000);
    expect(same).toEqual(samples);
    expect(same).not.toBe(samples);
    expect(resample(new Float32Array(0), 8000, 16_000)).toHaveLength(0);
  });
});

describe('splitting long audio', () => {
  it('cuts in the pause and keeps every sample', () => {
    const audio = sine(300, 16_000, 15);
    audio.fill(0, 16_000 * 8, 16_000 * 8.5);
    const pieces = splitAudio(audio, 160_000);
    expect(pieces).toHaveLength(2);
    expect(pieces[0]?.length).toBeGreaterThan(16_000 * 8);
    expect(pieces[0]?.length).toBeLessThan(16_000 * 8.5);
    expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(audio.length);
  });

  it('stays within the window without any pause', () => {
    const pieces = splitAudio(sine(300, 16_000, 31), 160_000);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(160_000);
  });

  it('leaves short audio whole', () => {
    expect(splitAudio(new Float32Array(100), 160_000)).toHaveLength(1);
  });
});
