import type { ToolContext } from '../../tools/tool.ts';
import type { Dialogue, Pending } from '../dialogue.ts';
import type { Finish, Understood } from '../step.ts';
import type { Goal } from './goal.ts';
import { currentGoal } from './goal-list.ts';

/** What the kiosk last asked for a goal, to come back to after something else. */
export interface OpenQuestion {
  readonly goalId: string;
  readonly question: string;
  readonly pending: Pending;
  readonly locale: string;
  /** Times the kiosk has led back to it. */
  readonly ledBack: number;
}

/** A guest who goes on with other things is not reminded for ever. */
const MOST_LED_BACK = 2;

/** "Back to the table: for how many?" */
export function backTo({ kind }: Pick<Goal, 'kind'>, question: string, { t, locale }: ToolContext): string {
  return t('goal.backTo', {
    back: t(`goal.back.${kind}`),
    question: question.replace(/^[¿¡]?\p{L}/u, (first) => first.toLocaleLowerCase(locale)),
  });
}

export interface LedBack {
  readonly sentences: readonly string[];
  readonly finish: Partial<Finish>;
}

/**
 * Leads back to what the guest is at after another question of theirs was answered: what was asked is asked again, so that a
 * yes that follows is one to it. Null where there is nothing to lead back to, or the answer ends with a question of its own.
 */
export function leadBack(
  finish: Finish,
  { reading, percept, context }: Understood,
  goals: readonly Goal[],
  open: OpenQuestion | null,
): LedBack | null {
  const goal = currentGoal(goals);
  if (goal === null || reading.kind !== 'call' || reading.goal !== undefined || percept.danger !== null) return null;
  if (finish.outcome !== 'answered' || finish.pending !== undefined) return null;
  const chip = context.t(`goal.back.${goal.kind}`);
  // One thing is done, another was wanted as well.
  if (open?.goalId !== goal.id) {
    if (reading.confirmed !== true) return null;
    const pending: Pending = { kind: 'goal-resume', goalId: goal.id };
    return {
      sentences: [backTo(goal, context.t('goal.goOn'), context)],
      finish: { outcome: 'asked', chips: [context.t('chip.yes'), context.t('chip.no')], pending },
    };
  }
  if (open.ledBack >= MOST_LED_BACK || open.locale !== context.locale) return { sentences: [], finish: { chips: [chip, ...finish.chips] } };
  return {
    sentences: [backTo(goal, open.question, context)],
    finish: { outcome: 'asked', chips: [chip, ...finish.chips], pending: open.pending },
  };
}

/** The question that stands open after a turn. */
export function asksAfter(
  { pending, open }: Readonly<Dialogue>,
  goal: Goal | null,
  said: readonly string[],
  locale: string,
): OpenQuestion | null {
  if (goal === null) return null;
  const isOfGoal =
    pending !== null &&
    ((pending.kind === 'confirm' && goal.status === 'waiting-guest') ||
      ((pending.kind === 'goal-slot' || pending.kind === 'goal-options') && pending.goalId === goal.id));
  if (!isOfGoal) return open?.goalId === goal.id ? open : null;
  if (open?.pending === pending) return { ...open, ledBack: open.ledBack + 1 };
  const question = said.slice(pending.kind === 'confirm' ? -2 : -1).join(' ');
  return { goalId: goal.id, question, pending, locale, ledBack: 0 };
}
