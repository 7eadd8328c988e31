import { z } from 'zod';
import type { LostState } from '../ports.ts';
import { type DeskPlace, dayMeant, lostCard, lostPropertyAt } from './lost-items.ts';
import { keptAs } from './staff-request.ts';
import { defineTool, type ToolContext } from './tool.ts';

export const reportLostInput = z.object({
  what: z.string().trim().min(1).max(200).describe('The thing, with its colour: "black umbrella"'),
  where: z.string().max(200).optional().describe('Where it was last seen'),
  when: z.string().max(100).optional().describe('Day it was lost, "2026-11-22", or as the guest says it'),
  details: z.string().max(500).optional().describe('What else it can be told by'),
});

export interface ReportLostData {
  readonly ticket: string;
  readonly what: string;
  readonly state: LostState;
  /** Where lost property is kept. */
  readonly desk: DeskPlace | null;
  /** The guest is remembered: they are told when they come back. */
  readonly remembered: boolean;
}

export const reportLost = defineTool({
  name: 'report_lost',
  description:
    'Reports something the guest lost, for staff to look for; says whether something like it was handed in, never what. The guest has to confirm it first.',
  input: reportLostInput,
  effect: 'request',
  run(context, { what, where = '', when = '', details = '' }) {
    const threadId = threadFor(context, what);
    const item = context.lostFound.reportLost({
      what,
      where,
      details: [details, when].filter((part) => part !== '').join('; '),
      day: dayMeant(when, context.now),
      createdAt: context.now,
      ...keptAs(context, 'lost'),
      ...(threadId === null ? {} : { threadId }),
    });
    const data: ReportLostData = {
      ticket: item.ticket,
      what: item.what,
      state: item.state,
      desk: lostPropertyAt(context),
      remembered: threadId !== null,
    };
    return { found: true, data, cards: [lostCard([item], context)] };
  },
});

/** The open matter of a remembered guest that is about it; a guest who said it before has one already. */
function threadFor({ memory }: ToolContext, what: string): string | null {
  if (memory === null) return null;
  const topic = `lost ${what}`.slice(0, 120);
  const known = memory.profile().threads.find(({ status, topic: other }) => status === 'open' && (other === topic || other === what));
  return (known ?? memory.openThread(topic)).id;
}
