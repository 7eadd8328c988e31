import { join } from 'node:path';
import type { ToScreen } from '../../../core/contract/index.ts';
import type { Conversation, Expectations, Turn } from './conversation.ts';
import type { EvalVoice } from './eval-voice.ts';
import { NO_ANSWER, NOT_HEARD, type TurnHad, wrongInTurn } from './judge-turn.ts';
import { matchesText } from './matches.ts';
import type { EvalKiosk } from './open-kiosk.ts';

/** A turn that takes longer has no answer. */
const ANSWER_WITHIN_MS = 20_000;
const SIGNAL_WITHIN_MS = 5000;

export interface PlayedTurn extends TurnHad {
  readonly wrong: readonly string[];
}

interface Asked {
  readonly said: string;
  readonly wanted: Expectations;
  readonly had: Promise<TurnHad>;
}

interface PlayerOptions {
  readonly timed: boolean;
  readonly voice: EvalVoice | undefined;
}

/** What the guest does, one after the other, and what each thing said got for an answer. */
export function createPlayer({ turns, locales, lang, folder }: Conversation, kiosk: EvalKiosk, { timed, voice }: PlayerOptions) {
  const { guest } = kiosk;
  const asked: Asked[] = [];
  const wrong: string[] = [];
  let locale = locales[0] ?? 'en';
  const waits = async () => (await asked.at(-1)?.had)?.outcome === 'asked';

  const ask = (said: string, wanted: Expectations, begin: () => unknown): Asked => {
    const from = guest.received.length;
    const startedMs = performance.now();
    begin();
    const one: Asked = { said, wanted, had: collect(said, from, startedMs) };
    asked.push(one);
    return one;
  };

  const collect = async (said: string, from: number, startedMs: number): Promise<TurnHad> => {
    const first = await guest.until(from, (message) => beginOf(message, guest.received), ANSWER_WITHIN_MS);
    if (first === null) return nothing(said, NOT_HEARD);
    const since = () => performance.now() - startedMs;
    if ('screen' in first) return { ...nothing(said, ON_SCREEN), answer: first.screen, ms: since() };
    const { turn } = first;
    const outcome = await guest.until(from, (message) => doneOf(message, turn), ANSWER_WITHIN_MS);
    const ms = since();
    const of = guest.received.slice(from);
    for (const message of of) if (message.type === 'locale.changed') locale = message.locale;
    return {
      said,
      answer: of.flatMap((message) => (message.type === 'answer.sentence' && message.turn === turn ? [message.text] : [])).join(' '),
      outcome: outcome ?? NO_ANSWER,
      cards: of.flatMap((message) => (message.type === 'cards' && message.turn === turn ? message.cards.map((card) => card.kind) : [])),
      locale,
      ms,
      get tools() {
        return kiosk.tools.runs.filter((run) => run.turn === turn);
      },
    };
  };

  const nothing = (said: string, outcome: string): TurnHad => ({ said, answer: '', outcome, cards: [], locale, ms: 0, tools: [] });

  const type = (text: string) => () => guest.send({ type: 'text.submit', text, source: 'typed' });

  const talk = async (audio: Float32Array, said: string, wanted: Expectations) => {
    if (voice === undefined) throw new Error('this conversation speaks, and there is no voice');
    guest.send({ type: 'mic.state', state: 'on' });
    let spoken: Promise<void> = Promise.resolve();
    const one = ask(said, wanted, () => {
      spoken = voice.talk(audio, guest.sendBytes);
    });
    await spoken;
    await one.had;
  };

  const reply = async ({ reply: lines, otherwise, at_most }: Extract<Turn, { reply: unknown }>) => {
    for (let times = 0; times < at_most && (await waits()); times++) {
      const { answer = '' } = (await asked.at(-1)?.had) ?? {};
      const line = lines.find((one) => matchesText(one.asked, answer))?.say ?? otherwise;
      await ask(line, {}, type(line)).had;
    }
  };

  const showBadge = async ({ badge, refused }: Extract<Turn, { badge: unknown }>) => {
    const from = guest.received.length;
    guest.send({ type: 'badge.scan', source: 'camera', payload: kiosk.badges.payloadOf(badge) });
    const seen = await guest.until(from, (message) => (BADGE_ANSWERS.has(message.type) ? message.type : null), SIGNAL_WITHIN_MS);
    if ((seen === 'badge.refused') !== refused && typeof badge === 'string') wrong.push(`badge of ${badge}: ${seen ?? 'no answer'}`);
    if (refused && seen !== 'badge.refused') wrong.push(`a badge that is none was taken: ${seen}`);
  };

  const consent = async ({ consent: remember, pin, optional }: Extract<Turn, { consent: unknown }>) => {
    const put = guest.received.some((message) => message.type === 'consent.ask');
    if (!put && optional) return;
    const from = guest.received.length;
    guest.send({ type: 'consent.answer', remember });
    const taken = await guest.until(from, (message) => (CONSENT_ANSWERS.has(message.type) ? message.type : null), SIGNAL_WITHIN_MS);
    if (taken === null && !optional) wrong.push('an answer to the question for consent was not taken');
    const pad = taken === 'guest.pin' || (pin !== undefined && (await guest.until(from, padOf, SIGNAL_WITHIN_MS)) !== null);
    if (!pad) return;
    if (pin === undefined) return void (await send({ type: 'guest.pin.cancel' }, 'guest.recognised'));
    await send({ type: 'guest.pin.enter', pin }, 'guest.pin');
    await send({ type: 'guest.pin.enter', pin }, 'guest.pin');
  };

  /** Sends it and waits for a message of that sort. */
  const send = (message: Parameters<typeof guest.send>[0], answer: ToScreen['type']) => {
    const from = guest.received.length;
    guest.send(message);
    return guest.until(from, (got) => (got.type === answer ? true : null), SIGNAL_WITHIN_MS);
  };

  const enterPin = async ({ pin, answer, not }: Extract<Turn, { pin: string; answer: unknown }>) => {
    const from = guest.received.length;
    guest.send({ type: 'guest.pin.enter', pin });
    const shown = await guest.until(from, (message) => screenOf(message), SIGNAL_WITHIN_MS);
    const had = { ...nothing('(a PIN)', ON_SCREEN), answer: shown ?? '' };
    asked.push({ said: had.said, wanted: { answer, not }, had: Promise.resolve(had) });
  };

  /** A kiosk has long been warm when a guest comes. */
  const warmUp = async () => {
    guest.send({ type: 'text.submit', text: 'hello', source: 'typed' });
    await guest.until(0, (message) => (message.type === 'turn.done' ? true : null), ANSWER_WITHIN_MS);
    await leave();
  };

  const leave = async () => {
    const from = guest.received.length;
    guest.send({ type: 'session.end' });
    const ended = await guest.until(from, (message) => (message.type === 'session.ended' ? true : null), SIGNAL_WITHIN_MS);
    if (ended === null) wrong.push('the session did not end');
  };

  const take = async (turn: Turn, next: Turn | undefined): Promise<void> => {
    if ('badge' in turn) return showBadge(turn);
    if ('consent' in turn) return consent(turn);
    if ('pin' in turn) return enterPin(turn);
    if ('leave' in turn) return leave();
    if ('reply' in turn) return reply(turn);
    if (turn.optional && !(await waits())) return;
    if ('speak' in turn && voice !== undefined) return talk(await voice.synthesise(turn.speak), turn.speak, turn);
    if ('wav' in turn && voice !== undefined) return talk(voice.record(join(folder, turn.wav)), turn.wav, turn);
    const text = 'say' in turn ? turn.say : 'say_times' in turn ? turn.say_times.text.repeat(turn.say_times.times) : '';
    const one = ask(text, turn, type(text));
    const overlaps = next !== undefined && 'send_after_ms' in next ? next.send_after_ms : undefined;
    if (overlaps === undefined) await one.had;
    else await new Promise((resolve) => setTimeout(resolve, overlaps));
  };

  return {
    async play(): Promise<string[]> {
      if (timed && turns.some((turn) => 'within_ms' in turn && turn.within_ms !== undefined)) await warmUp();
      if (lang !== locale) guest.send({ type: 'locale.set', locale: lang });
      for (const [index, turn] of turns.entries()) await take(turn, turns[index + 1]);
      return wrong;
    },
    async turns(): Promise<PlayedTurn[]> {
      const all = await Promise.all(asked.map(async ({ wanted, had }) => ({ wanted, had: await had })));
      return all.map(({ wanted: { within_ms, ...wanted }, had }) => ({
        ...had,
        tools: had.tools,
        wrong: wrongInTurn(timed ? { ...wanted, within_ms } : wanted, had),
      }));
    },
  };
}

