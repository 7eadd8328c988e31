import type { Card, Chip, Locale, ToScreen } from '../contract/index.ts';
import type { Log } from '../ports.ts';
import { kioskMessages } from './messages.ts';
import type { Speaker } from './speaker.ts';
import type { TurnRecord } from './turn-record.ts';

export interface TurnOutputDeps {
  readonly turns: { next(): number };
  readonly record: TurnRecord;
  readonly speaker: Speaker;
  readonly log: Log;
  readonly locale: () => Locale;
  readonly send: (message: ToScreen) => void;
}

/** What a turn shows and says; a screen that comes back gets the same from the record. */
export interface TurnOutput {
  open(question: string | null): number;
  say(turn: number, index: number, text: string): void;
  chips(chips: readonly Chip[]): void;
  cards(turn: number, cards: readonly Card[]): void;
  finish(turn: number, outcome: Extract<ToScreen, { type: 'turn.done' }>['outcome']): void;
  /** It broke, and the guest is told. */
  fail(turn: number, error: unknown): void;
  /** Lines of the kiosk's own, as a turn without a question; beside these cards. */
  announce(lines: readonly string[], cards?: readonly Card[]): void;
}

export function createTurnOutput({ turns, record, speaker, log, locale, send }: TurnOutputDeps): TurnOutput {
  const output: TurnOutput = {
    open(question) {
      const turn = turns.next();
      record.open(turn, question);
      speaker.begin(turn, locale());
      return turn;
    },
    say(turn, index, text) {
      record.sentence(turn, text);
      send({ type: 'answer.sentence', turn, sentence: index, text });
      speaker.say(turn, text);
    },
    chips(chips) {
      record.chips(chips);
      send({ type: 'chips', chips: [...chips] });
    },
    cards(turn, cards) {
      record.cards(turn, cards);
      send({ type: 'cards', turn, cards: [...cards] });
    },
    finish(turn, outcome) {
      if (record.finish(turn)) send({ type: 'turn.done', turn, outcome });
    },
    fail(turn, error) {
      log.error('turn failed', { turn, error });
      const hint = kioskMessages(locale())('fault.turn');
      send({ type: 'fault', fault: 'bug', code: 'turn-failed', hint });
      output.say(turn, 0, hint);
      output.finish(turn, 'failed');
    },
    announce(lines, cards) {
      const turn = output.open(null);
      if (cards !== undefined) output.cards(turn, cards);
      for (const [i, line] of lines.entries()) output.say(turn, i, line);
      output.finish(turn, 'answered');
    },
  };
  return output;
}
