import type { Agent, AgentEvent, TurnInput } from '../agent/agent.ts';
import type { CardOf, Chip, Locale, SessionSnapshot, ToScreen, TraceStep } from '../contract/index.ts';
import type { FactExtractor } from '../memory/extraction.ts';
import type { Clock, Log } from '../ports.ts';
import { type Foresight, foresee, isSameTurn } from './foresight.ts';
import { kioskMessages } from './messages.ts';
import { isProven, memoryOf, type RecognisedGuest } from './recognised-guest.ts';
import type { Speaker } from './speaker.ts';
import { createTurnNotes } from './turn-notes.ts';
import { createTurnRecord } from './turn-record.ts';

export interface Question {
  readonly text: string;
  readonly heard?: string;
  readonly source: TurnInput['source'];
  /** Stands beside whatever the answer offers. */
  readonly offer?: Chip;
}

export interface GuestSessionDeps {
  readonly id: string;
  readonly agent: Agent;
  readonly locale: Locale;
  readonly locales: readonly Locale[];
  readonly clock: Clock;
  readonly log: Log;
  readonly speaker: Speaker;
  readonly now: () => string;
  readonly here: TurnInput['here'];
  /** Name of the kiosk, for what is remembered. */
  readonly place?: string;
  /** Finds facts with a model after each turn; left out: the grammar alone. */
  readonly extractor?: FactExtractor | null;
  /** Numbers turns; `peek` tells the next number without taking it. */
  readonly turns: { next(): number; peek(): number };
  /** Whether this guest has a PIN to give; left out: nobody has. */
  readonly hasPin?: (guest: RecognisedGuest) => boolean;
  /** Erases the recognised guest; false where there is none or it failed. */
  readonly forgetGuest: () => boolean;
  readonly send: (message: ToScreen) => void;
  readonly onTrace: (turn: number, step: TraceStep) => void;
  readonly onFirstSentence: (turn: number) => void;
  /** An answer is complete; `asked`: it ends with a question; `ends`: and so does the conversation. */
  readonly onDone: (asked: boolean, ends: boolean) => void;
  /** The answer to this question holds something back until the guest has given their PIN. */
  readonly onNeedsPin?: (question: Question, tools: readonly string[]) => void;
  /** A turn is being worked on (true), or its answer is complete (false). */
  readonly onThinking: (thinking: boolean) => void;
}

export interface GuestSession {
  readonly id: string;
  readonly locale: Locale;
  guest: RecognisedGuest | null;
  snapshot(): SessionSnapshot;
  setLocale(locale: Locale): void;
  /** Runs a question to its end. A newer one, interrupt() or end() breaks it off; never rejects. */
  ask(question: Question): Promise<void>;
  /** The guest has probably said this and is done: its turn runs ahead, without any effect, until ask() or dropForesight(). */
  foresee(question: Question): void;
  dropForesight(): void;
  /** Says lines of the kiosk's own as a turn without a question. */
  announce(...lines: readonly string[]): void;
  /** Reads texts of the screen out: no turn of the conversation, and nothing that is remembered. */
  readOut(locale: Locale, texts: readonly string[]): void;
  /** Staff have changed a request of this session: its card shows it at once, whatever else is going on. */
  requestChanged(card: CardOf<'request'>): void;
  /** Says what staff have done about it, beside the cards that are shown; only while nothing else is said. */
  tellNews(card: CardOf<'request'>, ...lines: readonly string[]): void;
  /** Breaks off the answer in progress, remembering what of it was heard. */
  interrupt(): void;
  end(): void;
}

