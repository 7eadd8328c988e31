import type { KioskConfig, Locale, MicFrame, SpeechAudio, ToScreen } from '../contract/index.ts';
import type { Clock, Log } from '../ports.ts';
import { isBackchannel } from '../voice/backchannel.ts';
import { createSegmenter } from '../voice/segmenter.ts';
import { createHearingHints, type HearingHint } from './hearing-hints.ts';
import type { KioskParts } from './kiosk-deps.ts';
import { createListener, type Heard, type NothingHeard } from './listener.ts';
import type { LiveText } from './live-transcript.ts';
import { kioskMessages } from './messages.ts';
import { createSpeaker, type Speaker } from './speaker.ts';
import { createSynthesis } from './synthesis.ts';
import { createTalkGate } from './talk-gate.ts';
import { createVenueNames } from './venue-names.ts';

export interface VoicePathDeps {
  readonly config: Pick<KioskConfig, 'turnTaking' | 'speaking'>;
  readonly parts: Pick<KioskParts, 'hearing' | 'speaking' | 'venue'>;
  readonly maxUtteranceMs: number | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly locale: () => Locale;
  readonly send: (message: ToScreen) => void;
  readonly sendAudio: (audio: SpeechAudio) => void;
  readonly onFirstAudio: (turn: number) => void;
  readonly onFirstPlayed: (turn: number, heardMs: number) => void;
  /** The guest is, or is no longer, heard speaking. */
  readonly onHearing: (hearing: boolean) => void;
  readonly onPartial: (live: LiveText) => void;
  /** What the guest has probably just finished saying; null: they went on. */
  readonly onExpected: (expected: Heard['transcript'] | null) => void;
  /** The guest said something to act on. */
  readonly onHeard: (heard: Heard) => void;
  /** Whether a guest waits for an answer to what was only noise. */
  readonly expectsWords: () => boolean;
  /** Hearing, listening or speaking has changed. */
  readonly onChange: () => void;
}

export interface VoicePath {
  readonly speaker: Speaker;
  readonly hearing: boolean;
  /** False while the guest's talk button is not pressed, where the kiosk has one. */
  readonly listening: boolean;
  push(frame: MicFrame): void;
  /** The guest's talk button. */
  talk(on: boolean): void;
  /** The guest's pace; 1 is the voice's own. */
  setRate(rate: number): void;
  /** The kiosk has asked something. */
  expectAnswer(): void;
  /** The microphone or the guest is gone; what was being heard is dropped. */
  reset(): void;
}

/** Ear and mouth of the kiosk together: they have to know of each other to tell an interruption from an "mm-hm". */
export function createVoicePath(deps: VoicePathDeps): VoicePath {
  let hearing = false;
  /** Speech was paused for what is being judged now. */
  let interrupted = false;
  const hints = createHearingHints();
  const names = createVenueNames({
    clock: deps.clock,
    venue: deps.parts.venue,
    wantsExpected: () => deps.parts.hearing()?.takesNames === true,
  });

  const synthesis = createSynthesis({ tts: deps.parts.speaking, voice: deps.config.speaking.voice, log: deps.log });
  const speaker = createSpeaker({
    synthesis,
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

  const hint = (why: Exclude<NothingHeard, 'misfire'> | HearingHint | null) => {
    if (!deps.expectsWords() || speaker.speaking) return;
    deps.send({ type: 'hearing.nothing', ...(why === null ? {} : { hint: kioskMessages(deps.locale())(`hint.${why}`) }) });
  };

  const gate = createTalkGate({
    mode: deps.config.turnTaking.mode,
    clock: deps.clock,
    onChange: deps.onChange,
    onNothingSaid: () => hint('quiet'),
  });

  const listener = createListener({
    segmenter: createSegmenter({
      turnTaking: turnTakingFor(deps.config.turnTaking),
      ...(deps.maxUtteranceMs === undefined ? {} : { maxUtteranceMs: deps.maxUtteranceMs }),
    }),
    stt: deps.parts.hearing,
    locale: deps.locale,
    clock: deps.clock,
    log: deps.log,
    repair: names.repair,
    names: names.expected,
    onHearing(next) {
      hearing = next;
      if (next) {
        gate.talking();
        names.refresh();
      } else gate.over();
      deps.onHearing(next);
      deps.onChange();
    },
    onPartial: deps.onPartial,
    onExpected(transcript) {
      if (!interrupted || !isBackchannel(transcript.text)) deps.onExpected(transcript);
    },
    onUnexpected() {
      synthesis.drop();
      deps.onExpected(null);
    },
    onInterruption(stage) {
      if (stage === 'maybe') deps.send({ type: 'speech.duck', duck: true });
      if (stage === 'none') deps.send({ type: 'speech.duck', duck: false });
      if (stage === 'certain') {
        interrupted = true;
        speaker.pause();
      }
    },
    onHeard(heard) {
      hints.clear();
      if (takeInterruption() && isBackchannel(heard.transcript.text)) return speaker.resume();
      deps.onHeard(heard);
    },
    onNothing(why, audio) {
      if (takeInterruption()) return speaker.resume();
      const because = why === 'no-words' ? (hints.failed(audio) ?? why) : why;
      hint(because === 'misfire' ? null : because);
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
    get listening() {
      return gate.open;
    },
    push(frame) {
      if (!gate.open) return;
      listener.push(frame);
      if (hearing || speaker.speaking) return;
      const why = hints.stirring(frame);
      if (why !== null) hint(why);
    },
    talk(on) {
      const was = gate.open;
      gate.press(on);
      // Held and let go without a word: the guest thinks that they were heard.
      if (was && !gate.open && !listener.finish()) hint('quiet');
    },
    setRate: synthesis.setRate,
    expectAnswer: listener.expectAnswer,
    reset() {
      listener.reset();
      synthesis.drop();
      hints.clear();
      gate.reset();
      hearing = false;
      // Whoever was interrupting is not heard any more.
      if (takeInterruption()) speaker.resume();
      deps.onChange();
    },
  };
}

/** While the button is held the guest may think as long as they like: letting go ends the turn. */
function turnTakingFor(turnTaking: KioskConfig['turnTaking']): KioskConfig['turnTaking'] {
  if (turnTaking.mode !== 'push-to-talk') return turnTaking;
  return { ...turnTaking, endOfTurnMs: turnTaking.patientEndOfTurnMs * 10, patientEndOfTurnMs: turnTaking.patientEndOfTurnMs * 10 };
}
