import type { AgentEvent, TurnInput } from '../agent/agent.ts';
import type { CardOf, Chip, Locale, SessionSnapshot } from '../contract/index.ts';
import { wishesIn } from '../memory/wishes.ts';
import { type Foresight, foresee, isSameTurn } from './foresight.ts';
import type { GuestSessionDeps } from './guest-session-deps.ts';
import { isProven, memoryOf, type RecognisedGuest } from './recognised-guest.ts';
import { tellAnswer } from './tell-answer.ts';
import { createTurnNotes } from './turn-notes.ts';
import { createTurnOutput } from './turn-output.ts';
import { createTurnRecord } from './turn-record.ts';

export interface Question {
  readonly text: string;
  readonly heard?: string;
  readonly source: TurnInput['source'];
  /** Stands beside whatever the answer offers. */
  readonly offer?: Chip;
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
  /** Number of the turn that comes next. */
  readonly nextTurn: number;
  /** What the kiosk itself has said from this turn on leaves captions and loudspeaker: it was good for a screen that is closed now. */
  withdrawSince(turn: number): void;
  /** Answers what was said to the kiosk itself, not to the agent; a remembered guest's way of being answered is noted. */
  confirm(said: string, line: string): void;
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

  const { send, speaker } = deps;
  const output = createTurnOutput({ turns: deps.turns, record, speaker, log: deps.log, locale: () => locale, send });

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
    ...(guest !== null && memoryOf(guest) === null && { leavesNoTrace: true }),
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
    const input = inputFor(turn, question, heardOfLastAnswer);
    heardOfLastAnswer = undefined;
    await tellAnswer(turn, question, eventsOf(input, signal), signal, {
      session: deps,
      output,
      notes,
      onLocale(next) {
        setLocale(next);
        speaker.begin(turn, locale);
      },
    });
  };

  const breakOff = () => {
    if (current === null) return;
    current.abort.abort();
    output.finish(current.turn, 'interrupted');
    current = null;
    deps.onThinking(false);
  };

  const session: GuestSession = {
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
      const turn = output.open(question.text);
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
        if (!abort.signal.aborted) output.fail(turn, error);
      } finally {
        if (current?.turn === turn) {
          // An agent that ends without "done" must not leave the screen waiting.
          output.finish(turn, 'failed');
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
      output.announce(lines);
    },
    get nextTurn() {
      return deps.turns.peek();
    },
    withdrawSince(first) {
      const gone = record.withdrawSince(first);
      if (speaker.reading || gone.includes(deps.turns.peek() - 1)) speaker.stop();
      for (const turn of gone) deps.send({ type: 'turn.withdrawn', turn });
    },
    confirm(said, line) {
      session.announce(line);
      if (wishesIn(said).length > 0) notes.asked(deps.turns.peek() - 1, said, memoryOf(guest));
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
      // The way that the guest is looking at stays.
      const cards = shown.some((one) => one.kind === 'request' && one.requestId === card.requestId) ? shown : [...shown, card];
      output.announce(lines, cards);
    },
    interrupt() {
      heardOfLastAnswer = deps.speaker.stop();
      notes.heard(heardOfLastAnswer);
      breakOff();
    },
    end() {
      dropForesight();
      notes.heard(deps.speaker.stop());
      deps.speaker.forget();
      breakOff();
      notes.end(locale);
      guest?.memory?.close();
      guest = null;
      record.clear();
    },
  };
  return session;
}
