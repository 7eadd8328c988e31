import { z } from 'zod';
import { dateOf } from './local-time.ts';
import { type DeskPlace, lostPropertyAt } from './lost-items.ts';
import { keptAs } from './staff-request.ts';
import { defineTool } from './tool.ts';

export const reportFoundInput = z.object({
  what: z.string().trim().min(1).max(200).describe('The thing, with its colour: "silver watch"'),
  where: z.string().max(200).optional().describe('Where it was found'),
});

export interface ReportFoundData {
  readonly ticket: string;
  readonly what: string;
  /** Where to hand it in. */
  readonly desk: DeskPlace | null;
}

export const reportFound = defineTool({
  name: 'report_found',
  description:
    'Notes something a guest has found, so that staff can give it back; says where to hand it in. The guest has to confirm it first.',
  input: reportFoundInput,
  effect: 'request',
  run(context, { what, where = '' }) {
    const item = context.lostFound.reportFound(
      { what, where, details: '', day: dateOf(context.now), createdAt: context.now },
      { ...keptAs(context, 'found'), createdAt: context.now },
    );
    const data: ReportFoundData = { ticket: item.ticket, what: item.what, desk: lostPropertyAt(context) };
    return { found: true, data, cards: [] };
  },
});
