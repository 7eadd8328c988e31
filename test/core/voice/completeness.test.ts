import { describe, expect, it } from 'vitest';
import { completenessOf } from '../../../core/voice/completeness.ts';

describe('more is coming after', () => {
  it.each([
    'Um',
    'I would like a table for',
    'Where can I find a table for',
    'Is there a vegetarian restaurant and',
    'Where is the',
    'How do I get to',
    'What time is the shuttle to',
    'Take me to room',
    'My room number',
    'at half past',
    'Is there an',
    'The keynote, uh',
    'I’m looking for...',
    'So,',
    'Well',
    "I'd like",
    'Ich suche den',
    'Ich hätte gern einen Tisch für',
    'Wo ist der',
    'Gibt es',
    'Wie komme ich zum',
    'Ähm',
    'Ich brauche ein Taxi und',
    'Um halb',
    'Wo ist Raum',
  ])('"%s"', (text) => expect(completenessOf(text)).toBe('unfinished'));
});

describe('nothing more is coming after', () => {
  it.each([
    '',
    'Where is the main auditorium?',
    'Where can I eat',
    'Which room is the keynote in?',
    'Who do I talk to',
    'Where are you from?',
    'What is it for?',
    'Where am I?',
    'Where is my room?',
    'A table for two',
    'Room 204',
    'Yes please',
    'Yes',
    'Thank you',
    'And how do I get there?',
    'What is it like',
    'Help',
    'Wann macht die Bar auf?',
    'Wann macht das Restaurant zu?',
    'Wann fängt die Keynote an?',
    'Was ist das?',
    'Wo bin ich?',
    'Danke sehr',
    'Ein Tisch für zwei',
    'Ja bitte',
  ])('"%s"', (text) => expect(completenessOf(text)).not.toBe('unfinished'));
});

describe('in the language of the screen', () => {
  it.each([
    ['en', 'Is there an', 'unfinished'],
    ['de', 'Wann fängt die Führung an?', 'question'],
    ['de-AT', 'Ich suche einen', 'unfinished'],
    ['de', 'Um halb', 'unfinished'],
    ['fr', 'Je voudrais une table pour', 'unfinished'],
    ['fr', "Où est l'", 'unfinished'],
    ['fr', 'Où se trouve la salle de bal ?', 'question'],
    ['es', 'Quisiera una mesa para', 'unfinished'],
    ['es', '¿Dónde está el baño?', 'question'],
    ['it', 'Vorrei un tavolo per', 'unfinished'],
    ['it', "Dov'è la sala grande?", 'question'],
    ['pl', 'Gdzie jest winda', 'statement'],
  ])('%s: "%s" is %s', (locale, text, completeness) => expect(completenessOf(text, locale)).toBe(completeness));
});

describe('how sure an end is', () => {
  it.each([
    ['where is the coat check', 'question'],
    ['could you bring me a blanket', 'question'],
    ['yes please', 'question'],
    ['my key does not work', 'statement'],
    ['does', 'unfinished'],
    ['what can i', 'unfinished'],
    ['how long does it', 'unfinished'],
    ['how far is it', 'question'],
    ['when does the gym', 'unfinished'],
    ['what time is it', 'question'],
    ['my room is', 'unfinished'],
    ['what can i eat without', 'unfinished'],
    ['what can i do', 'unsure'],
    ['is the museum', 'unsure'],
    ['is there parking', 'statement'],
    ['is there a pharmacy around', 'unsure'],
    ['coffee', 'statement'],
    ['i would like a table for two', 'unsure'],
    ['where is the closest', 'unsure'],
    ['can you show me', 'unsure'],
    ['take me to the stage to the stage', 'unsure'],
    ['my room number is four', 'unfinished'],
    ['my room number is four one two', 'unsure'],
    ['um', 'unfinished'],
  ])('"%s" is %s', (text, completeness) => expect(completenessOf(text, 'en')).toBe(completeness));
});
