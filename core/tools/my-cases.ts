import { z } from 'zod';
import { type CaseView, caseCard, caseView, ownCases } from './cases.ts';
import { defineTool } from './tool.ts';

export const myCasesInput = z.object({});

export interface MyCasesData {
  readonly cases: readonly CaseView[];
  /** Those of earlier visits are shown after the PIN. */
  readonly pinForMore: boolean;
}

export const myCases = defineTool({
  name: 'my_cases',
  description: 'The support cases of this guest, open and closed. Only when they ask for it.',
  input: myCasesInput,
  effect: 'none',
  run(context) {
    const own = ownCases(context);
    const cases = own.cases.slice(0, 10);
    const data: MyCasesData = { cases: cases.map(caseView), pinForMore: own.pinForMore };
    return { found: cases.length > 0, data, cards: cases.length === 0 ? [] : [caseCard(cases, context)] };
  },
});
