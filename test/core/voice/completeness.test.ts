import { describe, expect, it } from 'vitest';
import { soundsUnfinished } from '../../../core/voice/completeness.ts';

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
  ])('"%s"', (text) => expect(soundsUnfinished(text)).toBe(true));
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
  ])('"%s"', (text) => expect(soundsUnfinished(text)).toBe(false));
});
