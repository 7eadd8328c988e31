import { compose } from '../../core/agent/answers/compose.ts';
import type { PlanEvent, PlanRequest } from '../../core/agent/planner.ts';

/** What the next turn may refer to, and the chips: as the local planner would have them of the same tools. */
export function finishOf({ context, rounds }: PlanRequest): PlanEvent {
  const { t } = context;
  const outcomes = rounds.flat();
  if (outcomes.length === 0) return { type: 'finish', outcome: 'answered', chips: [t('chip.whatsOn'), t('chip.eat'), t('chip.toilet')] };
  const reply = compose(outcomes, { kind: 'call', calls: [], aspect: 'info' }, context);
  return {
    type: 'finish',
    outcome: reply.outcome,
    chips: reply.chips.map((key) => t(key)),
    ...(reply.focus === undefined ? {} : { focus: reply.focus }),
    ...(reply.listed === undefined ? {} : { listed: reply.listed }),
  };
}
