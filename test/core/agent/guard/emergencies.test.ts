import { describe, expect, it } from 'vitest';
import { perceive } from '../../../../core/agent/perceive.ts';
import { ANSWER_LOCALES } from '../../../../core/i18n/catalogues.ts';
import { EMERGENCY_PHRASES } from './emergency-phrases.ts';

const dangerOf = (text: string, locale: string) =>
  perceive(
    { sessionId: 's', turn: 1, text, source: 'voice', locale, now: '2026-05-12T10:40', here: null, memory: null },
    null,
    ANSWER_LOCALES,
  ).danger;

describe.each(Object.entries(EMERGENCY_PHRASES))('%s', (language, { danger, none }) => {
  it.each(danger)('is danger: %s', (text) => {
    // In the guest's language, and where the screen was left in another.
    expect(dangerOf(text, language)).not.toBeNull();
    expect(dangerOf(text, language === 'de' ? 'en' : 'de')).not.toBeNull();
  });

  it.each(none)('is none: %s', (text) => {
    expect(dangerOf(text, language)).toBeNull();
  });
});