const BADGE_ANSWERS: ReadonlySet<ToScreen['type']> = new Set(['consent.ask', 'guest.recognised', 'badge.refused', 'fault']);
const CONSENT_ANSWERS: ReadonlySet<ToScreen['type']> = new Set(['guest.recognised', 'guest.pin']);
/** Answered by the pad or the guest's own screen, and not by a sentence. */
const ON_SCREEN = 'on screen';

function padOf(message: ToScreen): true | null {
  return message.type === 'guest.pin' && message.ask !== null ? true : null;
}

/** How an answer begins: as a turn of the guest's, as a line of the kiosk's own, or on the screen alone. */
function beginOf(message: ToScreen, received: readonly ToScreen[]): { readonly turn: number } | { readonly screen: string } | null {
  if (message.type === 'turn.started') return { turn: message.turn };
  const screen = screenOf(message);
  if (screen !== null) return { screen };
  const own = message.type === 'turn.done' && !received.some((other) => other.type === 'turn.started' && other.turn === message.turn);
  return own ? { turn: message.turn } : null;
}

function screenOf(message: ToScreen): string | null {
  if (message.type === 'memory' && message.view !== null) return JSON.stringify(message.view);
  return message.type === 'guest.pin' && message.ask !== null ? JSON.stringify(message.ask) : null;
}

function doneOf(message: ToScreen, turn: number): string | null {
  return message.type === 'turn.done' && message.turn === turn ? message.outcome : null;
}
