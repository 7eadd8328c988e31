import type { Card, CardOf, Chip, SessionSnapshot, TurnView } from '../contract/index.ts';

/** Turns a reconnecting screen gets back. */
const TURNS_KEPT = 20;

/** What a session has shown so far, for a screen that comes back. */
export interface TurnRecord {
  open(turn: number, question: string | null): void;
  sentence(turn: number, text: string): void;
  cards(turn: number, cards: readonly Card[]): void;
  chips(chips: readonly Chip[]): void;
  /** Every card of this request says the same. */
  requestChanged(card: CardOf<'request'>): void;
  /** The cards the guest sees now. */
  lastCards(): readonly Card[];
  /** False when it was over already, or is no longer kept. */
  finish(turn: number): boolean;
  /** Takes back turns from this one on that are only words of the kiosk's own; told which. */
  withdrawSince(turn: number): readonly number[];
  snapshot(): Pick<SessionSnapshot, 'turns' | 'chips'>;
  clear(): void;
}

export function createTurnRecord(): TurnRecord {
  let turns: TurnView[] = [];
  let chips: readonly Chip[] = [];
  const view = (turn: number) => turns.find((one) => one.turn === turn);
  return {
    open(turn, question) {
      turns = [...turns, { turn, question, answer: '', done: false, cards: [] }].slice(-TURNS_KEPT);
    },
    sentence(turn, text) {
      const target = view(turn);
      if (target) target.answer = target.answer === '' ? text : `${target.answer} ${text}`;
    },
    cards(turn, cards) {
      const target = view(turn);
      if (target) target.cards = [...target.cards, ...cards];
    },
    chips(next) {
      chips = next;
    },
    requestChanged({ requestId, status, note }) {
      for (const turn of turns) {
        turn.cards = turn.cards.map((card) =>
          card.kind === 'request' && card.requestId === requestId ? { ...card, status, ...(note === undefined ? {} : { note }) } : card,
        );
      }
    },
    lastCards: () => turns.at(-1)?.cards ?? [],
    finish(turn) {
      const target = view(turn);
      if (target === undefined || target.done) return false;
      target.done = true;
      return true;
    },
    withdrawSince(first) {
      const gone = turns.filter(({ turn, question, cards }) => turn >= first && question === null && cards.length === 0);
      turns = turns.filter((one) => !gone.includes(one));
      return gone.map(({ turn }) => turn);
    },
    snapshot: () => ({ turns: turns.map((one) => ({ ...one, cards: [...one.cards] })), chips: [...chips] }),
    clear() {
      turns = [];
      chips = [];
    },
  };
}
