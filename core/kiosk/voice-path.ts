import type { KioskConfig, Locale, MicFrame, SpeechAudio, ToScreen } from '../contract/index.ts';
import type { Clock, Log } from '../ports.ts';
import { isBackchannel } from '../voice/backchannel.ts';
import { createSegmenter } from '../voice/segmenter.ts';
import type { KioskParts } from './kiosk-deps.ts';
import { createListener, type Heard } from './listener.ts';
import { kioskMessages } from './messages.ts';
import { createSpeaker, type Speaker } from './speaker.ts';

export interface VoicePathDeps {
  readonly config: Pick<KioskConfig, 'turnTaking' | 'speaking'>;
  readonly parts: Pick<KioskParts, 'hearing' | 'speaking'>;
  readonly maxUtteranceMs: number | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly locale: () => Locale;
  readonly send: (message: ToScreen) => void;
  readonly sendAudio: (audio: SpeechAudio) => void;
  readonly onFirstAudio: (turn: number) => void;
  readonly onFirstPlayed: (turn: number) => void;
  /** The guest is, or is no longer, heard speaking. */
  readonly onHearing: (hearing: boolean) => void;
  readonly onPartial: (text: string) => void;
  /** The guest said something to act on. */
  readonly onHeard: (heard: Heard) => void;
  /** Whether a guest waits for an answer to what was only noise. */
  readonly expectsWords: () => boolean;
  /** Hearing or speaking has changed. */
  readonly onChange: () => void;
}

export interface VoicePath {
  readonly speaker: Speaker;
  readonly hearing: boolean;
  push(frame: MicFrame): void;
  /** The microphone or the guest is gone; what was being heard is dropped. */
  reset(): void;
}

/** Ear and mouth of the kiosk together: they have to know of each other to tell an interruption from an "mm-hm". */
export function createVoicePath(deps: VoicePathDeps): VoicePath {
  let hearing = false;
  /** Speech was paused for what is being judged now. */
  let interrupted = false;

  const speaker = createSpeaker({
    tts: deps.parts.speaking,
    voice: deps.config.speaking.voice,
    clock: deps.clock,
    log: deps.log,
    send: deps.send,
    sendAudio: deps.sendAudio,
    onFirstAudio: deps.onFirstAudio,
    onFirstPlayed: deps.onFirstPlayed,
    onSpeaking(speaking) {
      listener.setKioskSpeaking(speaking);
      deps.onChange();
    },
  });

  const listener = createListener({
    segmenter: createSegmenter({
      turnTaking: deps.config.turnTaking,
      ...(deps.maxUtteranceMs === undefined ? {} : { maxUtteranceMs: deps.maxUtteranceMs }),
    }),
    stt: deps.parts.hearing,
    locale: deps.locale,
    clock: deps.clock,
    log: deps.log,
    onHearing(next) {
      hearing = next;
      deps.onHearing(next);
      deps.onChange();
    },
    onPartial: deps.onPartial,
    onInterruption(stage) {
      if (stage === 'maybe') deps.send({ type: 'speech.duck', duck: true });
      if (stage === 'none') deps.send({ type: 'speech.duck', duck: false });
      if (stage === 'certain') {
        interrupted = true;
        speaker.pause();
      }
    },
    onHeard(heard) {
      if (takeInterruption() && isBackchannel(heard.transcript.text)) return speaker.resume();
      deps.onHeard(heard);
    },
    onNothing(why) {
      if (takeInterruption()) return speaker.resume();
      if (!deps.expectsWords() || speaker.speaking) return;
      deps.send({ type: 'hearing.nothing', ...(why === 'misfire' ? {} : { hint: kioskMessages(deps.locale())(`hint.${why}`) }) });
    },
  });

  /** Whether speech was paused; the pause is settled from here on, and any ducking ends. */
  const takeInterruption = (): boolean => {
    const was = interrupted;
    interrupted = false;
    if (was) deps.send({ type: 'speech.duck', duck: false });
    return was;
  };

  return {
    speaker,
    get hearing() {
      return hearing;
    },
    push: listener.push,
    reset() {
      listener.reset();
      hearing = false;
      // Whoever was interrupting is not heard any more.
      if (takeInterruption()) speaker.resume();
      deps.onChange();
    },
  };
}
