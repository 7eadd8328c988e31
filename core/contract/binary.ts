import { MIC_FRAME_SAMPLES, PROTOCOL_VERSION } from './protocol.ts';

/**
 * Binary messages: a fixed little-endian header, then Float32 samples, mono, -1..1.
 *
 * Microphone frame, screen -> kiosk, 16-byte header:
 *   u8 kind=1, u8 protocol, u16 speech probability x 65535, u32 frame number, f64 captured at (ms, screen clock)
 * Spoken sentence, kiosk -> screen, 16-byte header:
 *   u8 kind=2, u8 protocol, u16 reserved, u32 turn, u32 sentence, u32 sample rate
 * Part of an uploaded file, staff screen -> kiosk, 16-byte header, then bytes instead of samples:
 *   u8 kind=3, u8 protocol, u16 file (index in staff.upload.begin), u32 upload, u32 reserved, u32 offset
 */
const HEADER_BYTES = 16;
const MIC_KIND = 1;
const SPEECH_KIND = 2;
const UPLOAD_KIND = 3;
/** Bytes of a file in one chunk, at most. */
export const MAX_CHUNK_BYTES = 128 * 1024;
export const MAX_CHUNK_MESSAGE_BYTES = HEADER_BYTES + MAX_CHUNK_BYTES;

export interface MicFrame {
  /** Consecutive from 0 for each time the microphone opens; a gap means frames were left out. */
  readonly frame: number;
  /** Of the voice activity detector, 0..1. */
  readonly speechProbability: number;
  readonly capturedAtMs: number;
  /** Exactly MIC_FRAME_SAMPLES samples at MIC_SAMPLE_RATE. */
  readonly samples: Float32Array;
}

export interface SpeechAudio {
  readonly turn: number;
  readonly sentence: number;
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

export function encodeMicFrame(frame: MicFrame): Uint8Array<ArrayBuffer> {
  const { bytes, view } = allocate(MIC_KIND, frame.samples);
  view.setUint16(2, Math.round(clamp01(frame.speechProbability) * 65535), true);
  view.setUint32(4, frame.frame, true);
  view.setFloat64(8, frame.capturedAtMs, true);
  return bytes;
}

/** The frame, or null when the bytes are not a well-formed microphone frame of this protocol. */
export function decodeMicFrame(bytes: Uint8Array): MicFrame | null {
  const view = open(bytes, MIC_KIND);
  if (view === null || bytes.byteLength !== HEADER_BYTES + MIC_FRAME_SAMPLES * 4) return null;
  const capturedAtMs = view.getFloat64(8, true);
  if (!Number.isFinite(capturedAtMs)) return null;
  const samples = copySamples(bytes);
  for (let i = 0; i < samples.length; i++) {
    // A broken driver can deliver NaN or infinities; one bad sample would poison every later sum.
    if (!Number.isFinite(samples[i])) samples[i] = 0;
  }
  return { frame: view.getUint32(4, true), speechProbability: view.getUint16(2, true) / 65535, capturedAtMs, samples };
}

export function encodeSpeechAudio(audio: SpeechAudio): Uint8Array<ArrayBuffer> {
  const { bytes, view } = allocate(SPEECH_KIND, audio.samples);
  view.setUint32(4, audio.turn, true);
  view.setUint32(8, audio.sentence, true);
  view.setUint32(12, audio.sampleRate, true);
  return bytes;
}

/** The audio, or null when the bytes are not well-formed speech of this protocol. */
export function decodeSpeechAudio(bytes: Uint8Array): SpeechAudio | null {
  const view = open(bytes, SPEECH_KIND);
  if (view === null || (bytes.byteLength - HEADER_BYTES) % 4 !== 0) return null;
  return {
    turn: view.getUint32(4, true),
    sentence: view.getUint32(8, true),
    sampleRate: view.getUint32(12, true),
    samples: copySamples(bytes),
  };
}

export interface UploadChunk {
  readonly uploadId: number;
  /** Index in `staff.upload.begin`. */
  readonly file: number;
  /** Where in the file the bytes belong; chunks of one file follow each other without a gap. */
  readonly offset: number;
  /** 1 to MAX_CHUNK_BYTES. */
  readonly bytes: Uint8Array;
}

export function encodeUploadChunk({ uploadId, file, offset, bytes }: UploadChunk): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(HEADER_BYTES + bytes.byteLength);
  message.set(bytes, HEADER_BYTES);
  message[0] = UPLOAD_KIND;
  message[1] = PROTOCOL_VERSION;
  const view = new DataView(message.buffer);
  view.setUint16(2, file, true);
  view.setUint32(4, uploadId, true);
  view.setUint32(12, offset, true);
  return message;
}

/** By its kind alone. */
export function isUploadChunk(bytes: Uint8Array): boolean {
  return bytes[0] === UPLOAD_KIND;
}

/** The chunk (a view of `bytes`), or null when they are not a well-formed chunk of this protocol. */
export function decodeUploadChunk(bytes: Uint8Array): UploadChunk | null {
  const view = open(bytes, UPLOAD_KIND);
  if (view === null || bytes.byteLength === HEADER_BYTES || bytes.byteLength > MAX_CHUNK_MESSAGE_BYTES) return null;
  return {
    file: view.getUint16(2, true),
    uploadId: view.getUint32(4, true),
    offset: view.getUint32(12, true),
    bytes: bytes.subarray(HEADER_BYTES),
  };
}

function allocate(kind: number, samples: Float32Array) {
  const bytes = new Uint8Array(HEADER_BYTES + samples.byteLength);
  bytes.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), HEADER_BYTES);
  bytes[0] = kind;
  bytes[1] = PROTOCOL_VERSION;
  return { bytes, view: new DataView(bytes.buffer) };
}

function open(bytes: Uint8Array, kind: number): DataView | null {
  if (bytes.byteLength < HEADER_BYTES || bytes[0] !== kind || bytes[1] !== PROTOCOL_VERSION) return null;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function copySamples(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  // A copy: the payload may be unaligned, and its buffer belongs to the transport.
  return new Float32Array(bytes.slice(HEADER_BYTES).buffer);
}

function clamp01(x: number): number {
  return x > 0 ? Math.min(x, 1) : 0;
}
