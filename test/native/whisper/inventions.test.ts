import { describe, expect, it } from 'vitest';
import { isInvention } from '../../../native/whisper/inventions.ts';

const SURE = { avgLogprob: -0.1, noSpeechProb: 0.01, voicedMs: 600 };

describe('texts that models write when nobody speaks', () => {
  it.each([
    'Thanks for watching!',
    'Thank you so much for watching.',
    'Please subscribe to my channel.',
    'Subtitles by the Amara.org community',
    'Untertitel im Auftrag des ZDF für funk, 2017',
    'Untertitelung aufgrund der Amara.org-Community',
    'Sous-titres réalisés par la communauté d’Amara.org',
    'Subtítulos realizados por la comunidad de Amara.org',
    'Продолжение следует...',
    'ご視聴ありがとうございました',
    '请不吝点赞 订阅 转发',
    '...',
    'where is the bar '.repeat(12),
  ])('never "%s"', (text) => {
    expect(isInvention(text, SURE)).toBe(true);
  });

  it.each(['Thank you.', 'you', 'Bye.', 'it', 'Vielen Dank.'])('"%s" only from a voice, and surely', (text) => {
    expect(isInvention(text, SURE)).toBe(false);
    expect(isInvention(text, { ...SURE, avgLogprob: -0.8 })).toBe(true);
    expect(isInvention(text, { ...SURE, noSpeechProb: 0.5 })).toBe(true);
    expect(isInvention(text, { ...SURE, voicedMs: 40 })).toBe(true);
  });

  it.each([
    'how do i subscribe to the newsletter',
    'are there subtitles in the main hall',
    'where is the bar',
    'yes',
    'no',
    'stop',
    'vielen dank wo ist die bar',
    'where is the toilet and where is the bar and where is the lift',
  ])('"%s" is a guest’s, however unsure the model', (text) => {
    expect(isInvention(text, { avgLogprob: -0.9, noSpeechProb: 0.1, voicedMs: 300 })).toBe(false);
  });
});
