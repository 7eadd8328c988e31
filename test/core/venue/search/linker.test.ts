import { describe, expect, it } from 'vitest';
import { createLinker } from '../../../../core/venue/search/linker.ts';

const linker = createLinker([
  { kind: 'person', id: 'poettering', names: ['Lennart Poettering', 'Poettering', 'Lennart'] },
  { kind: 'person', id: 'szczepanski', names: ['Wojciech Szczepański', 'Szczepański', 'Wojciech'] },
  { kind: 'person', id: 'mccarthy', names: ['Siobhán McCarthy', 'McCarthy', 'Siobhán'] },
  { kind: 'place', id: 'garden', names: ['Garden Room'] },
  { kind: 'place', id: 'roof', names: ['Roof Garden'] },
  { kind: 'place', id: 'breakfast', names: ['Breakfast room', 'breakfast'] },
  { kind: 'place', id: 'k105', names: ['K.1.105 (La Fontaine)'] },
  { kind: 'place', id: 'a2', names: ['A 2'] },
  { kind: 'place', id: 'cafe', names: ['Kännchen Tee'] },
]);
const best = (text: string) => linker.link(text.split(' '))[0];

describe('finding names in misheard text', () => {
  it.each([
    ['when does lenard pottering speak', 'poettering'],
    ['shiv on mccarthy', 'mccarthy'],
    ['wojtek szczepanski', 'szczepanski'],
    ['where is the gar den room', 'garden'],
    ['roofgarden please', 'roof'],
    ['when does brek first start', 'breakfast'],
    ['k 1 105', 'k105'],
    ['the la fontain room', 'k105'],
  ])('%s', (text, id) => {
    expect(best(text)?.id).toBe(id);
  });

  it.each(['kann ich hier essen', 'is anyone speaking now', 'the weather in paris', '2 of them'])('finds nothing in %j', (text) => {
    expect(best(text)?.ofName ?? 0).toBeLessThan(0.6);
  });

  it('says which words named it', () => {
    expect(best('how do i get to the roof garden now')).toMatchObject({ id: 'roof', from: 6, to: 8 });
  });
});
