import { z } from 'zod';
import { localeSchema } from './primitives.ts';

/** Easier to use: what a guest may change about the screen and the voice, by touch, key or word. See docs/accessibility.md. */

/** What a key of the keypad or a word of the guest does, whichever way it came. */
export const ACCESS_COMMANDS = [
  // Audio mode: what is on the screen, one item at a time.
  'next',
  'previous',
  'activate',
  'repeat',
  'where',
  'help',
  // The voice.
  'louder',
  'softer',
  'faster',
  'slower',
  'stop',
  // The modes; the first of each pair also takes back the other.
  'audio-on',
  'audio-off',
  'audio',
  'headphones-in',
  'headphones-out',
  'reach-on',
  'reach-off',
  'contrast-on',
  'contrast-off',
  'calm-on',
  'calm-off',
  'bigger',
  'smaller',
  'curtain-on',
  'curtain-off',
  'curtain',
  'scanning-on',
  'scanning-off',
  'panel',
  'defaults',
] as const;
export const accessCommandSchema = z.enum(ACCESS_COMMANDS);
export type AccessCommand = z.infer<typeof accessCommandSchema>;

/** A screen text is read out in one breath; a longer one is cut where a sentence ends. */
export const MAX_READ_TEXT = 800;
/** 1: the voice's own pace. */
export const SPEECH_RATE = { min: 0.6, max: 1.6 } as const;

/**
 * Keys that give a command, as KeyboardEvent.key or .code says them: {next: ["ArrowDown"], "headphones-in": ["F15"]}. A command that
 * is named here has these keys and no other; letters and digits belong to the guest's question and are refused.
 */
export const accessKeysSchema = z.partialRecord(
  accessCommandSchema,
  z.array(z.string().regex(/^[A-Z][A-Za-z0-9]{1,30}$/, 'the name of a key that types nothing: "F4", "ArrowDown", "AudioVolumeUp"')).max(6),
);
export type AccessKeys = z.infer<typeof accessKeysSchema>;

const seq = z.number().int().positive();

export const accessToKiosk = [
  /** How the guest wants to be spoken to. Audio mode: twice the time before the kiosk asks whether anybody is there. */
  z.strictObject({
    type: z.literal('access.set'),
    seq,
    audio: z.boolean(),
    speechRate: z.number().min(SPEECH_RATE.min).max(SPEECH_RATE.max),
  }),
  /** Audio mode: reads out a text that is on the screen. What is being said stops for it; an empty text only stops. */
  z.strictObject({ type: z.literal('speech.say'), seq, text: z.string().max(MAX_READ_TEXT), locale: localeSchema }),
] as const;

export const accessToScreen = [
  /** The guest said it. */
  z.object({ type: z.literal('access.do'), command: accessCommandSchema }),
  /** "Press …": the control of that name; where there is none, `text` comes back as a question. */
  z.object({ type: z.literal('access.press'), name: z.string(), text: z.string() }),
] as const;
