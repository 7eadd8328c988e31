import { describe, expect, it } from 'vitest';
import { MATCH_FROM, matchItems } from '../../../core/desk/match-items.ts';

const item = (what: string, more: { where?: string; details?: string; day?: string } = {}) => ({
  what,
  where: more.where ?? '',
  details: more.details ?? '',
  day: more.day ?? '2026-05-12',
});
const score = (lost: Parameters<typeof item>, found: Parameters<typeof item>) => matchItems(item(...lost), item(...found)) ?? 0;

describe('the same thing', () => {
  it.each([
    ['black umbrella', 'umbrella, black'],
    ['my black umbrella with a wooden handle', 'black umbrella'],
    ['blak umbrela', 'black umbrella'],
    ['a phone charger', 'charger'],
    ['iPhone', 'mobile phone'],
    ['schwarzer Regenschirm', 'black umbrella'],
    ['parapluie noir', 'black umbrella'],
    ['mochila azul', 'blue backpack'],
    ['occhiali', 'glasses'],
    ['blaue Trinkflasche', 'bottle, blue'],
    ['scarfs', 'red scarf'],
    ['Handschuhe', 'pair of gloves'],
    ['Uhr', 'silver watch'],
  ])('%s, %s', (lost, found) => {
    expect(score([lost], [found])).toBeGreaterThanOrEqual(MATCH_FROM);
  });
});

describe('another thing', () => {
  it.each([
    ['black umbrella', 'black wallet'],
    ['blue bottle', 'blue backpack'],
    ['laptop', 'lap blanket'],
    ['red scarf', 'red rucksack'],
    ['keys', 'glasses'],
    ['a ring', 'a watch'],
  ])('%s, %s', (lost, found) => {
    expect(matchItems(item(lost), item(found))).toBeNull();
  });

  it('is one of another colour', () => {
    expect(matchItems(item('black umbrella'), item('red umbrella'))).toBeNull();
    expect(score(['umbrella'], ['red umbrella'])).toBeGreaterThanOrEqual(MATCH_FROM);
  });

  it('was found long before it was lost, or very long after', () => {
    const found = (day: string) => matchItems(item('black umbrella', { day: '2026-05-12' }), item('black umbrella', { day }));
    expect(found('2026-05-11')).not.toBeNull();
    expect(found('2026-05-10')).toBeNull();
    expect(found('2026-05-14')).not.toBeNull();
    expect(found('2026-08-01')).toBeNull();
  });
});

it('weighs the colour and the place', () => {
  const plain = score(['umbrella with a handle'], ['umbrella']);
  expect(score(['black umbrella with a handle'], ['black umbrella'])).toBeGreaterThan(plain);
  expect(score(['umbrella with a handle', { where: 'in the bistro' }], ['umbrella', { where: 'bistro' }])).toBeGreaterThan(plain);
});

it('makes no match of a place alone, nor of nothing', () => {
  expect(matchItems(item('hat', { where: 'bistro' }), item('keys', { where: 'bistro' }))).toBeNull();
  expect(matchItems(item('the'), item('the'))).toBeNull();
});
