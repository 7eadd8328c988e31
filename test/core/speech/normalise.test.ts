import { describe, expect, it } from 'vitest';
import { normaliseForSpeech, spokenText } from '../../../core/speech/normalise/normalise.ts';

const say = (text: string) => spokenText(normaliseForSpeech(text));

describe('English as it is said', () => {
  it.each([
    // times
    ['The keynote is at 14:30.', 'the keynote is at two thirty p m.'],
    ['Opens 9:05', 'opens nine oh five ay m.'],
    ['from 12:00 to 24:00', 'from noon to midnight.'],
    ['14:30–15:15', 'two thirty to three fifteen p m.'],
    ['9:00-17:00', 'nine ay m to five p m.'],
    ['6:30 to 10:30 am', 'six thirty to ten thirty ay m.'],
    ['at 9 a.m. and 5pm', 'at nine ay m and five p m.'],
    ['at 10.30', 'at ten thirty ay m.'],
    ['open 24/7', 'open twenty four seven.'],
    // dates
    ['on 12 May 2026', 'on the twelfth of may twenty twenty six.'],
    ['on May 3rd', 'on the third of may.'],
    ['2026-11-22', 'the twenty second of november twenty twenty six.'],
    ['in 2008', 'in two thousand and eight.'],
    ['the 1990s', 'the nineteen nineties.'],
    // prices
    ['€12.50', 'twelve euros fifty.'],
    ['EUR 12', 'twelve euros.'],
    ['1 €', 'one euro.'],
    ['£0.50', 'fifty pence.'],
    ['$3.05', 'three dollars and five cents.'],
    ['€1,200', 'one thousand two hundred euros.'],
    // rooms, floors
    ['room B2.04', 'room b two oh four.'],
    ['R-201', 'r two oh one.'],
    ['Room 204, please', 'room two oh four, please.'],
    ['B1203', 'b twelve oh three.'],
    ['Stand C-14', 'stand c fourteen.'],
    ['on the 2nd floor', 'on the second floor.'],
    ['Level -1', 'level minus one.'],
    // numbers, units
    ['250 m', 'two hundred and fifty meters.'],
    ['1.5 km', 'one point five kilometers.'],
    ['1 min', 'one minute.'],
    ['5-10 min', 'five to ten minutes.'],
    ['21°C', 'twenty one degrees.'],
    ['50%', 'fifty percent.'],
    ['1,250 seats', 'one thousand two hundred and fifty seats.'],
    ['code 007', 'code zero zero seven.'],
    ['3-5 people', 'three to five people.'],
    ['1/2 price', 'half price.'],
    ['the 21st', 'the twenty first.'],
    // telephone
    ['+44 20 7946 0958', 'plus four four two zero seven nine four six zero nine five eight.'],
    ['dial 4510', 'dial four five one zero.'],
    // abbreviations, symbols
    ['Dr. Smith & Prof. Lee', 'doctor smith and professor lee.'],
    ['e.g. tea, i.e. hot', 'for example tea, that is hot.'],
    ['VIP USB NASA', 'v i p u s b nasa.'],
    ['Sun. 9:00, in the sun', 'sunday nine ay m, in the sun.'],
    ['St. James Street', 'saint james street.'],
    ['No. 5', 'number five.'],
    // never spelt out
    ['See https://foyer.example/a?b=1.', 'see the link on screen.'],
    ['See www.foyer.example or foyer.example', 'see the link on screen or the link on screen.'],
    ['Mail info@foyer.example!', 'mail the address on screen!'],
    // letters
    ['crème brûlée', 'creme brulee.'],
    ['It’s here, isn’t it?', "it's here, isn't it?"],
    ['Hello (again) there', 'hello, again, there.'],
  ])('%s', (text, spoken) => {
    expect(say(text)).toBe(spoken);
  });

  it.each(['', '   ', '…', '— – -', '😀', '你好'])('has nothing to say for "%s"', (text) => {
    expect(say(text)).toBe('');
  });

  it('gives the engine nothing but plain words and pauses, whatever the text', () => {
    let state = 7;
    const random = (n: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % n;
    };
    const parts = [
      '12',
      ':',
      '30',
      '.',
      '-',
      '€',
      ' ',
      'B',
      'room ',
      'May ',
      '/',
      '@',
      'é',
      '"',
      '\u0000',
      '+',
      '(',
      '%',
      '\n',
      'a.m.',
      '٣',
      '\ud800',
    ];
    for (let i = 0; i < 3000; i++) {
      const text = Array.from({ length: 1 + random(9) }, () => parts[random(parts.length)]).join('');
      expect(say(text), JSON.stringify(text)).toMatch(/^([a-z']+([,.?!]*( |$)))*$/);
    }
  });

  it('keeps the caption words and shares out what is said for several of them', () => {
    const words = normaliseForSpeech('It costs EUR 12 — on 12 May.');
    expect(words.map((word) => word.text)).toEqual(['It', 'costs', 'EUR', '12', '—', 'on', '12', 'May.']);
    expect(words.map((word) => word.spoken.join(' '))).toEqual(['it', 'costs', 'twelve', 'euros', '', 'on', 'the twelfth', 'of may']);
  });
});
