import { describe, expect, it } from 'vitest';
import { createLanguageOffer } from '../../../core/kiosk/language-offer.ts';
import type { SpeechToText, Transcript } from '../../../core/ports.ts';
import { createScriptedHearing } from '../../fakes/scripted.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

const HEARD: Transcript = {
  text: 'where is the lift',
  heard: 'where is the lift',
  audioMs: 1500,
  ms: 1,
  avgLogprob: -0.2,
  noSpeechProb: 0,
  language: 'en',
  spoken: { language: 'de', probability: 0.95 },
  engine: 'scripted',
  model: 'scripted',
};

describe('the offer of another language', () => {
  const offer = (locale = 'en') => createLanguageOffer({ locales: ['en', 'de-AT'], locale: () => locale });

  it('names the language in its own words, once a guest', () => {
    const { chipFor, reset } = offer();
    expect(chipFor(HEARD)).toEqual({ id: 'language-de-AT', text: 'Deutsch' });
    expect(chipFor(HEARD)).toBeNull();
    reset();
    expect(chipFor(HEARD)?.text).toBe('Deutsch');
  });

  it.each([
    ['ar', 'العربية'],
    ['ja', '日本語'],
    ['it', 'Italiano'],
  ])('is made for any language that the kiosk speaks and the model tells: %s', (language, text) => {
    const { chipFor } = createLanguageOffer({ locales: ['en', 'de', 'fr', 'es', 'it', 'ar', 'ja'], locale: () => 'en' });
    expect(chipFor({ ...HEARD, spoken: { language, probability: 0.95 } })).toEqual({ id: `language-${language}`, text });
  });

  it.each<[string, Partial<Transcript>, string?]>([
    ['the language of the screen', {}, 'de'],
    ['a language the kiosk does not speak', { spoken: { language: 'fi', probability: 0.99 } }],
    ['a guess', { spoken: { language: 'de', probability: 0.6 } }],
    ['a word or two', { audioMs: 600 }],
  ])('is not made for %s', (_, change, locale) => {
    expect(offer(locale).chipFor({ ...HEARD, ...change })).toBeNull();
  });

  it('is not made by a model of one language', () => {
    const { spoken, ...rest } = HEARD;
    expect(spoken).toBeDefined();
    expect(offer().chipFor(rest)).toBeNull();
  });
});

describe('a guest who speaks another language than the screen', () => {
  it('is offered it beside the answer, and nothing switches by itself', async () => {
    const { stt } = createScriptedHearing([], ['en', 'de']);
    const german: SpeechToText = { ...stt, transcribe: async () => HEARD };
    const { open } = createKioskHarness({ stt: german, config: { locales: ['en', 'de'] } });
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    for (let question = 0; question < 2; question++) {
      await screen.speak(12, 0.02);
      await screen.speak(30, 0.97);
      await screen.speak(60, 0.01);
      await settle();
    }
    expect(screen.all('chips').map(({ chips }) => chips.map(({ text }) => text))).toEqual([['Deutsch']]);
    expect(screen.all('turn.started')).toHaveLength(2);
    expect(screen.all('locale.changed')).toEqual([]);
  });
});
