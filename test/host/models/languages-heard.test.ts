import { expect, it } from 'vitest';
import { unheardLanguages } from '../../../host/models/languages-heard.ts';

it('an English-only model says which of the kiosk’s languages it does not hear, and what would', () => {
  const english = { model: 'foyer-whisper-tiny', languages: ['en'] };
  expect(unheardLanguages(english, ['en', 'de-AT', 'fr'])).toEqual({
    reason: 'foyer-whisper-tiny hears en, but not de-AT, fr: guests type in those.',
    remedy: expect.stringContaining('foyer models install'),
  });
  expect(unheardLanguages(english, ['en-GB'])).toEqual({});
  expect(unheardLanguages({ model: 'whisper-base', languages: ['en', 'de', 'fr', 'fi'] }, ['en', 'de-AT'])).toEqual({});
});