/** One guest at the kiosk: the conversation, and the only place where its words are kept. */
export function createGuestSession(deps: GuestSessionDeps): GuestSession {
  let locale = deps.locale;
  let guest: RecognisedGuest | null = null;
  let current: { readonly turn: number; readonly abort: AbortController } | null = null;
  let heardOfLastAnswer: string | undefined;
  let foresight: Foresight | null = null;
  const record = createTurnRecord();
  const notes = createTurnNotes({
    ...{ sessionId: deps.id, clock: deps.clock, log: deps.log },
    ...(deps.place === undefined ? {} : { place: deps.place }),
    extractor: deps.extractor ?? null,
  });

  const open = (question: Question | null): number => {
    const turn = deps.turns.next();
    record.open(turn, question?.text ?? null);
    deps.speaker.begin(turn, locale);
    return turn;
  };

  const sayIn = (turn: number, index: number, text: string) => {
    record.sentence(turn, text);
    deps.send({ type: 'answer.sentence', turn, sentence: index, text });
    deps.speaker.say(turn, text);
  };

  const setLocale = (next: Locale) => {
    if (next === locale || !deps.locales.includes(next)) return;
    locale = next;
    deps.send({ type: 'locale.changed', locale });
  };

  const inputFor = (turn: number, question: Question, heardOfLast: string | undefined): TurnInput => ({
    sessionId: deps.id,
    turn,
    text: question.text,
    source: question.source,
    locale,
    now: deps.now(),
    here: deps.here,
    memory: memoryOf(guest),
    ...(memoryOf(guest) === null ? {} : { forgetGuest: deps.forgetGuest, ...(guest?.ref && { guestRef: guest.ref }) }),
    ...(guest !== null && isProven(guest) && { verified: true }),
    ...(guest !== null && deps.hasPin?.(guest) && { hasPin: true }),
    ...(heardOfLast === undefined ? {} : { heardOfLastAnswer: heardOfLast }),
  });

  const dropForesight = () => {
    foresight?.drop();
    foresight = null;
  };

  /** The turn's events: of the turn that ran ahead where it was right, of a new one else. */
  const eventsOf = (input: TurnInput, signal: AbortSignal): AsyncIterable<AgentEvent> => {
    const ahead = foresight;
    if (ahead === null || !isSameTurn(ahead.input, input)) {
      dropForesight();
      return deps.agent.run(input, signal);
    }
    foresight = null;
    return ahead.commit(signal);
  };

  const answer = async (turn: number, question: Question, signal: AbortSignal) => {
    let sentence = 0;
    let begun = false;
    const showChips = (chips: readonly Chip[]) => {
      record.chips(chips);
      deps.send({ type: 'chips', chips: [...chips] });
    };
    let offers = question.offer === undefined ? [] : [question.offer];
    if (offers.length > 0) showChips(offers);
    const input = inputFor(turn, question, heardOfLastAnswer);
    heardOfLastAnswer = undefined;
    for await (const event of eventsOf(input, signal)) {
      // Whatever a broken-off turn still produces is dropped here.
      if (signal.aborted) return;
      switch (event.type) {
        case 'step':
          notes.step(event.step);
          deps.onTrace(turn, event.step);
          break;
        case 'sentence':
          // A filler is no answer yet, and is not timed as one.
          if (!begun && event.filler !== true) deps.onFirstSentence(turn);
          begun ||= event.filler !== true;
          sayIn(turn, sentence++, event.text);
          break;
        case 'cards':
          record.cards(turn, event.cards);
          notes.showed(event.cards);
          deps.send({ type: 'cards', turn, cards: [...event.cards] });
          break;
        case 'chips':
          showChips([...offers, ...event.chips]);
          break;
        case 'locale':
          // The answer is in the guest's language already.
          offers = [];
          setLocale(event.locale);
          deps.speaker.begin(turn, locale);
          break;
        case 'done':
          finish(turn, event.outcome);
          if (event.shows === 'privacy') deps.send({ type: 'privacy.show' });
          if (event.needsPin)
            deps.onNeedsPin?.(
              question,
              event.tools.map(({ name }) => name),
            );
          deps.onDone(event.outcome === 'asked', event.ends === true);
          break;
      }
    }
  };

  const finish = (turn: number, outcome: Extract<ToScreen, { type: 'turn.done' }>['outcome']) => {
    if (record.finish(turn)) deps.send({ type: 'turn.done', turn, outcome });
  };

  const breakOff = () => {
    if (current === null) return;
    current.abort.abort();
    finish(current.turn, 'interrupted');
    current = null;
    deps.onThinking(false);
  };

  const fail = (turn: number, error: unknown) => {
    deps.log.error('turn failed', { turn, error });
    deps.send({ type: 'fault', fault: 'bug', code: 'turn-failed', hint: kioskMessages(locale)('fault.turn') });
    sayIn(turn, 0, kioskMessages(locale)('fault.turn'));
    finish(turn, 'failed');
  };

  return {
    id: deps.id,
    get locale() {
      return locale;
    },
    get guest() {
      return guest;
    },
    set guest(next) {
      guest = next;
    },
    snapshot: () => ({
      id: deps.id,
      locale,
      ...record.snapshot(),
      guest: guest === null ? null : { remembered: memoryOf(guest) !== null },
    }),
    setLocale,
    async ask(question) {
      notes.heard(deps.speaker.heard());
      breakOff();
      const turn = open(question);
      notes.asked(turn, question.text, memoryOf(guest));
      const abort = new AbortController();
      current = { turn, abort };
      deps.send({
        type: 'turn.started',
        turn,
        question: question.text,
        source: question.source,
        ...(question.heard === undefined || question.heard === question.text ? {} : { heard: question.heard }),
      });
      deps.onThinking(true);
      try {
        await answer(turn, question, abort.signal);
      } catch (error) {
        if (!abort.signal.aborted) fail(turn, error);
      } finally {
        if (current?.turn === turn) {
          // An agent that ends without "done" must not leave the screen waiting.
          finish(turn, 'failed');
          current = null;
          deps.onThinking(false);
          notes.write(locale);
        }
      }
    },
    foresee(question) {
      // A turn at work would be talking to the same agent.
      if (current !== null) return;
      dropForesight();
      const input = inputFor(deps.turns.peek(), question, deps.speaker.heard());
      foresight = foresee({ agent: deps.agent, input, onFirstSentence: deps.speaker.prepare });
    },
    dropForesight,
    announce(...lines) {
      dropForesight();
      notes.heard(deps.speaker.heard());
      breakOff();
      const turn = open(null);
      for (const [i, line] of lines.entries()) sayIn(turn, i, line);
      finish(turn, 'answered');
    },
    readOut: (spoken, texts) => deps.speaker.read(deps.turns.next(), spoken, texts),
    requestChanged(card) {
      record.requestChanged(card);
      const { requestId, status, note } = card;
      deps.send({ type: 'request.updated', requestId, status, ...(note === undefined ? {} : { note }) });
    },
    tellNews(card, ...lines) {
      dropForesight();
      notes.heard(deps.speaker.heard());
      const shown = record.lastCards();
      const turn = open(null);
      // The way that the guest is looking at stays.
      const cards = shown.some((one) => one.kind === 'request' && one.requestId === card.requestId) ? shown : [...shown, card];
      record.cards(turn, cards);
      deps.send({ type: 'cards', turn, cards: [...cards] });
      for (const [i, line] of lines.entries()) sayIn(turn, i, line);
      finish(turn, 'answered');
    },
    interrupt() {
      heardOfLastAnswer = deps.speaker.stop();
      notes.heard(heardOfLastAnswer);
      breakOff();
    },
    end() {
      dropForesight();
      notes.heard(deps.speaker.stop());
      breakOff();
      notes.end(locale);
      guest?.memory?.close();
      guest = null;
      record.clear();
    },
  };
}
