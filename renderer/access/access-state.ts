import { type AccessCommand, SPEECH_RATE } from '../../core/contract/access.ts';

/** How this guest wants the screen and the voice; gone with the session. */
export interface AccessUi {
  /** What is on the screen is read out, item by item. */
  readonly audio: boolean;
  /** Something was plugged in that only the guest hears. */
  readonly headphones: boolean;
  /** Every control in the lower part of the screen. */
  readonly reach: boolean;
  readonly contrast: boolean;
  readonly text: 1 | 1.5 | 2;
  readonly calm: boolean;
  /** Nobody else sees what is on the screen; keys and voice go on. */
  readonly curtain: boolean;
  /** One switch: the controls take turns, and the switch presses the one whose turn it is. */
  readonly scanning: boolean;
  readonly speechRate: number;
  /** 0..1; NORMAL_VOLUME is the kiosk's own. */
  readonly volume: number;
}

export const NORMAL_VOLUME = 0.7;
/** Twice the amplitude at the most, which no voice is heard without a limiter; loudness goes with its square. */
export function gainFor(volume: number): number {
  return (volume / NORMAL_VOLUME) ** 2;
}

const VOLUME_STEP = 0.15;
const RATE_STEP = 0.2;
/** Whoever cannot see the screen must not be left with a voice they do not hear. */
const LEAST_VOLUME = 0.1;

export const DEFAULT_ACCESS: AccessUi = {
  audio: false,
  headphones: false,
  reach: false,
  contrast: false,
  text: 1,
  calm: false,
  curtain: false,
  scanning: false,
  speechRate: 1,
  volume: NORMAL_VOLUME,
};

/** The panel has what the dock has no room for: with large text, where there is little height. */
export function takesIn({ text, reach }: AccessUi, lowScreen: boolean): boolean {
  return text !== 1 && (reach || lowScreen);
}

const TEXT_SIZES = [1, 1.5, 2] as const;

/** What a command makes of the choices; the same object where it changes none. */
export function changedBy(access: AccessUi, command: AccessCommand): AccessUi {
  const patch = patchFor(access, command);
  const changes = (Object.keys(patch) as (keyof AccessUi)[]).some((key) => patch[key] !== access[key]);
  return changes ? { ...access, ...patch } : access;
}

function patchFor(access: AccessUi, command: AccessCommand): Partial<AccessUi> {
  switch (command) {
    case 'audio-on':
      return { audio: true };
    case 'audio-off':
      return { audio: false, headphones: false, curtain: false };
    case 'audio':
      return patchFor(access, access.audio ? 'audio-off' : 'audio-on');
    case 'headphones-in':
      return { audio: true, headphones: true };
    case 'headphones-out':
      return patchFor(access, 'audio-off');
    case 'reach-on':
      return { reach: true };
    case 'reach-off':
      return { reach: false };
    case 'contrast-on':
      return { contrast: true };
    case 'contrast-off':
      return { contrast: false };
    case 'calm-on':
      return { calm: true };
    case 'calm-off':
      return { calm: false };
    case 'scanning-on':
      return { scanning: true };
    case 'scanning-off':
      return { scanning: false };
    case 'curtain-on':
      // Without the reading aloud nobody could use the screen, the guest included.
      return { curtain: true, audio: true };
    case 'curtain-off':
      return { curtain: false };
    case 'curtain':
      return patchFor(access, access.curtain ? 'curtain-off' : 'curtain-on');
    case 'bigger':
      return { text: TEXT_SIZES.find((size) => size > access.text) ?? 2 };
    case 'smaller':
      return { text: TEXT_SIZES.findLast((size) => size < access.text) ?? 1 };
    case 'louder':
      return { volume: within(access.volume + VOLUME_STEP, LEAST_VOLUME, 1) };
    case 'softer':
      return { volume: within(access.volume - VOLUME_STEP, LEAST_VOLUME, 1) };
    case 'faster':
      return { speechRate: within(access.speechRate + RATE_STEP, SPEECH_RATE.min, SPEECH_RATE.max) };
    case 'slower':
      return { speechRate: within(access.speechRate - RATE_STEP, SPEECH_RATE.min, SPEECH_RATE.max) };
    case 'defaults':
      return DEFAULT_ACCESS;
    default:
      return {};
  }
}

function within(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)) * 100) / 100;
}
