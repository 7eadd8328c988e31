import type { FactKind } from '../../../core/ports.ts';
import { seeded } from '../../support/random.ts';

/** One thing said at the kiosk. */
export interface PersonaTurn {
  readonly role: 'guest' | 'companion';
  readonly text: string;
  /** What the guest tells of themselves here. */
  readonly fact?: { readonly kind: FactKind; readonly value: string };
  /** What they take back here. */
  readonly takesBack?: { readonly kind: FactKind; readonly value: string };
  /** What a question will ask for; "old" and "gone" must not surface. */
  readonly mark?: string;
}

export interface PersonaQuestion {
  readonly kind: 'fact' | 'matter' | 'update' | 'erased';
  readonly question: string;
  /** Marks of the turns that hold the answer. */
  readonly evidence: readonly string[];
  /** Marks of turns that no longer hold. */
  readonly stale: readonly string[];
}

export interface Persona {
  readonly id: string;
  readonly visits: readonly (readonly PersonaTurn[])[];
  readonly questions: readonly PersonaQuestion[];
}

interface Matter {
  readonly told: readonly string[];
  readonly asked: string;
}

const NAMES = ['Ada', 'Bruno', 'Chiara', 'Dmitri', 'Esi', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jun'];
const ROLES = ['exhibitor', 'speaker', 'buyer', 'journalist', 'student', 'photographer'];
const DIETS = ['vegan', 'vegetarian', 'halal', 'kosher', 'gluten-free'];
const ALLERGIES = ['peanuts', 'shellfish', 'sesame', 'lactose', 'celery', 'mustard'];
const INTERESTS = ['jazz', 'sculpture', 'robotics', 'gardening', 'sailing', 'chess', 'astronomy', 'pottery'];

/** Said in one way, asked about in another. */
const MATTERS: readonly Matter[] = [
  {
    told: ['I left my grey umbrella in the tram.', 'I forgot a grey umbrella on the tram this morning.'],
    asked: 'What did I lose on public transport?',
  },
  {
    told: ['My sister gets married here in June.', 'In June my sister marries in your garden.'],
    asked: 'When is the wedding in my family?',
  },
  { told: ['I parked the van on level three.', 'The van stands on level three of the garage.'], asked: 'Where is my vehicle parked?' },
  { told: ['My flight goes at quarter past six.', 'I fly home at a quarter past six.'], asked: 'What time does my plane leave?' },
  {
    told: ['The shower in my bathroom drips all night.', 'In the bathroom the shower keeps dripping.'],
    asked: 'What was wrong with the plumbing in my room?',
  },
  { told: ['I play the cello in a quartet.', 'Since last year I play the cello in a quartet.'], asked: 'Which instrument do I play?' },
  { told: ['My son Linus turns eight on Sunday.', 'On Sunday my son Linus will be eight.'], asked: 'How old will my child be?' },
  {
    told: ['The doctor told me to avoid stairs until my ankle has healed.', 'My ankle must heal, so no stairs, my doctor says.'],
    asked: 'What medical advice did I get about my foot?',
  },
  {
    told: ['I sell lamps made of old bicycles.', 'We make lamps from old bicycles and sell them.'],
    asked: 'What products does my business sell?',
  },
  { told: ['My wallet was stolen at the station.', 'Somebody stole my wallet at the station.'], asked: 'What theft did I report?' },
  {
    told: ['The red wine at dinner was the best I ever had.', 'I never had a better red wine than yesterday at dinner.'],
    asked: 'Which drink did I praise?',
  },
  {
    told: ['I would rather sit at the window, far from the kitchen.', 'A table at the window, please, not near the kitchen.'],
    asked: 'Where do I like to be seated in the restaurant?',
  },
];

const SMALL_TALK: readonly (readonly [string, string])[] = [
  ['Hello again.', 'Good to see you. How can I help?'],
  ['Where are the toilets?', 'Down the corridor, second door on the left.'],
  ['Is there a cloakroom?', 'Yes, beside the main entrance.'],
  ['When does the exhibition open tomorrow?', 'At nine in the morning.'],
  ['What is on this afternoon?', 'A talk about bridges at two, and a concert at five.'],
  ['How do I get to hall B?', 'Take the escalator up and turn right.'],
  ['Do you have Wi-Fi?', 'Yes, the network is called Foyer Guests.'],
  ['Can I get a taxi?', 'Taxis wait at the north gate.'],
  ['Where can I buy stamps?', 'At the kiosk in the lobby.'],
  ['Thank you, that was all.', 'Enjoy your day.'],
];

/** The same guests for the same seed: five visits each, among small talk; things told, changed and taken back. */
export function makePersonas(count: number, seed: number): Persona[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => makePersona(`persona${String(i).padStart(4, '0')}`, random));
}

