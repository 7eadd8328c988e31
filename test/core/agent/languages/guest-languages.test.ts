import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createGloss, NO_NAMES, SEPARATOR, waysOf } from '../../../../core/agent/understand/languages/gloss.ts';
import { LANGUAGES } from '../../../../core/agent/understand/languages/languages.ts';
import { languageAsked, languageOf } from '../../../../core/agent/understand/languages/tell-language.ts';
import { throughEnglish } from '../../../../core/agent/understand/languages/through-english.ts';
import { asksAboutEmergency, dangerIn } from '../../../../core/agent/understand/safety.ts';
import type { Venue } from '../../../../core/venue/model.ts';
import { rollVenue } from '../../../../core/venue/rolling.ts';
import { fold } from '../../../../core/venue/search/fold.ts';
import { readDemo } from '../../../assets/demo-venue.ts';
import { type GuestTalk, type GuestTalkOptions, startGuestTalk } from '../../../fakes/guest-talk.ts';

const NOW = '2026-05-12T10:40';
let venue: Venue;
const talks: GuestTalk[] = [];

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(() => {
  for (const talk of talks.splice(0)) talk.close();
});

function start(options: Partial<GuestTalkOptions>): GuestTalk {
  const talk = startGuestTalk({ venue, now: NOW, ...options });
  talks.push(talk);
  return talk;
}

const read = (code: string, text: string) => throughEnglish(code)?.(text, null).join(' ');
const words = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

describe('clock times, as a guest says them', () => {
  it.each([
    ['fr', 'à 14h30', 'at 14:30'],
    ['fr', 'à onze heures et demie', 'at half past 11'],
    ['fr', 'à trois heures moins le quart', 'at quarter to 3'],
    ['fr', 'entre 14h et 15h', 'between 14:00 and 15:00'],
    ['fr', 'dans une heure', 'in an hour'],
    ['es', 'a las dos y media', 'at half past 2'],
    ['es', 'a las 9 de la noche', 'at 9:00 pm'],
    ['es', 'entre las tres y las cinco', 'between 3 and 5'],
    ['es', 'mañana por la mañana', 'tomorrow morning'],
    ['it', 'alle 15', 'at 15:00'],
    ['it', 'alle cinque meno un quarto', 'at quarter to 5'],
    ['it', 'prima delle 10', 'before 10'],
    ['it', 'dalle 15 alle 17', 'from 15:00 to 17:00'],
  ])('%s: %s', (code, said, english) => {
    expect(read(code, said)).toBe(english);
  });
});

describe('lexicons', () => {
  const lexicons = LANGUAGES.flatMap(({ code, lexicon }) => (lexicon === null ? [] : [{ code, lexicon }]));

  it.each(lexicons.filter(({ lexicon }) => lexicon.cut === undefined))('$code is written in folded words', ({ lexicon }) => {
    const phrases = [...Object.values(lexicon.phrases), ...Object.values(lexicon.topics)]
      .flatMap((said) => said.split(SEPARATOR))
      .flatMap(waysOf);
    expect(phrases.filter((phrase) => !/^[\p{Ll}\p{N} ]+$/u.test(phrase) || fold(phrase) !== phrase)).toEqual([]);
  });

  it.each(lexicons)('$code has a way of saying everything', ({ lexicon }) => {
    const empty = Object.entries({ ...lexicon.phrases, ...lexicon.topics }).filter(
      ([, said]) => said.split(SEPARATOR).flatMap(waysOf).length === 0,
    );
    expect(empty).toEqual([]);
  });

  it('leaves a name as it is where the venue has it', () => {
    const fr = LANGUAGES.find(({ code }) => code === 'fr');
    if (fr?.lexicon === null || fr === undefined) throw new Error('no French');
    const gloss = createGloss({ ...fr, lexicon: fr.lexicon });
    const known = { ...NO_NAMES, pairs: new Set(['salle turing']) };
    expect(gloss('Où est la salle Turing ?', known).join(' ')).toBe('where is the salle turing');
    expect(gloss('Où est la salle Turing ?', NO_NAMES).join(' ')).toBe('where is the room turing');
  });
});

describe('which language it is', () => {
  it.each([
    ['Où sont les toilettes ?', 'fr'],
    ['¿Dónde está el baño?', 'es'],
    ["Dov'è il bagno?", 'it'],
    ['Wo ist die Toilette?', 'de'],
    ['Bonjour', 'fr'],
  ])('%s is %s', (text, code) => {
    expect(languageOf(words(text), 'en')).toBe(code);
  });

  it.each(['La Fontaine', 'Sala 7', 'où est le talk', 'bar', 'what time is La Traviata on', 'ok', 'no'])(
    '%s is not plainly foreign',
    (text) => {
      expect(['en', 'fr', null]).toContain(languageOf(words(text), 'en'));
      expect(['es', 'it', 'de']).not.toContain(languageOf(words(text), 'en'));
    },
  );

  it('a name does not carry an Italian off into French', () => {
    expect(languageOf(words("C'è il casinò?"), 'it')).not.toBe('fr');
  });

  it.each([
    ['Parlez-vous français ?', 'fr'],
    ['habla inglés', 'en'],
    ['Español', 'es'],
    ['in italiano per favore', 'it'],
    ['sprechen sie deutsch', 'de'],
  ])('%s asks for %s', (text, code) => {
    expect(languageAsked(words(text), '')).toBe(code);
  });
});

