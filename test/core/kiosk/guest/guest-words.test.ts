import { describe, expect, it } from 'vitest';
import { asksOfBefore } from '../../../../core/kiosk/guest-words/before-words.ts';
import { consentWord } from '../../../../core/kiosk/guest-words/consent-words.ts';
import { memoryCommand } from '../../../../core/kiosk/guest-words/memory-words.ts';
import { soundsLikePin, spokenDigits } from '../../../../core/kiosk/guest-words/numbers.ts';
import { pinWord } from '../../../../core/kiosk/guest-words/pin-words.ts';

describe('digits said aloud', () => {
  it.each([
    ['4 8 2 9', '4829'],
    ['Four, eight, two, nine.', '4829'],
    ['my pin is 48 29', '4829'],
    ['double seven one three', '7713'],
    ['Vier, acht, zwo, neun', '4829'],
    ['quatre huit deux neuf', '4829'],
    ['cuatro ocho dos nueve', '4829'],
    ['quattro otto due nove', '4829'],
    ['oh one oh two', '0102'],
    ['for ate too nine', '4829'],
    ['٤٨٢٩', '4829'],
    ['أربعة ثمانية اثنان تسعة', '4829'],
    ['رمزي السري هو أربعة وثمانية واثنين وتسعة', '4829'],
    ['واحد صفر سبعة ستة', '1076'],
    ['四八二九', '4829'],
    ['暗証番号は4829です。', '4829'],
    ['よん、はち、に、きゅう', '4829'],
    ['ピンはゼロヨンハチナナです', '0487'],
  ])('%s', (said, digits) => expect(spokenDigits(said)).toBe(digits));

  it.each(['four eight line two', 'forty eight', '123456789', 'where is the toilet', 'أربعة كراسي ثمانية', '四八階二九', ''])(
    'are not guessed from "%s"',
    (said) => expect(spokenDigits(said)).toBeNull(),
  );

  it.each([
    'four eight two nine',
    '4829',
    'it is 4 8 2',
    'four ate to 9',
    'أظن أنه أربعة ثمانية اثنان تسعة',
    'たしか四八二九だったと思う',
    'たぶんよんはちにきゅうかな',
  ])('may be in "%s"', (said) => expect(soundsLikePin(said)).toBe(true));
  it.each([
    'where is room two',
    'a table for four people please',
    'when is breakfast',
    'أين الغرفة رقم خمسة',
    'أريد طاولة لأربعة أشخاص',
    'プールはどこですか',
    '二名で七時に予約したい',
  ])('are not in "%s"', (said) => expect(soundsLikePin(said)).toBe(false));
});

describe('an answer to "Shall I remember you?"', () => {
  it.each([
    ['yes remember me', 'remember'],
    ['Remember me, please.', 'remember'],
    ['An mich erinnern', 'remember'],
    ['Merk dir mich', 'remember'],
    ['souvenez-vous de moi', 'remember'],
    ['recuérdeme', 'remember'],
    ['si ricordi di me', 'remember'],
    ['just this visit', 'visit'],
    ['only for this visit', 'visit'],
    ["please don't remember me", 'visit'],
    ['merk dir mich nicht', 'visit'],
    ['Nur dieser Besuch', 'visit'],
    ['solo questa visita', 'visit'],
    ['cancel', 'later'],
    ['not now', 'later'],
    ['what would you keep?', 'what'],
    ['Was würden Sie behalten?', 'what'],
  ])('"%s" is %s', (said, word) => expect(consentWord(said, false)).toBe(word));

  it('a mere yes or no counts only right after the question', () => {
    expect([consentWord('yes', true), consentWord('no thanks', true)]).toEqual(['remember', 'visit']);
    expect([consentWord('yes', false), consentWord('no', false)]).toEqual([null, null]);
    expect(consentWord('yes where can I eat something now', true)).toBeNull();
  });

  it.each(['where is the cloakroom', 'do you remember the way', 'I like it here'])('"%s" is none', (said) =>
    expect(consentWord(said, true)).toBeNull(),
  );
});