function makePersona(id: string, random: () => number): Persona {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const two = <T>(list: readonly T[]): [T, T] => {
    const first = pick(list);
    return [first, pick(list.filter((one) => one !== first))];
  };
  const [role, newRole] = two(ROLES);
  const [diet, newDiet] = two(DIETS);
  const [allergy, goneAllergy] = two(ALLERGIES);
  const [interest, otherInterest] = two(INTERESTS);
  const name = pick(NAMES);
  const matters = [...MATTERS].sort(() => random() - 0.5).slice(0, 6);
  const guest = (text: string, mark: string, more: Partial<PersonaTurn> = {}): PersonaTurn => ({ role: 'guest', text, mark, ...more });
  const tell = (kind: FactKind, value: string, text: string, mark: string) => guest(text, mark, { fact: { kind, value } });
  const told: PersonaTurn[][] = [
    [
      tell('name', name, `Please call me ${name}.`, 'name'),
      tell('role', role, `I'm here as a ${role} this time.`, 'oldRole'),
      tell('diet', diet, `I only eat ${diet} food.`, 'oldDiet'),
    ],
    [
      tell('allergy', allergy, `By the way, ${allergy} make me ill, I'm allergic.`, 'allergy'),
      tell('allergy', goneAllergy, `And I can't stand ${goneAllergy}, the doctor says it's an allergy.`, 'goneAllergy'),
    ],
    [
      tell('interest', interest, `I could talk about ${interest} for hours.`, 'interest'),
      tell('interest', otherInterest, `My weekends belong to ${otherInterest}.`, 'otherInterest'),
    ],
    [
      tell('role', newRole, `I changed jobs, I come as a ${newRole} now.`, 'role'),
      guest(`I don't eat ${diet} any more.`, 'undiet', { takesBack: { kind: 'diet', value: diet } }),
      tell('diet', newDiet, `My meals have to be ${newDiet} from now on.`, 'diet'),
    ],
    [guest('Please forget the last allergy I told you about.', 'unallergy', { takesBack: { kind: 'allergy', value: goneAllergy } })],
  ];
  matters.forEach(({ told: ways }, m) => void told[m % told.length]?.push(guest(pick(ways), `matter${m}`)));
  const visits = told.map((turns) => turns.flatMap((turn) => [...smallTalk(pick), turn, { role: 'companion' as const, text: 'Noted.' }]));
  const questions: PersonaQuestion[] = [
    { kind: 'fact', question: 'What name do I go by?', evidence: ['name'], stale: [] },
    { kind: 'fact', question: 'Which hobbies do I have?', evidence: ['interest', 'otherInterest'], stale: [] },
    { kind: 'fact', question: 'What am I allergic to?', evidence: ['allergy'], stale: ['goneAllergy'] },
    { kind: 'update', question: 'In what role do I come now?', evidence: ['role'], stale: ['oldRole'] },
    { kind: 'update', question: 'What do I eat at present?', evidence: ['diet'], stale: ['oldDiet'] },
    { kind: 'erased', question: `Do I have a problem with ${goneAllergy}?`, evidence: [], stale: ['goneAllergy'] },
    ...matters.map(({ asked }, m) => ({
      kind: 'matter' as const,
      question: asked,
      evidence: [`matter${m}`],
      stale: ['goneAllergy', 'oldRole', 'oldDiet'],
    })),
  ];
  return { id, visits, questions };
}

function smallTalk(pick: <T>(list: readonly T[]) => T): PersonaTurn[] {
  return [pick(SMALL_TALK), pick(SMALL_TALK)].flatMap(([asked, said]) => [
    { role: 'guest' as const, text: asked },
    { role: 'companion' as const, text: said },
  ]);
}
