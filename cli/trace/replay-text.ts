import type { TraceStep, TurnTrace } from '../../core/contract/index.ts';
import type { Comparison } from './compare-turns.ts';
import type { Replayed } from './replay-turn.ts';

/** A turn and its replay for people to read: "=" the same, "-" recorded, "+" again. */
export function replayText(trace: TurnTrace, again: Replayed | null, compared: Comparison | null): string {
  const { input } = trace;
  const head = [
    `turn ${trace.turn} of ${trace.session}, ${input.now}, venue ${trace.venueVersion ?? '(none)'}, ${input.locale}, ${trace.planner} planner, ${Math.round(trace.totalMs)} ms`,
    `  ${input.source}: ${input.text ?? '(not kept)'}`,
  ];
  if (again === null || compared === null)
    return [...head, ...trace.steps.map((step) => `    ${stepText(step)}`), ...ofAnswer(' ', trace)].join('\n');
  const steps = compared.steps.flatMap(({ recorded, again: other, same }) =>
    same && recorded !== null
      ? [`  = ${stepText(recorded)}`]
      : [...(recorded === null ? [] : [`  - ${stepText(recorded)}`]), ...(other === null ? [] : [`  + ${stepText(other)}`])],
  );
  const sameEnd = compared.sameAnswer && compared.sameCards && compared.sameOutcome;
  const end = sameEnd ? ofAnswer('=', trace) : [...ofAnswer('-', trace), ...ofAnswer('+', again)];
  return [...head, ...steps, ...end, compared.same ? '  the same' : '  different'].join('\n');
}

function stepText({ stage, title, atMs, tookMs }: TraceStep): string {
  return `${stage.padEnd(8)} ${title}  (${Math.round(tookMs * 10) / 10} ms, at ${Math.round(atMs * 10) / 10})`;
}

function ofAnswer(
  sign: string,
  { answer, cards, outcome }: { answer: readonly string[] | null; cards: readonly string[]; outcome: string },
) {
  const shown = cards.length === 0 ? '' : `, cards: ${cards.join(', ')}`;
  return [`  ${sign} ${outcome}${shown}: ${answer === null ? '(not kept)' : answer.join(' ')}`];
}
