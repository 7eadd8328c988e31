import type { ToScreenOf } from '../../core/contract/index.ts';
import type { AnswerSentence, Turn } from './screen-state.ts';

type Turns = readonly Turn[];

/** Turns kept for the conversation on screen; older ones are nobody's business any more. */
const MAX_TURNS = 20;

export function startTurn(turns: Turns, message: ToScreenOf<'turn.started'>): Turns {
  const turn: Turn = { turn: message.turn, question: message.question, sentences: [], cards: [], outcome: null };
  return [...turns.filter((t) => t.turn !== message.turn), turn].slice(-MAX_TURNS);
}

export function addSentence(turns: Turns, message: ToScreenOf<'answer.sentence'>): Turns {
  return withTurn(turns, message.turn, (turn) => ({
    ...turn,
    sentences: upsert(turn.sentences, message.sentence, (old) => ({ ...old, sentence: message.sentence, text: message.text })),
  }));
}

export function addSpeech(turns: Turns, message: ToScreenOf<'speech.sentence'>): Turns {
  const { durationMs, words, visemes } = message;
  return withTurn(turns, message.turn, (turn) => ({
    ...turn,
    sentences: upsert(turn.sentences, message.sentence, (old) => ({
      sentence: message.sentence,
      text: old?.text ?? words.map((word) => word.text).join(' '),
      speech: { durationMs, words, visemes },
    })),
  }));
}

export function addCards(turns: Turns, message: ToScreenOf<'cards'>): Turns {
  const incoming = new Set(message.cards.map((card) => card.id));
  return withTurn(turns, message.turn, (turn) => ({
    ...turn,
    cards: [...turn.cards.filter((card) => !incoming.has(card.id)), ...message.cards],
  }));
}

/** All cards of a request say the same, in whichever turn they are. */
export function changeRequest(turns: Turns, { requestId, status, note }: ToScreenOf<'request.updated'>): Turns {
  return turns.map((turn) => ({
    ...turn,
    cards: turn.cards.map((card) =>
      card.kind === 'request' && card.requestId === requestId ? { ...card, status, ...(note === undefined ? {} : { note }) } : card,
    ),
  }));
}

export function finishTurn(turns: Turns, message: ToScreenOf<'turn.done'>): Turns {
  return withTurn(turns, message.turn, (turn) => ({ ...turn, outcome: message.outcome }));
}

/** An answer may come without a question (a greeting after a badge scan): its turn is made on the way. */
function withTurn(turns: Turns, turn: number, change: (turn: Turn) => Turn): Turns {
  if (!turns.some((t) => t.turn === turn)) {
    return [...turns, change({ turn, question: null, sentences: [], cards: [], outcome: null })].slice(-MAX_TURNS);
  }
  return turns.map((t) => (t.turn === turn ? change(t) : t));
}

function upsert(
  sentences: readonly AnswerSentence[],
  sentence: number,
  make: (old: AnswerSentence | undefined) => AnswerSentence,
): readonly AnswerSentence[] {
  const old = sentences.find((s) => s.sentence === sentence);
  const made = make(old);
  if (old === undefined) return [...sentences, made].sort((a, b) => a.sentence - b.sentence);
  return sentences.map((s) => (s.sentence === sentence ? made : s));
}
