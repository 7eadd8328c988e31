import { FoyerError } from '../contract/errors.ts';

export interface Wav {
  readonly sampleRate: number;
  /** Samples -1..1, one array a channel, all of one length. */
  readonly channels: readonly Float32Array[];
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const MAX_CHANNELS = 32;

interface Format {
  readonly coding: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
}

/**
 * Reads a RIFF WAVE file: PCM of 8, 16, 24 or 32 bits, float of 32 or 64. Unknown chunks are skipped. A file written by a
 * stream, whose sizes are 0 or 0xFFFFFFFF, and a file cut off at the end are read as far as they go.
 * @param name stands in error messages: the file's name.
 * @throws FoyerError fault "guest", code "wav-unreadable", saying what is wrong.
 */
export function readWav(bytes: Uint8Array, name = 'the audio'): Wav {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WAVE') {
    throw unreadable(name, bytes.length === 0 ? 'the file is empty' : 'it does not begin like a WAV file');
  }
  let format: Format | null = null;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const kind = tag(bytes, at);
    const stated = view.getUint32(at + 4, true);
    const start = at + 8;
    if (kind === 'fmt ') format = readFormat(view, start, stated, name);
    if (kind === 'data') {
      if (format === null) throw unreadable(name, 'its samples come before their format');
      const open = stated === 0 || stated === 0xffff_ffff || start + stated > bytes.length;
      return decode(view, start, open ? bytes.length : start + stated, format);
    }
    // Chunks are padded to an even length.
    at = start + stated + (stated & 1);
  }
  throw unreadable(name, format === null ? 'it has no format chunk' : 'it has no samples');
}

/** The mean of all channels. */
export function mixToMono(wav: Wav): Float32Array {
  const [first, ...others] = wav.channels;
  if (first === undefined) return new Float32Array(0);
  const mono = first.slice();
  for (const channel of others) for (let i = 0; i < mono.length; i++) mono[i] = (mono[i] as number) + (channel[i] as number);
  if (others.length > 0) for (let i = 0; i < mono.length; i++) mono[i] = (mono[i] as number) / wav.channels.length;
  return mono;
}

/** A mono 16-bit PCM file. Samples beyond -1..1 are clipped. */
export function writeWav(samples: Float32Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => {
    for (let i = 0; i < value.length; i++) bytes[at + i] = value.charCodeAt(i);
  };
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  for (let i = 0; i < samples.length; i++) {
    view.setInt16(44 + i * 2, Math.round(Math.max(-1, Math.min(1, samples[i] as number)) * 32_767), true);
  }
  return bytes;
}

function readFormat(view: DataView, start: number, length: number, name: string): Format {
  if (length < 16 || start + 16 > view.byteLength) throw unreadable(name, 'its format chunk is cut off');
  let coding = view.getUint16(start, true);
  if (coding === EXTENSIBLE && length >= 26 && start + 26 <= view.byteLength) coding = view.getUint16(start + 24, true);
  const channels = view.getUint16(start + 2, true);
  const sampleRate = view.getUint32(start + 4, true);
  const bits = view.getUint16(start + 14, true);
  const known = (coding === PCM && [8, 16, 24, 32].includes(bits)) || (coding === FLOAT && [32, 64].includes(bits));
  if (!known) throw unreadable(name, `it is coded as type ${coding} with ${bits} bits; PCM and float are read`);
  if (channels < 1 || channels > MAX_CHANNELS) throw unreadable(name, `it says it has ${channels} channels`);
  if (sampleRate < 4000 || sampleRate > 384_000) throw unreadable(name, `it says it has ${sampleRate} samples a second`);
  return { coding, channels, sampleRate, bits };
}

function decode(view: DataView, start: number, end: number, format: Format): Wav {
  const bytesPerSample = format.bits / 8;
  const frames = Math.floor((end - start) / (bytesPerSample * format.channels));
  const read = sampleReader(view, format);
  const channels = Array.from({ length: format.channels }, () => new Float32Array(frames));
  let at = start;
  for (let frame = 0; frame < frames; frame++) {
    for (const channel of channels) {
      const value = read(at);
      channel[frame] = Number.isFinite(value) ? value : 0;
      at += bytesPerSample;
    }
  }
  return { sampleRate: format.sampleRate, channels };
}

function sampleReader(view: DataView, { coding, bits }: Format): (at: number) => number {
  if (coding === FLOAT) return bits === 32 ? (at) => view.getFloat32(at, true) : (at) => view.getFloat64(at, true);
  switch (bits) {
    case 8:
      return (at) => (view.getUint8(at) - 128) / 128;
    case 16:
      return (at) => view.getInt16(at, true) / 32_768;
    case 24:
      return (at) => (view.getUint16(at, true) | (view.getInt8(at + 2) << 16)) / 8_388_608;
    default:
      return (at) => view.getInt32(at, true) / 2_147_483_648;
  }
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function unreadable(name: string, what: string): FoyerError {
  return new FoyerError(`${name} cannot be read: ${what}`, {
    fault: 'guest',
    code: 'wav-unreadable',
    remedy: 'Give an uncompressed WAV file (PCM or float).',
  });
}
