import { z } from 'zod';
import { type CaseView, caseCard, caseView, findCase } from './cases.ts';
import { defineTool } from './tool.ts';

export const closeCaseInput = z.object({
  case: z.string().trim().max(200).describe('Its number, or what it is about'),
});

export interface CloseCaseData {
  readonly case: CaseView | null;
  readonly asked: string;
}

export const closeCase = defineTool({
  name: 'close_case',
  description: 'Closes a support case of this guest that has settled itself. The guest has to confirm it first.',
  input: closeCaseInput,
  effect: 'request',
  run(context, { case: asked }) {
    const found = findCase(asked, context);
    const closed = found === null ? null : context.cases.update(found.id, 'closed', context.now);
    const data: CloseCaseData = { case: closed === null ? null : caseView(closed), asked };
    return { found: closed !== null, data, cards: closed === null ? [] : [caseCard([closed], context)] };
  },
});
