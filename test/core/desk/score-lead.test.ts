import { describe, expect, it } from 'vitest';
import { HOT_FROM, LEAD_POINTS, scoreLead } from '../../../core/desk/score-lead.ts';

const NOTHING = { need: '', size: '', budget: '', timeframe: '', contactName: '', contact: '', consent: false };
const points = (facts: Partial<typeof NOTHING>) => scoreLead({ ...NOTHING, ...facts });

it('is 0 of nothing and 100 of everything', () => {
  expect(points({})).toBe(0);
  expect(Object.values<number>(LEAD_POINTS).reduce((a, b) => a + b, 0)).toBe(100);
  expect(
    points({
      need: 'a hall for a dinner',
      size: '40 people',
      budget: '5000 euros',
      timeframe: 'next month',
      contact: 'ada@example.org',
      consent: true,
    }),
  ).toBe(100);
});

describe.each([
  ['need', 'a stand at the fair', 20, 'stand', 10],
  ['size', '40 people', 15, 'a big one', 8],
  ['budget', 'about 5000', 20, 'generous', 10],
] as const)('%s', (part, whole, all, vague, half) => {
  it('counts whole where it is precise, in part where it is vague', () => {
    expect([points({ [part]: whole }), points({ [part]: vague })]).toEqual([all, half]);
  });
});

it('takes no budget for no budget', () => {
  expect(points({ budget: 'no budget yet' })).toBe(0);
  expect(points({ budget: 'kein Budget' })).toBe(0);
});

it.each([
  ['today', 25],
  ['nächsten Monat', 25],
  ['cette semaine', 25],
  ['mañana', 25],
  ['la prossima settimana', 25],
  ['in 2027', 18],
  ['next year maybe', 5],
  ['irgendwann', 5],
])('weighs when: %s', (timeframe, expected) => {
  expect(points({ timeframe })).toBe(expected);
});

it('counts a contact only with consent', () => {
  expect(points({ contact: 'ada@example.org' })).toBe(0);
  expect(points({ contact: 'ada@example.org', consent: true })).toBe(20);
});

it('is hot without a contact where everything else is said', () => {
  expect(points({ need: 'a hall for a dinner', size: '40', budget: '5000', timeframe: 'this week' })).toBeGreaterThanOrEqual(HOT_FROM);
  expect(points({ need: 'a hall for a dinner', timeframe: 'this week', contact: 'a@b.c', consent: true })).toBeLessThan(HOT_FROM);
});
