import type { AgentEvent } from '../agent/agent.ts';
import type { Locale } from '../contract/index.ts';
import type { Question } from './guest-session.ts';
import type { GuestSessionDeps } from './guest-session-deps.ts';
import type { TurnNotes } from './turn-notes.ts';
import type { TurnOutput } from './turn-output.ts';

export interface TellAnswerDeps {
  readonly session: GuestSessionDeps;
  readonly output: TurnOutput;
  readonly notes: TurnNotes;
  /** The guest has changed to another language. */
  readonly onLocale: (locale: Locale) => void;
}

/** Shows and says what the agent answers, as it comes. Whatever a turn that was broken off still produces is dropped. */
export async function tellAnswer(
  turn: number,
  question: Question,
  events: AsyncIterable<AgentEvent>,
  signal: AbortSignal,
  { session, output, notes, onLocale }: TellAnswerDeps,
): Promise<void> {
  let sentence = 0;
  let begun = false;
  let offers = question.offer === undefined ? [] : [question.offer];
  if (offers.length > 0) output.chips(offers);
  for await (const event of events) {
    if (signal.aborted) return;
    switch (event.type) {
      case 'step':
        notes.step(event.step);
        session.onTrace(turn, event.step);
        break;
      case 'sentence':
        // A filler is no answer yet, and is not timed as one.
        if (!begun && event.filler !== true) session.onFirstSentence(turn);
        begun ||= event.filler !== true;
        output.say(turn, sentence++, event.text);
        break;
      case 'cards':
        notes.showed(event.cards);
        output.cards(turn, event.cards);
        break;
      case 'chips':
        output.chips([...offers, ...event.chips]);
        break;
      case 'locale':
        // The answer is in the guest's language already.
        offers = [];
        onLocale(event.locale);
        break;
      case 'done':
        output.finish(turn, event.outcome);
        if (event.shows === 'privacy') session.send({ type: 'privacy.show' });
        if (event.needsPin)
          session.onNeedsPin?.(
            question,
            event.tools.map(({ name }) => name),
          );
        session.onDone(event.outcome === 'asked', event.ends === true);
        break;
    }
  }
}
