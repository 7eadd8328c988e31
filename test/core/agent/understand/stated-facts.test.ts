import { describe, expect, it } from 'vitest';
import { perceive } from '../../../../core/agent/perceive.ts';
import { asksToKeep, deniedFacts } from '../../../../core/agent/understand/stated-facts.ts';

function heard(text: string, locale: string) {
  const input = { sessionId: 's', turn: 1, text, source: 'voice' as const, locale, now: '2026-05-12T10:40', here: null, memory: null };
  return perceive(input, null, ['en', 'de', 'fr', 'es', 'it']);
}
const facts = (text: string, locale: string) => heard(text, locale).facts.map(({ kind, value }) => `${kind} ${value}`);

describe('what guests say of themselves', () => {
  it.each([
    ['en', "I'm vegetarian, where can I eat?", ['diet vegetarian']],
    ['en', "My name is Élodie and I'm in a wheelchair", ['name Élodie', 'access step-free']],
    ['en', "I'm interested in robots and privacy, is there a talk?", ['interest robots', 'interest privacy']],
    ['en', 'I use a wheelchair, how do I get to the ballroom?', ['access step-free']],
    ['de', 'Ich bin gegen Nüsse allergisch', ['allergy nuts']],
    ['en', "Hi, I'm Anna", ['name Anna']],
    ['de', 'Guten Tag, ich bin die Jule', ['name Jule']],
    ['fr', 'Bonjour, je suis Zoé', ['name Zoé']],
    ['en', "My name's Anna", ['name Anna']],
    ['en', 'Remember that I like jazz', ['interest jazz']],
    ['en', "I'm one of the speakers", ['role speaker']],
    ['en', 'I work as a nurse', ['role nurse']],
    ['en', "I'm hard of hearing", ['access hearing']],
    ['en', "I'm diabetic, what can I eat", ['health diabetes']],
    ['en', "I'm Jewish, where can I pray?", ['religion jewish']],
    ['en', 'I always need large text', ['answers large-text']],
    ['en', 'my daughter is allergic to eggs', ['allergy eggs']],
    ['de', 'Ich bin Vegetarierin und heiße Jürgen', ['name Jürgen', 'diet vegetarian']],
    ['de', 'Ich vertrage keine Milch', ['allergy milk']],
    ['de', 'Ich interessiere mich für Bienen und Musik. Was läuft heute?', ['interest Bienen', 'interest Musik']],
    ['de', 'Merken Sie sich bitte, dass ich im Rollstuhl sitze', ['access step-free']],
    ['fr', 'Je m’appelle Zoé, je suis végétarienne', ['name Zoé', 'diet vegetarian']],
    ['fr', 'Je suis allergique aux noix et au lait', ['allergy milk', 'allergy nuts']],
    ['fr', 'Je m’intéresse à la musique et aux abeilles, que me recommandez-vous ?', ['interest musique', 'interest abeilles']],
    ['es', 'Me llamo José y soy vegetariano', ['name José', 'diet vegetarian']],
    ['es', 'No puedo subir escaleras', ['access step-free']],
    ['es', 'Soy alérgica a los frutos secos', ['allergy nuts']],
    ['es', 'Me interesa la historia', ['interest historia']],
    ['it', 'Mi chiamo Giulia e sono celiaca', ['name Giulia', 'diet gluten-free']],
    ['it', 'Sono una relatrice', ['role speaker']],
    ['it', 'Uso la carrozzina', ['access step-free']],
  ])('%s: %s', (locale, text, expected) => {
    expect(facts(text, locale)).toEqual(expected);
  });

  it.each([
    ['en', 'where is the vegan restaurant'],
    ['en', 'does it contain nuts'],
    ['en', 'call me a taxi'],
    ['en', 'I am late, where is the keynote speaker'],
    ['en', "I'd love to see a talk"],
    ['en', 'Where can I get a latte'],
    ['en', 'I can not hear you'],
    ['en', "Hello, I'm German"],
    ['en', "hi, i'm lost"],
    ['en', "What's my name?"],
    ['de', 'Hallo, ich bin Arzt'],
    ['de', 'Gibt es etwas ohne Milch?'],
    ['fr', 'Je ne suis pas végétarien'],
    ['es', 'No soy alérgico a las nueces'],
    ['it', 'Non sono vegetariana'],
  ])('not in %s: %s', (locale, text) => {
    expect(facts(text, locale)).toEqual([]);
  });

  it.each([
    ['en', "I'm no longer vegetarian", 'diet vegetarian'],
    ['en', "I don't use a wheelchair any more", 'access step-free'],
    ['de', 'Ich bin kein Vegetarier mehr', 'diet vegetarian'],
    ['fr', 'Je ne suis plus végétarien', 'diet vegetarian'],
    ['es', 'Ya no soy vegana', 'diet vegan'],
    ['it', 'Non sono più allergica alle noci', 'allergy nuts'],
  ])('no longer, %s: %s', (locale, text, expected) => {
    expect(deniedFacts(heard(text, locale).text, text).map(({ kind, value }) => `${kind} ${value}`)).toEqual([expected]);
  });

  it.each([
    ['en', 'Please remember that I use a wheelchair', true],
    ['de', 'Bitte merken Sie sich, dass ich Vegetarier bin', true],
    ['fr', 'Notez que je suis allergique aux noix', true],
    ['es', 'Recuerde que soy celíaca', true],
    ['it', 'Si ricordi che sono celiaca', true],
    ['en', 'Do you remember where I left it?', false],
    ['en', 'I use a wheelchair', false],
  ])('asked to be kept, %s: %s', (locale, text, expected) => {
    expect(asksToKeep(heard(text, locale).text, text)).toBe(expected);
  });
});
