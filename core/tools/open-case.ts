import { z } from 'zod';
import { type CaseView, caseCard, caseView, ownCases } from './cases.ts';
import { keptAs } from './staff-request.ts';
import { defineTool } from './tool.ts';

export const openCaseInput = z.object({
  about: z.string().trim().min(1).max(120).describe('In a few words: "wrong invoice"'),
  detail: z.string().trim().max(1000).default('').describe('What happened and what the guest wants, in their words'),
});

export interface OpenCaseData {
  readonly case: CaseView;
  /** Others of this guest that are still open. */
  readonly earlier: readonly CaseView[];
}

export const openCase = defineTool({
  name: 'open_case',
  description:
    'Opens a support case for staff to work on after the guest has left (an invoice, a complaint, a defect). The guest has to confirm it first.',
  input: openCaseInput,
  effect: 'request',
  compensate: 'close_case',
  run(context, { about, detail }) {
    const earlier = ownCases(context).cases.filter(({ status }) => status === 'open');
    const opened = context.cases.open({ about, detail, createdAt: context.now, ...keptAs(context, 'case') });
    const data: OpenCaseData = { case: caseView(opened), earlier: earlier.filter(({ id }) => id !== opened.id).map(caseView) };
    return { found: true, data, cards: [caseCard([opened], context)] };
  },
});
