import { describe, expect, it } from 'vitest';
import { isBackchannel } from '../../../core/voice/backchannel.ts';

describe('a listener’s noise', () => {
  it.each([
    '',
    ' ... ',
    'Mm-hm.',
    'mhm',
    'Uh-huh',
    'Okay.',
    'OK',
    'Yeah',
    'Oh okay',
    'I see.',
    'Oh, I see',
    'Got it!',
    'Right, right',
    'All right',
  ])('"%s"', (text) => expect(isBackchannel(text)).toBe(true));
  it.each(['Ja', 'Ja genau', 'Aha', 'Alles klar.', 'Ach so', 'Super, sehr gut', 'Hm'])('"%s"', (text) =>
    expect(isBackchannel(text)).toBe(true),
  );
});

describe('an interruption', () => {
  it.each([
    'No',
    'Stop',
    'Wait',
    'Okay but where is it',
    'Really?',
    'I',
    'It',
    'Thank you, that’s enough',
    'right right right right right',
    'Where',
    'Nein',
    'Halt',
    'Okay und wo ist das',
    'Ja, aber',
    'So',
  ])('"%s"', (text) => expect(isBackchannel(text)).toBe(false));
});