describe('what a guest says of their memory', () => {
  it.each([
    ['What do you know about me?', { do: 'show' }],
    ['what have you stored about me', { do: 'show' }],
    ['Was wissen Sie über mich?', { do: 'show' }],
    ['Was hast du über mich gespeichert?', { do: 'show' }],
    ['que savez-vous de moi ?', { do: 'show' }],
    ['¿Qué sabe de mí?', { do: 'show' }],
    ['cosa sa di me', { do: 'show' }],
    ['forget me', { do: 'erase' }],
    ['erase everything', { do: 'erase' }],
    ['Lösch alles über mich', { do: 'erase' }],
    ['vergessen Sie mich bitte', { do: 'erase' }],
    ['effacez tout', { do: 'erase' }],
    ['olvídeme', { do: 'erase' }],
    ['mi dimentichi', { do: 'erase' }],
    ['forget my diet', { do: 'forget', kind: 'diet' }],
    ['please forget that I am vegan', { do: 'forget', kind: 'diet' }],
    ['vergiss meinen Namen', { do: 'forget', kind: 'name' }],
    ['oubliez mon allergie', { do: 'forget', kind: 'allergy' }],
    ['pause remembering', { do: 'pause' }],
    ["don't remember this", { do: 'pause' }],
    ['merk dir jetzt nichts mehr', { do: 'pause' }],
    ['remember again', { do: 'resume' }],
    ['wieder merken', { do: 'resume' }],
    ['export my data', { do: 'export' }],
    ['meine Daten mitnehmen', { do: 'export' }],
    ['forget that', { do: 'delete-that' }],
    ['change my PIN', { do: 'pin' }],
    ['PIN ändern', { do: 'pin' }],
    ['changer mon code', { do: 'pin' }],
    ['cambiar mi PIN', { do: 'pin' }],
  ])('anywhere: "%s"', (said, command) => expect(memoryCommand(said, false)).toEqual(command));

  it.each([
    ['delete three', { do: 'delete', number: 3 }],
    ['delete number 12 please', { do: 'delete', number: 12 }],
    ['Lösche Nummer drei', { do: 'delete', number: 3 }],
    ['delete that', { do: 'delete-that' }],
    ['change one to vegan', { do: 'correct', number: 1, value: 'vegan' }],
    ['Ändere eins in „vegan und halal“.', { do: 'correct', number: 1, value: 'vegan und halal' }],
    ['read it to me', { do: 'read' }],
    ['lies es vor', { do: 'read' }],
    ['done', { do: 'close' }],
    ['fertig', { do: 'close' }],
    ['export', { do: 'export' }],
  ])('before their own screen: "%s"', (said, command) => expect(memoryCommand(said, true)).toEqual(command));

  it.each([
    'delete three',
    'read it to me',
    'done',
    'where can I export goods',
    "don't forget me",
    'never forget my name',
    'forget it',
    'I forgot my charger',
    'what do you know about the harbour',
    'can you remember the way to the spa',
    'please remember my umbrella in the cloakroom',
    'I am no longer vegetarian',
    'cancel my table for tonight',
    'is there a talk on deleting personal data and how to make systems forget everything they learned',
  ])('elsewhere "%s" is for the agent', (said) => expect(memoryCommand(said, false)).toBeNull());
});

describe('a question for earlier visits', () => {
  it.each([
    'is there anything open for me?',
    'Is something still open for me',
    'where did we leave off',
    'what did I ask you last time',
    'Was war letztes Mal, was habe ich gefragt',
    'Ist noch etwas für mich offen?',
    'où en étions-nous',
    'dónde lo dejamos',
    'dove eravamo rimasti',
  ])('%s', (said) => expect(asksOfBefore(said)).toBe(true));
  it.each([
    'what is still open',
    'is anything open now',
    'Was ist noch offen?',
    'when was the last time it rained',
    'where is the last session',
  ])('is not "%s"', (said) => expect(asksOfBefore(said)).toBe(false));
});

describe('what a guest says to the pad', () => {
  it.each([
    ['let me speak my pin', 'speak'],
    ["I can't see the screen", 'speak'],
    ['PIN sprechen', 'speak'],
    ['dire mon code', 'speak'],
    ['cancel', 'cancel'],
    ['no pin please', 'cancel'],
    ['ohne PIN', 'cancel'],
    ['four eight two nine', null],
  ])('"%s"', (said, word) => expect(pinWord(said, true)).toBe(word));

  it('a mere no counts only while nothing else was said', () => {
    expect([pinWord('no', true), pinWord('no', false), pinWord('no PIN', false)]).toEqual(['cancel', null, 'cancel']);
  });
});
