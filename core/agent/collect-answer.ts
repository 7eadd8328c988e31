import type { Card, Locale } from '../contract/index.ts';
import type { Agent, ToolRun, TurnInput, TurnOutcome } from './agent.ts';
import type { Resolution } from './resolution.ts';

export interface CollectedAnswer {
  readonly answer: string;
  readonly cards: readonly Card[];
  readonly chips: readonly string[];
  readonly tools: readonly ToolRun[];
  readonly outcome: TurnOutcome;
  readonly resolution?: Resolution;
  readonly planner: 'local' | 'llm';
  /** Language the turn ended in. */
  readonly locale: Locale;
}

/** Runs one turn to its end and gathers what it gave; for the command line, evaluations and tests. */
export async function collectAnswer(agent: Agent, input: TurnInput, signal: AbortSignal): Promise<CollectedAnswer> {
  const sentences: string[] = [];
  let cards: readonly Card[] = [];
  let chips: readonly string[] = [];
  let { locale } = input;
  for await (const event of agent.run(input, signal)) {
    switch (event.type) {
      case 'sentence':
        if (event.filler !== true) sentences.push(event.text);
        break;
      case 'cards':
        cards = event.cards;
        break;
      case 'chips':
        chips = event.chips.map((chip) => chip.text);
        break;
      case 'locale':
        locale = event.locale;
        break;
      case 'done':
        return {
          answer: sentences.join(' '),
          cards,
          chips,
          tools: event.tools,
          outcome: event.outcome,
          ...(event.resolution === undefined ? {} : { resolution: event.resolution }),
          planner: event.planner,
          locale,
        };
    }
  }
  throw new Error('a turn ended without "done"');
}
