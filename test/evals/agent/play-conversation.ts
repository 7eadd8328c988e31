import { join } from 'node:path';
import type { ToScreen } from '../../../core/contract/index.ts';
import type { Conversation, Expectations, Turn } from './conversation.ts';
import { wrongInEnd } from './end-state.ts';
import type { EvalVoice } from './eval-voice.ts';
import { type TurnHad, wrongInTools, wrongInTurn } from './judge-turn.ts';
import { matchesText } from './matches.ts';
import { type EvalKiosk, type ModelUnderTest, openKiosk } from './open-kiosk.ts';
import type { Venues } from './venues.ts';

/** A turn that takes longer has no answer. */
const ANSWER_WITHIN_MS = 20_000;
const SIGNAL_WITHIN_MS = 5000;

export interface PlayedTurn extends TurnHad {
  readonly wrong: readonly string[];
}

export interface PlayedConversation {
  readonly conversation: Conversation;
  readonly planner: 'local' | 'llm';
  readonly turns: readonly PlayedTurn[];
  /** What is wrong with the whole of it: tools, database, badges. */
  readonly wrong: readonly string[];
  readonly ms: number;
}

export function passed({ wrong, turns }: PlayedConversation): boolean {
  return wrong.length === 0 && turns.every((turn) => turn.wrong.length === 0);
}

export interface PlayOptions {
  readonly venues: Venues;
  readonly model?: ModelUnderTest | null;
  /** False where the machine may be busy with other things: no answer is too slow. */
  readonly timed?: boolean;
  /** Needed by conversations that speak. */
  readonly voice?: () => Promise<EvalVoice>;
}

export function speaks({ turns }: Conversation): boolean {
  return turns.some((turn) => 'speak' in turn || 'wav' in turn);
}

/** One conversation with a whole kiosk, from the first word to what is in the database afterwards. */
export async function playConversation(conversation: Conversation, options: PlayOptions): Promise<PlayedConversation> {
  const startedMs = performance.now();
  const aloud = speaks(conversation);
  const kiosk = await openKiosk(conversation, { venues: options.venues, model: options.model ?? null, voice: aloud });
  try {
    const player = createPlayer(conversation, kiosk, {
      timed: options.timed !== false,
      voice: aloud ? await options.voice?.() : undefined,
    });
    const wrong = await player.play();
    const turns = await player.turns();
    const ran = kiosk.tools.runs;
    wrong.push(...wrongInTools(conversation.calls, conversation.never, ran));
    if (conversation.end !== undefined) wrong.push(...(await endOf(conversation.end, kiosk)));
    const planner = options.model == null && conversation.llm === undefined ? 'local' : 'llm';
    return { conversation, planner, turns, wrong, ms: performance.now() - startedMs };
  } finally {
    await kiosk.close();
  }
}

async function endOf(end: NonNullable<Conversation['end']>, kiosk: EvalKiosk): Promise<string[]> {
  const left = await kiosk.shut();
  if (!('any' in end)) return wrongInEnd(end, left);
  const tried = end.any.map((one) => wrongInEnd(one, left));
  return tried.some((wrong) => wrong.length === 0) ? [] : (tried[0] ?? []);
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

function createPlayer({ turns, locales, lang, folder }: Conversation, kiosk: EvalKiosk, { timed, voice }: PlayerOptions) {
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
    const turn = await guest.until(from, (message) => (message.type === 'turn.started' ? message.turn : null), ANSWER_WITHIN_MS);
    if (turn === null) return nothing(said, 'nothing was heard');
    const outcome = await guest.until(from, (message) => doneOf(message, turn), ANSWER_WITHIN_MS);
    const ms = performance.now() - startedMs;
    const of = guest.received.slice(from);
    for (const message of of) if (message.type === 'locale.changed') locale = message.locale;
    return {
      said,
      answer: of.flatMap((message) => (message.type === 'answer.sentence' && message.turn === turn ? [message.text] : [])).join(' '),
      outcome: outcome ?? 'no answer',
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

  const consent = async ({ consent: remember, optional }: Extract<Turn, { consent: unknown }>) => {
    const put = guest.received.some((message) => message.type === 'consent.ask');
    if (!put && optional) return;
    const from = guest.received.length;
    guest.send({ type: 'consent.answer', remember });
    const taken = await guest.until(from, (message) => (message.type === 'guest.recognised' ? true : null), SIGNAL_WITHIN_MS);
    if (taken === null && !optional) wrong.push('an answer to the question for consent was not taken');
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

function doneOf(message: ToScreen, turn: number): string | null {
  return message.type === 'turn.done' && message.turn === turn ? message.outcome : null;
}
