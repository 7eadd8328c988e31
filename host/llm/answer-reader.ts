import type { PlanEvent, PlanRequest } from '../../core/agent/planner.ts';
import { createSentenceSplitter } from '../../core/speech/sentences.ts';
import { createGrounding } from './grounding/create-grounding.ts';
import type { ModelCall, ModelStream } from './model-client.ts';
import { refuse } from './refuse.ts';
import { createSpokenText } from './spoken-text.ts';

/** Longer than any spoken answer: a model that goes on and on is stopped here. */
const MOST_CHARS = 2000;
/** Sentences of one answer; the rest would not be listened to. */
const MOST_SENTENCES = 8;

export interface AnswerReader {
  /**
   * Gives the sentences of an answer as soon as each is whole and found to be true, and returns its calls.
   * @throws FoyerError "ungrounded" at the first sentence that rests on nothing; "broken-off", "answered-nothing", "answer-too-long".
   */
  read(stream: ModelStream): AsyncGenerator<PlanEvent, { readonly calls: readonly ModelCall[] }>;
  /** A sentence has been given. */
  readonly said: boolean;
}

/** Reads one answer of a model. */
export function createAnswerReader(request: PlanRequest, secrets: { readonly canary: string; readonly rules: string }): AnswerReader {
  const grounding = createGrounding(request);
  const spoken = createSpokenText(secrets);
  const splitter = createSentenceSplitter();
  let count = 0;
  let withheld: string | null = null;

  function* sayable(sentences: readonly string[]): Generator<PlanEvent> {
    for (const raw of sentences) {
      const text = spoken(raw);
      if (text === '' || withheld !== null || count >= MOST_SENTENCES) continue;
      const doubt = text === null ? 'not for guests' : grounding.doubt(text);
      if (text === null || doubt !== null) {
        // Before any tool has run this may be talk about calling one: the calls at the end decide.
        withheld = doubt;
        if (request.rounds.length > 0 || count > 0) throw ungrounded(withheld);
        continue;
      }
      count += 1;
      yield { type: 'sentence', text };
    }
  }

  async function* read(stream: ModelStream): AsyncGenerator<PlanEvent, { readonly calls: readonly ModelCall[] }> {
    let chars = 0;
    for await (const part of stream) {
      if (part.type === 'end') {
        // Text beside tool calls is talk about calling them.
        if (part.calls.length > 0) return part;
        yield* sayable(splitter.end());
        if (withheld !== null) throw ungrounded(withheld);
        if (count === 0) throw refuse('answered-nothing', 'the model gave no sentence that may be said');
        return part;
      }
      chars += part.text.length;
      if (chars > MOST_CHARS) throw refuse('answer-too-long', `the model wrote more than ${MOST_CHARS} characters`);
      yield* sayable(splitter.push(part.text));
    }
    throw refuse('broken-off', 'the stream ended before the answer did');
  }

  return {
    read,
    get said() {
      return count > 0;
    },
  };
}

function ungrounded(doubt: string | null) {
  return refuse('ungrounded', `the model stated what no tool gave (${doubt ?? 'nothing'})`);
}
