import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNameRepair, nameRepairOf, prepareNameRepair } from '../../../../core/venue/spoken-names/name-repair.ts';
import { readDemo } from '../../../assets/demo-venue.ts';
import { readEvalSet } from '../../../evals/venue-questions.ts';
import { emptyVenue } from '../../../fakes/empty-venue.ts';

const demo = createNameRepair(readDemo().venue);
const venueOf = (speakers: readonly string[], exhibitors: readonly string[] = []) => ({
  ...emptyVenue('House'),
  speakers: speakers.map((name, i) => ({ id: `s${i}`, name })),
  exhibitors: exhibitors.map((name, i) => ({ id: `e${i}`, name, categories: [], aliases: [] })),
});

describe('names of the demo venue', () => {
  it.each([
    ['how do i get to the lan turn key', 'how do i get to the Lantern Quay'],
    ['how do i get to the lantern ball room', 'how do i get to the Lantern Ballroom'],
    ['how far is harbor hall', 'how far is Harbour Hall'],
    ['is the sextent room free', 'is the Sextant Room free'],
    ['when does cafe pontune open', 'when does Café Pontoon open'],
    ['who is amara oka for', 'who is Amara Okafor'],
    ['when does shiv on mccarthy speak', 'when does Siobhán McCarthy speak'],
    ['when is lena brand talking', 'when is Lena Brandt talking'],
    ['when is voytech stepanski speaking', 'when is Wojciech Szczepański speaking'],
    ['is zoltan kovach speaking tomorrow', 'is Zoltán Kovács speaking tomorrow'],
    ['wo finde ich frau papadopulu', 'wo finde ich frau Papadopoulou'],
    ['Where is Lena Brand, and who is Amara Oka for?', 'Where is Lena Brandt, and who is Amara Okafor?'],
  ])('%s', (heard, meant) => {
    expect(demo.repair(heard).text).toBe(meant);
  });

  it('says what was changed, where the name is from and how alike it is', () => {
    const { changes } = demo.repair('when does amara oka for talk in the sextent room');
    expect(changes).toEqual([
      { from: 'amara oka for', to: 'Amara Okafor', kind: 'speaker', score: 1 },
      { from: 'sextent room', to: 'Sextant Room', kind: 'place', score: expect.closeTo(0.95, 1) },
    ]);
  });

  it.each([
    'where is the bar',
    'where is the compass room',
    'how do i get to lantern quay',
    'when does lena brandt speak',
    'who is elvis presley',
    'what time is elon musk speaking',
    'where is the planetarium',
    'is fredja maguire speaking',
    'my friend is bleeding',
    'where is la fontaine',
    'where is the taxi stand',
    'can you turn the key for me',
    'wie komme ich zum ballsaal',
    'letzter vortrag im raum beacon am mittwoch',
    'где находится бар',
    '你好',
    '',
    '?!',
  ])('leaves "%s" alone', (heard) => {
    expect(demo.repair(heard)).toEqual({ text: heard, changes: [] });
  });

  it('takes neither of two names that sound the same, and nothing across a comma', () => {
    const { repair } = createNameRepair(venueOf(['Jon Smyth', 'John Smith', 'Lennart Poettering']));
    expect(repair('when does jonn smithy speak').changes).toEqual([]);
    expect(repair('is this lenard, pottering about').changes.map(({ from }) => from)).not.toContain('lenard, pottering');
    expect(repair('where does lenard pottering speak').text).toBe('where does Lennart Poettering speak');
  });

  it('reads a line far longer than any question without changing it', () => {
    const long = 'amara oka for '.repeat(1000);
    expect(demo.repair(long).text).toBe(long);
  });
});

describe('every question of the evaluation sets', () => {
  const evals = join(import.meta.dirname, '../../../evals');
  const questions = globSync('venue*/*.jsonl', { cwd: evals })
    .concat(globSync('venue-*.jsonl', { cwd: evals }))
    .flatMap((set) => readEvalSet(join(evals, set)).map(({ question }) => question));

  it('keeps what was right: only names that are misspelt there are changed', () => {
    const changes = questions.flatMap((question) => demo.repair(question).changes.map(({ from, to }) => `${from.toLowerCase()} -> ${to}`));
    expect(new Set(changes)).toEqual(
      new Set([
        'lantern ball room -> Lantern Ballroom',
        'compas room -> Compass Room',
        'harbor hall -> Harbour Hall',
        'shiv on mccarthy -> Siobhán McCarthy',
        'lena brand -> Lena Brandt',
        'amara oka for -> Amara Okafor',
        'wojtek szczepanski -> Wojciech Szczepański',
        'zoltan kovach -> Zoltán Kovács',
        'kwame mensa -> Kwame Mensah',
        'amara okafer -> Amara Okafor',
        'voytech stepanski -> Wojciech Szczepański',
        'papadopulu -> Papadopoulou',
      ]),
    );
  });

  it('is as it was at a venue without such names', () => {
    const { repair } = createNameRepair(venueOf(['Ada Lovelace', 'Jürgen Habermas'], ['Nordlicht Software GmbH']));
    for (const question of questions) expect(repair(question).text).toBe(question);
  });
});

describe('the names of a venue', () => {
  it('are gone through once, in slices, and kept with that venue', async () => {
    const venue = venueOf(['Lennart Poettering']);
    let pauses = 0;
    await prepareNameRepair(venue, async () => {
      pauses++;
    });
    expect(pauses).toBeGreaterThan(1);
    const kept = nameRepairOf(venue);
    await prepareNameRepair(venue, async () => {
      throw new Error('goes through them again');
    });
    expect(nameRepairOf(venue)).toBe(kept);
    expect(kept.repair('lenard pottering').text).toBe('Lennart Poettering');
  });
});
