import { expect, it } from 'vitest';
import type { TraceStep } from '../../../core/contract/index.ts';
import { gistOf, stageShares, toolsOf } from '../../../renderer/staff/now/trace-parts.ts';

const step = (stage: TraceStep['stage'], tookMs: number, detail: TraceStep['detail'] = {}, title = ''): TraceStep => ({
  stage,
  title,
  detail,
  atMs: 0,
  tookMs,
});

it('tells where the time of a turn went, a stage that came twice as one', () => {
  expect(stageShares([step('perceive', 1), step('plan', 2), step('act', 6), step('plan', 1)])).toEqual([
    { stage: 'perceive', ms: 1, share: 0.1 },
    { stage: 'plan', ms: 3, share: 0.3 },
    { stage: 'act', ms: 6, share: 0.6 },
  ]);
  expect(stageShares([step('perceive', 0)])).toEqual([{ stage: 'perceive', ms: 0, share: 0 }]);
});

it('tells what was wanted, and the planner that had the last word', () => {
  const steps = [step('reason', 0, {}, 'wants menu (menu)'), step('plan', 0, { planner: 'llm' }), step('plan', 0, { planner: 'local' })];
  expect(gistOf(steps)).toEqual({ wanted: 'wants menu (menu)', planner: 'local' });
  expect(gistOf([])).toEqual({ wanted: '', planner: '' });
});

it('has what tools were given and gave, whatever else a step holds', () => {
  const tools = [{ name: 'menu', ms: 2.4, found: false, input: { place: 'bar' }, output: '(of the guest)' }, 'menu', null, { ms: 1 }];
  expect(toolsOf(step('act', 3, { tools }))).toEqual([
    { name: 'menu', ms: 2.4, found: false, input: '{\n "place": "bar"\n}', output: '(of the guest)' },
  ]);
  expect(toolsOf(step('plan', 3, { tools: ['menu'] }))).toEqual([]);
  expect(toolsOf(step('act', 3, { tools: 'menu' }))).toEqual([]);
});
