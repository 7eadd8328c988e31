import { describe, expect, it } from 'vitest';
import { putRight } from '../../../core/agent/understand/misspelt.ts';
import { tidy } from '../../../core/agent/understand/tidy.ts';

describe('what is said around a question', () => {
  it.each([
    ['Hi there, sorry to bother you, I was wondering whether you could tell me where the lift is', 'where the lift is'],
    ['Excuse me, do you happen to know when the tour starts?', 'when the tour starts'],
    [
      'Would you be so kind as to tell me in which hall the keynote takes place? Thank you so much.',
      'in which hall the keynote takes place',
    ],
    ['um so where is the bar', 'where is the bar'],
  ])('%s', (said, asked) => {
    expect(tidy(said, 'en').join(' ')).toBe(asked);
  });

  it.each([
    ['Entschuldigung, können Sie mir bitte sagen, wo die Garderobe ist?', 'wo die garderobe ist'],
    ['Hallo, wissen Sie vielleicht, wann es losgeht?', 'wann es losgeht'],
  ])('%s', (said, asked) => {
    expect(tidy(said, 'de').join(' ')).toBe(asked);
  });

  it.each(['hello there', 'excuse me', 'can you help me', 'tell me about the tower'])('leaves %j whole', (said) => {
    expect(tidy(said, 'en').join(' ')).toBe(said);
  });
});

describe('question words as hurried fingers write them', () => {
  const names = new Set(['dillo', 'whin']);
  const right = (text: string, locale = 'en') => putRight(text.split(' '), locale, (word) => names.has(word)).join(' ');

  it.each([
    ['whn does teh tlak start', 'when does the talk start'],
    ['mozilla devroom wher', 'mozilla devroom where'],
    ['wan is dillo', 'wan is dillo'],
  ])('%s', (typed, meant) => {
    expect(right(typed)).toBe(meant);
  });

  it.each(['are dogs ok', 'where is the whin room', 'is the hall 12'])('leaves %j as it is', (typed) => {
    expect(right(typed)).toBe(typed);
  });
});