describe('a question in another language than the session’s', () => {
  it('is answered in it where the kiosk offers it', async () => {
    const answer = await start({ locale: 'en', locales: ['en', 'fr'] }).say('Où sont les toilettes les plus proches ?');
    expect(answer.answer).toContain('Le plus proche\u00a0: Toilets by');
    expect(answer.locale).toBe('fr');
  });

  it('is understood all the same where it does not, and answered in the session’s', async () => {
    const answer = await start({ locale: 'en', locales: ['en', 'de'] }).say('Où sont les toilettes les plus proches ?');
    expect(answer.answer).toContain('The nearest is Toilets by');
    expect(answer.locale).toBe('en');
  });

  it('keeps the country of a language that the kiosk has', async () => {
    expect((await start({ locale: 'en', locales: ['en', 'fr-CH'] }).say('Où sont les toilettes ?')).locale).toBe('fr-CH');
  });
});

describe('a conversation', () => {
  it('goes on in French: there, it, tomorrow', async () => {
    const talk = start({ locale: 'fr' });
    expect((await talk.say('Où est la salle de repos ?')).answer).toContain('Quiet room');
    expect((await talk.say('Et comment y aller ?')).answer).toContain('Quiet room');
    expect((await talk.say('Ça ferme à quelle heure ?')).answer).toContain('22:00');
  });

  it('goes on in Spanish: one of a list, and what it is about', async () => {
    const talk = start({ locale: 'es' });
    const list = await talk.say('¿Qué hay ahora?');
    expect(list.answer).toContain('Hearing one voice');
    expect((await talk.say('la segunda')).answer).toContain('Hearing one voice');
    expect((await talk.say('¿de qué trata?')).answer).toContain('Hearing one voice');
  });

  it('has a request confirmed in Italian, and nothing done without a yes', async () => {
    const talk = start({ locale: 'it' });
    expect((await talk.say('Vorrei parlare con una persona')).answer).toContain('Risponda sì o no');
    expect(talk.requests.list()).toEqual([]);
    expect((await talk.say('sì')).answer).toContain('Ho chiamato qualcuno');
    expect(talk.requests.list()).toHaveLength(1);
  });
});

describe('danger, in whatever language it is called out', () => {
  it.each([
    ['Somebody has a heart attack', 'medical'],
    ['Mein Mann hat einen Herzinfarkt', 'medical'],
    ['Mon mari fait une crise cardiaque', 'medical'],
    ['Au secours !', 'medical'],
    ['¡Mi marido tiene un infarto!', 'medical'],
    ['¡Socorro!', 'medical'],
    ['Mio marito ha un infarto', 'medical'],
    ['Serve un medico, presto', 'medical'],
    ['Il y a le feu dans la cuisine', 'fire'],
    ['Hay fuego en la cocina', 'fire'],
    ["C'è un incendio in cucina", 'fire'],
    ['Es brennt', 'fire'],
    ['Il a un couteau', 'threat'],
    ['Tiene un cuchillo', 'threat'],
    ['Ha un coltello', 'threat'],
    ['je veux mourir', 'distress'],
    ['quiero morir', 'distress'],
    ['voglio morire', 'distress'],
  ])('%s: %s', (text, danger) => {
    expect(dangerIn(words(text).join(' '))).toBe(danger);
  });

  it.each([
    'Où est le défibrillateur ?',
    '¿Dónde están los primeros auxilios?',
    "Dov'è il pronto soccorso?",
    'Y a-t-il un médecin ici ?',
    '¿Hay un médico?',
    'Wo ist der Defi?',
  ])('%s only asks', (text) => {
    expect(dangerIn(words(text).join(' '))).toBeNull();
  });

  it.each(['Que faire en cas d’incendie ?', '¿Dónde está la salida de emergencia?', 'Dove si trova il punto di raccolta?'])(
    '%s asks ahead',
    (text) => {
      expect(asksAboutEmergency(words(text).join(' '))).toBe(true);
    },
  );

  it('calls for help at once, whatever the session’s language', async () => {
    const talk = start({ locale: 'en', locales: ['en', 'de'] });
    expect((await talk.say('Au secours, mon ami ne respire plus !')).answer).toContain('I have called staff');
    expect(talk.requests.list()).toHaveLength(1);
  });
});
