/**
 * Version of the screen <-> kiosk protocol. A screen and a kiosk that disagree on it refuse each
 * other with `protocol-mismatch`: they are always shipped together, so there is nothing to negotiate.
 */
export const PROTOCOL_VERSION = 1;

/** Largest text message, in UTF-8 bytes, that a kiosk accepts. */
export const MAX_TEXT_BYTES = 256 * 1024;

/** Largest text message a screen accepts: the plans of a large venue, a long conversation, or all open requests come in one. */
export const MAX_STATE_BYTES = 8 * 1024 * 1024;

/** Largest binary message a kiosk accepts from a screen: one microphone frame with its header. */
export const MAX_MIC_MESSAGE_BYTES = 16 * 1024;

/** Largest binary message a screen accepts from a kiosk: one spoken sentence (about 60 s at 16 kHz). */
export const MAX_SPEECH_MESSAGE_BYTES = 4 * 1024 * 1024;

/** Longest text a guest may type or a badge may carry, in UTF-16 code units. */
export const MAX_GUEST_TEXT = 500;
export const MAX_BADGE_PAYLOAD = 512;
/** Longest text any QR code holds: a screen hands on what it read, and the kiosk says what is wrong with it. */
export const MAX_SCANNED_TEXT = 7089;

/** Sample rate of every microphone frame, Hz. */
export const MIC_SAMPLE_RATE = 16_000;

/** Samples in one microphone frame: Silero VAD v5 and v6 look at 512 samples (32 ms) at a time. */
export const MIC_FRAME_SAMPLES = 512;
export const MIC_FRAME_MS = (MIC_FRAME_SAMPLES / MIC_SAMPLE_RATE) * 1000;
