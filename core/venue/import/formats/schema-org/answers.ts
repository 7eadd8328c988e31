import { isRecord } from '../../read-yaml.ts';
import { record } from '../format.ts';
import { listOf, type Node, textOf, wordOf } from './nodes.ts';
import type { Reading } from './reading.ts';

type Texts = Readonly<Record<string, string>>;

interface Answer {
  readonly key: string;
  /** Ways to ask it; the first is shown. */
  readonly questions: readonly Texts[];
  /** Undefined where the node says nothing of use. */
  readonly answer: (value: unknown) => Texts | string | undefined;
}

/** What schema.org has a property for and guests have a question for. */
const ANSWERS: readonly Answer[] = [
  {
    key: 'checkinTime',
    questions: [
      {
        en: 'When is check-in?',
        de: 'Ab wann kann man einchecken?',
        fr: 'À quelle heure est l’arrivée ?',
        es: '¿A qué hora es la entrada?',
        it: 'A che ora è il check-in?',
      },
      { en: 'What time is checkin?', de: 'Wann ist Check-in?', fr: 'À partir de quand peut-on avoir la chambre ?' },
      { en: 'When can I get into my room?', de: 'Ab wann ist mein Zimmer fertig?' },
    ],
    answer: (value) => saying(clockOf(wordOf(value)), IN),
  },
  {
    key: 'checkoutTime',
    questions: [
      {
        en: 'When is check-out?',
        de: 'Bis wann muss man auschecken?',
        fr: 'À quelle heure est le départ ?',
        es: '¿A qué hora es la salida?',
        it: 'A che ora è il check-out?',
      },
      { en: 'What time is checkout?', de: 'Wann ist Check-out?', fr: 'Jusqu’à quand peut-on garder la chambre ?' },
      { en: 'When do I have to leave my room?', de: 'Bis wann muss ich das Zimmer verlassen?' },
    ],
    answer: (value) => saying(clockOf(wordOf(value)), OUT),
  },
  {
    key: 'petsAllowed',
    questions: [
      {
        en: 'Are pets allowed?',
        de: 'Sind Haustiere erlaubt?',
        fr: 'Les animaux sont-ils admis ?',
        es: '¿Se admiten mascotas?',
        it: 'Sono ammessi animali?',
      },
      { en: 'Can I bring my dog?', de: 'Darf ich meinen Hund mitbringen?', fr: 'Puis-je venir avec mon chien ?' },
      { en: 'Can my dog or cat stay with me?', de: 'Darf mein Hund hier übernachten?' },
    ],
    answer: petsOf,
  },
  {
    key: 'numberOfRooms',
    questions: [{ en: 'How many rooms are there?', de: 'Wie viele Zimmer gibt es?', fr: 'Combien de chambres y a-t-il ?' }],
    answer: (value) => saying(countOf(value), ROOMS),
  },
  {
    key: 'address',
    questions: [
      {
        en: 'What is the address?',
        de: 'Wie ist die Adresse?',
        fr: 'Quelle est l’adresse ?',
        es: '¿Cuál es la dirección?',
        it: 'Qual è l’indirizzo?',
      },
    ],
    answer: addressOf,
  },
];

const IN: Texts = {
  en: 'Check-in is from {}.',
  de: 'Einchecken kann man ab {} Uhr.',
  fr: 'L’arrivée est à partir de {}.',
  es: 'La entrada es a partir de las {}.',
  it: 'Il check-in è dalle {}.',
};
const OUT: Texts = {
  en: 'Check-out is until {}.',
  de: 'Auschecken muss man bis {} Uhr.',
  fr: 'Le départ est jusqu’à {}.',
  es: 'La salida es hasta las {}.',
  it: 'Il check-out è entro le {}.',
};
const PETS: Texts = {
  en: 'Yes, pets are allowed.',
  de: 'Ja, Haustiere sind erlaubt.',
  fr: 'Oui, les animaux sont admis.',
  es: 'Sí, se admiten mascotas.',
  it: 'Sì, gli animali sono ammessi.',
};
const NO_PETS: Texts = {
  en: 'No, pets are not allowed.',
  de: 'Nein, Haustiere sind nicht erlaubt.',
  fr: 'Non, les animaux ne sont pas admis.',
  es: 'No, no se admiten mascotas.',
  it: 'No, gli animali non sono ammessi.',
};
const ROOMS: Texts = {
  en: 'There are {} rooms.',
  de: 'Es gibt {} Zimmer.',
  fr: 'Il y a {} chambres.',
  es: 'Hay {} habitaciones.',
  it: 'Ci sono {} camere.',
};
const HAVE: Texts = { en: 'Is there {}?', de: 'Gibt es {}?', fr: 'Y a-t-il {} ?', es: '¿Hay {}?', it: 'C’è {}?' };
const HAVE_NOT: Texts = {
  en: 'No: {} is not available here.',
  de: 'Nein: {} gibt es hier nicht.',
  fr: 'Non : {}, il n’y en a pas ici.',
  es: 'No: aquí no hay {}.',
  it: 'No: qui non c’è {}.',
};

export function addAnswers(node: Node, reading: Reading): void {
  for (const { key, questions, answer } of ANSWERS) {
    const said = answer(node[key]);
    const line = reading.lineOf(node, key);
    if (said !== undefined) reading.add('faqs', record(reading.file, line, { question: questions[0], questions, answer: said }));
  }
}

/** What the house says that it does not have: guests ask for it all the same. */
export function addMissing(amenity: Node, reading: Reading): void {
  const name = wordOf(amenity.name);
  if (name === undefined) return;
  reading.add('faqs', record(reading.file, reading.lineOf(amenity), { question: saying(name, HAVE), answer: saying(name, HAVE_NOT) }));
}

function saying(value: string | undefined, texts: Texts): Texts | undefined {
  return value === undefined
    ? undefined
    : Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, text.replace('{}', value)]));
}

function clockOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (/(?:^|T)(\d{1,2}:\d{2})/.exec(text)?.[1] ?? text);
}

function petsOf(value: unknown): Texts | string | undefined {
  const text = typeof value === 'boolean' ? String(value) : wordOf(value);
  if (text === undefined) return undefined;
  if (/^(?:.*\/)?(?:true|yes|1)$/i.test(text)) return PETS;
  if (/^(?:.*\/)?(?:false|no|0)$/i.test(text)) return NO_PETS;
  const said = textOf(value);
  return typeof said === 'object' ? said : text;
}

function countOf(value: unknown): string | undefined {
  const count = isRecord(value) ? value.value : value;
  return /^\d{1,5}$/.test(String(count)) ? String(count) : undefined;
}

function addressOf(value: unknown): string | undefined {
  const [first] = listOf(value);
  if (typeof first === 'string') return first;
  if (!isRecord(first)) return undefined;
  const town = [wordOf(first.postalCode), wordOf(first.addressLocality)].filter((part) => part !== undefined).join(' ');
  const lines = [wordOf(first.streetAddress), town].filter((line) => line !== undefined && line !== '');
  return lines.length === 0 ? undefined : lines.join(', ');
}
