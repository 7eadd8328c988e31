import { describe, expect, it } from 'vitest';
import { demoTalks } from '../../fakes/demo-talks.ts';

const start = demoTalks('2026-05-12T10:40');

describe('asked what becomes of what they say', () => {
  it.each([
    ['en', 'privacy'],
    ['en', 'can I see the privacy notice'],
    ['en', 'what do you keep about me?'],
    ['en', 'are you recording me?'],
    ['en', 'what happens to my data'],
    ['de', 'Datenschutz'],
    ['de', 'Was passiert mit meinen Daten?'],
    ['de', 'Werde ich aufgenommen?'],
    ['fr', 'Que faites-vous de mes données ?'],
    ['fr', 'confidentialité'],
    ['es', '¿Qué hacen con mis datos?'],
    ['es', 'privacidad'],
    ['it', 'Cosa fate con i miei dati?'],
    ['it', 'mi state registrando?'],
    ['ar', 'خصوصية'],
    ['ja', 'プライバシー'],
  ])('the guest gets the notice on the screen, in %s: %s', async (locale, text) => {
    const events = await start({ locale }).events(text);
    expect(events.at(-1)).toMatchObject({ type: 'done', shows: 'privacy' });
    expect(events.filter(({ type }) => type === 'sentence').length).toBeGreaterThan(0);
  });

  it.each(['Is there a talk about privacy?', 'when is the privacy workshop', 'what do you have vegan', 'do you keep luggage'])(
    'but not who asks something else: %s',
    async (text) => {
      expect((await start().events(text)).at(-1)).not.toHaveProperty('shows');
    },
  );

  it.each([
    ['en', 'are you a robot?', /computer program|digital concierge/],
    ['en', 'are you a real person?', /computer program/],
    ['de', 'Bist du ein Mensch?', /Computerprogramm/],
  ])('a machine says that it is one, in %s: %s', async (locale, text, says) => {
    expect((await start({ locale }).say(text)).answer).toMatch(says);
  });
});
