import { describe, expect, it } from 'vitest';
import { accessWord } from '../../../../core/kiosk/guest-words/access-words.ts';
import { CATALOGUES } from '../../../../renderer/i18n/catalogues.ts';

const commandOf = (text: string, reading = false) => {
  const word = accessWord(text, reading);
  return word === null || word === 'start-over' ? word : 'press' in word ? `press ${word.press}` : word.command;
};

describe('what makes the kiosk easier to use', () => {
  it.each([
    ['bigger', 'Bigger text, please'],
    ['bigger', 'Can you make the text bigger?'],
    ['bigger', 'The text is too small.'],
    ['bigger', "I can't read that"],
    ['bigger', 'Größere Schrift bitte'],
    ['bigger', 'Die Schrift ist zu klein'],
    ['bigger', 'Texte plus grand, s’il vous plaît'],
    ['bigger', 'La letra más grande por favor'],
    ['bigger', 'testo più grande'],
    ['smaller', 'smaller text'],
    ['contrast-on', 'I need high contrast'],
    ['contrast-on', 'Mehr Kontrast'],
    ['contrast-on', 'contraste élevé'],
    ['contrast-off', 'normal contrast'],
    ['reach-on', "I can't reach the buttons"],
    ['reach-on', "That's too high for me"],
    ['reach-on', 'Ich komme da nicht ran'],
    ['reach-on', 'todo al alcance'],
    ['audio-on', 'Read the screen to me'],
    ['audio-on', "I'm blind"],
    ['audio-on', "I can't see the screen"],
    ['audio-on', 'Ich sehe den Bildschirm nicht'],
    ['audio-on', 'je suis aveugle'],
    ['audio-on', 'no puedo ver la pantalla'],
    ['audio-off', 'Stop reading the screen'],
    ['slower', 'Slower please'],
    ['slower', 'Please speak more slowly'],
    ['slower', 'Sprechen Sie bitte langsamer'],
    ['slower', 'parlez moins vite'],
    ['faster', 'a bit faster'],
    ['louder', 'Louder!'],
    ['louder', 'Speak up please'],
    ['louder', "I can't hear you"],
    ['louder', 'etwas lauter bitte'],
    ['softer', 'not so loud'],
    ['curtain-on', 'hide the screen'],
    ['calm-on', 'less motion please'],
    ['panel', 'accessibility settings'],
    ['defaults', 'everything back to normal'],
    ['start-over', 'Start over'],
    ['start-over', 'Noch mal von vorne bitte'],
  ])('%s: "%s"', (command, said) => {
    expect(commandOf(said)).toBe(command);
  });

  it.each(Object.entries(CATALOGUES))('is what the screen in %s tells the guest to say', (_, catalogue) => {
    const quoted = [...catalogue['access.say'].matchAll(/[“„«「]\s*(.+?)\s*[”“»」]/g)].map(([, words]) => commandOf(words ?? ''));
    expect(quoted).toEqual(['bigger', 'contrast-on', 'reach-on', 'audio-on', 'slower', 'louder']);
  });
});

describe('a question stays a question', () => {
  it.each([
    'Is there a bigger room?',
    'Where can I find text books?',
    'I can’t see the sea from my window',
    'Which lift is faster?',
    'Is the bar louder than the café?',
    'How do I get to reach hall two?',
    'next',
    'back',
    'help',
    'Where am I?',
    'What is on next?',
    'Ich suche die nächste Toilette',
    'Read me the menu',
    '',
  ])('"%s"', (said) => {
    expect(commandOf(said)).toBeNull();
  });
});

describe('while the screen is read out', () => {
  it.each([
    ['next', 'Next'],
    ['next', 'weiter'],
    ['previous', 'go back'],
    ['activate', 'Press it'],
    ['repeat', 'Read that again'],
    ['repeat', 'noch einmal'],
    ['where', 'Where am I on the screen?'],
    ['help', 'How does this work?'],
  ])('%s: "%s"', (command, said) => {
    expect(commandOf(said, true)).toBe(command);
  });

  it('the guest may still ask where they are', () => {
    expect(commandOf('Where am I?', true)).toBeNull();
  });
});

describe('a control by its name', () => {
  it.each([
    ['Press “Show me the way”', 'press show me the way'],
    ['tap on the help from a person button', 'press help from a person'],
    ['Drücken Sie bitte auf Fertig', null],
    ['Drücken Sie auf Fertig', 'press fertig'],
    ['appuyez sur le bouton Terminé', 'press termine'],
    ['pulse Listo por favor', 'press listo por favor'],
  ])('%s', (said, wanted) => {
    if (wanted === null) return expect(commandOf(said)).toMatch(/^press|null/);
    expect(commandOf(said)).toBe(wanted);
  });
});
