import { describe, expect, it } from 'vitest';
import { demoTalks, sayAll } from '../../../fakes/demo-talks.ts';

const NOW = '2026-05-12T14:00';
const start = demoTalks(NOW);
const saying = (lines: readonly string[], locale = 'en') => sayAll(start({ locale }), lines, locale);

describe('of several tours tomorrow, at 11:00, 15:00 and 17:00', () => {
  it.each([
    ['2', '15:00'],
    ['the third one', '17:00'],
    ['the morning one', '11:00'],
    ['the latest', '17:00'],
    ["the three o'clock one", '15:00'],
    ['any', '11:00'],
  ])('"%s" is the one at %s', async (choice, time) => {
    expect(await saying(['can I book the house tour for tomorrow', choice])).toMatch(new RegExp(`tomorrow at ${time}.*Shall I book it`));
  });

  it('a yes, or half of the day, is asked once more and in short', async () => {
    const ask = 'can I book the house tour for tomorrow';
    expect(await saying([ask, 'yes'])).toMatch(/^Which one: .*11:00.*15:00.*17:00/);
    expect(await saying([ask, 'the afternoon'])).toMatch(/^Which one: (?!.*11:00).*15:00.*17:00/);
  });
});

describe('a table', () => {
  it.each([
    ['en', ['a table for two tonight at eight', 'whichever you like']],
    ['de', ['einen Tisch für zwei heute Abend um acht bitte', 'egal wo']],
    ['fr', ['je voudrais réserver une table pour deux ce soir à vingt heures', "n'importe où"]],
    ['es', ['quisiera una mesa para dos esta noche a las ocho', 'donde sea']],
    ['it', ['vorrei prenotare un tavolo per due stasera alle 20', 'dove vuole lei']],
  ])('anywhere, in %s, is read back with the first that fits', async (locale, lines) => {
    expect(await saying(lines, locale)).toMatch(/2.*20:00.*\?$/);
  });

  it('what is known is said while where to sit is asked', async () => {
    expect(await saying(['a table for tonight', 'four of us'])).toMatch(/^For 4, today\. Where/);
  });

  it.each([
    ['can we come at eight instead', /20:00 for 2/],
    ['could we come half an hour later', /19:30 for 2/],
  ])('"%s" moves it, and leaves the party alone', async (change, expected) => {
    expect(await saying(['a table for two at tideline tonight 7pm', 'yes', change])).toMatch(expected);
  });
});

it('what is told of a lost thing before it is reported goes with it', async () => {
  const answer = await saying(['I lost my charger in the library yesterday', 'a white apple one']);
  expect(answer).toBe('Shall I report it as lost: charger, a white apple one (in the library, yesterday)?');
});
