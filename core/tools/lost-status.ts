import { z } from 'zod';
import { ownersOf } from '../desk/owners.ts';
import type { LostItem } from '../ports.ts';
import { type DeskPlace, lostCard, lostPropertyAt } from './lost-items.ts';
import { defineTool } from './tool.ts';

export const lostStatusInput = z.object({});

export interface LostStatusData {
  readonly items: readonly Pick<LostItem, 'id' | 'ticket' | 'what' | 'state' | 'day'>[];
  readonly desk: DeskPlace | null;
}

export const lostStatus = defineTool({
  name: 'lost_status',
  description: 'Whether what this guest reported as lost has been found. Only their own reports.',
  input: lostStatusInput,
  effect: 'none',
  run(context) {
    const items = context.lostFound.statusOf(...ownersOf(context)).filter(({ state }) => state !== 'closed');
    const data: LostStatusData = {
      items: items.slice(0, 10).map(({ id, ticket, what, state, day }) => ({ id, ticket, what, state, day })),
      desk: lostPropertyAt(context),
    };
    return { found: items.length > 0, data, cards: items.length === 0 ? [] : [lostCard(items, context)] };
  },
});
