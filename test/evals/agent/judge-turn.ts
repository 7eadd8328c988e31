import type { Expectations } from './conversation.ts';
import { matchesPart, matchesText } from './matches.ts';
import type { SeenRun } from './watch-tools.ts';

/** What a guest got for one thing they said. */
export interface TurnHad {
  readonly said: string;
  readonly answer: string;
  readonly outcome: string;
  readonly cards: readonly string[];
  readonly locale: string;
  readonly ms: number;
  readonly tools: readonly Pick<SeenRun, 'name' | 'input'>[];
}

/** Outcomes of a turn that never came to an end; none is ever right. */
export const NOT_HEARD = 'nothing was heard';
export const NO_ANSWER = 'no answer';
const UNANSWERED = new Set([NOT_HEARD, NO_ANSWER, 'failed']);

/** What is not as the conversation says it must be; nothing where all is. */
export function wrongInTurn(wanted: Expectations, had: TurnHad): string[] {
  const missing = (wanted.answer ?? []).filter((text) => !matchesText(text, had.answer));
  const forbidden = (wanted.not ?? []).filter((text) => matchesText(text, had.answer));
  const cards = (wanted.cards ?? []).filter((kind) => !had.cards.includes(kind));
  return [
    ...(UNANSWERED.has(had.outcome) ? [had.outcome] : []),
    ...missing.map((text) => `the answer lacks ${text}`),
    ...forbidden.map((text) => `the answer has ${text}`),
    ...cards.map((kind) => `no ${kind} card`),
    ...wrongInTools(wanted.calls ?? {}, wanted.never ?? [], had.tools),
    ...(wanted.outcome === undefined || matchesText(wanted.outcome, had.outcome) ? [] : [`outcome ${had.outcome}, not ${wanted.outcome}`]),
    ...(wanted.locale === undefined || wanted.locale === had.locale ? [] : [`answered in ${had.locale}, not ${wanted.locale}`]),
    ...(wanted.within_ms === undefined || had.ms <= wanted.within_ms
      ? []
      : [`took ${Math.round(had.ms)} ms, more than ${wanted.within_ms}`]),
  ];
}

export function wrongInTools(
  calls: Readonly<Record<string, unknown>>,
  never: readonly string[],
  had: readonly Pick<SeenRun, 'name' | 'input'>[],
): string[] {
  const lacking = Object.entries(calls).filter(([name, input]) => !had.some((run) => run.name === name && matchesPart(input, run.input)));
  const unwanted = had.filter((run) => never.includes(run.name));
  return [
    ...lacking.map(([name, input]) => `${name} did not run with ${JSON.stringify(input)}`),
    ...unwanted.map((run) => `${run.name} ran with ${JSON.stringify(run.input)}`),
  ];
}
