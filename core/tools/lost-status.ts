import { z } from 'zod';
import { ownersOf } from '../desk/owners.ts';
import type { LostItem } from '../ports.ts';
import { type DeskPlace, lostCard, lostPropertyAt } from './lost-items.ts';
import { isNamed } from './own-words.ts';
import { defineTool, type ToolContext } from './tool.ts';

export const lostStatusInput = z.object({});

export interface LostStatusData {
  readonly items: readonly Pick<LostItem, 'id' | 'ticket' | 'what' | 'state' | 'day'>[];
  /** Reported on earlier visits, not named now, and told only to who gave their PIN. */
  readonly hidden: number;
  readonly desk: DeskPlace | null;
}

export const lostStatus = defineTool({
  name: 'lost_status',
  description: 'Whether what this guest reported as lost has been found. Only their own reports.',
  input: lostStatusInput,
  effect: 'none',
  run(context) {
    const own = context.lostFound.statusOf(...ownersOf(context)).filter(({ state }) => state !== 'closed');
    const items = own.filter((item) => mayHearOf(item, context));
    const data: LostStatusData = {
      items: items.slice(0, 10).map(({ id, ticket, what, state, day }) => ({ id, ticket, what, state, day })),
      hidden: own.length - items.length,
      desk: lostPropertyAt(context),
    };
    return { found: items.length > 0, data, cards: items.length === 0 ? [] : [lostCard(items, context)] };
  },
});

export function mayHearOf({ what }: LostItem, context: ToolContext): boolean {
  return context.verified || context.owner.kind === 'session' || isNamed(what, context);
}
