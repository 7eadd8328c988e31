import type { Voice } from './speech.ts';

export type Sound = 'cough' | 'laugh' | 'chuckle' | 'mm-hm' | 'nasal mm-hm' | 'hmm' | 'clink' | 'footsteps' | 'door';
export type Background = 'babble' | 'music' | 'pink' | 'hvac';

/**
 * One labelled recording. Each of `turns` is one thing the guest says, "{600}" being a pause in it: exactly one utterance is to
 * come of it, after its end. Nothing else in the scene may be acted on, and a kiosk that speaks is stopped by a turn alone.
 */
export interface Scene {
  readonly name: string;
  readonly group: string;
  readonly voice?: Voice;
  readonly turns?: readonly string[];
  /** The first turn's beginning. Default 1500, over the kiosk's voice 3500. */
  readonly atMs?: number;
  /** The kiosk has asked a question before. */
  readonly asked?: boolean;
  readonly sounds?: readonly { readonly sound: Sound; readonly atMs: number; readonly db?: number }[];
  /** `snrDb` below the guest's level. */
  readonly background?: { readonly kind: Background; readonly snrDb: number };
  /** Somebody else, farther away: so many decibels weaker, with the room's reflections. */
  readonly far?: { readonly say: string; readonly voice: Voice; readonly db: number; readonly atMs: number };
  /** The kiosk speaks from 800 ms on; `echoDb` of it, against the guest's level, is left after echo cancellation. */
  readonly kiosk?: { readonly echoDb: number };
}

const GUESTS: readonly Voice[] = ['rms', 'awb', 'espeak:en-gb+m3', 'kal16', 'espeak:en-us+f3', 'slt'];
const guest = (n: number): Voice => GUESTS[n % GUESTS.length] ?? 'rms';

const inTurn = (group: string, texts: readonly string[], rest: Partial<Scene> = {}): Scene[] =>
  texts.map((text, n) => ({ name: `${group} ${n + 1}`, group, voice: guest(n), turns: [text], ...rest }));

const COMPLETE = [
  'where is the nearest toilet',
  'what time does breakfast start',
  'can i get a taxi',
  'how do i get to the main hall',
  'is there a vegetarian restaurant',
  'i lost my charger',
  'when is the next talk',
  'please call someone from the staff',
];

const PAUSED = [
  'where is the {350} main hall',
  'i would like a table for {700} two',
  'is there a restaurant {450} with vegetarian food',
  'can you tell me {900} where the lifts are',
  'how do i get to {1000} the car park',
  'i am looking for the {600} talk about music',
  'what time is the {800} shuttle to the {400} airport',
  'i need {500} a towel and {900} two pillows',
  'my name is {700} anna miller',
  'when does the {1000} swimming pool open',
];

const FILLED = [
  'um {500} where is the toilet',
  'i would like um {800} a taxi',
  'where is the uh {700} coffee bar',
  'so {600} what can i do here',
];

const NUMBERS = ['my room number is {300} four {450} two {450} seven', 'call room {600} two oh four', 'at half past {700} eight'];

const SHORT = ['yes', 'no', 'b', 'two', 'yes please', 'tomorrow', 'stop', 'the second one'];

const SLOW: Scene = {
  name: 'slow guest',
  group: 'slow guest',
  voice: 'rms',
  turns: [
    'i would like {650} a room for {700} two people',
    'is there {700} a swimming pool {650} in the hotel',
    'when does it open {650} in the morning',
    'and where {700} do i get a towel',
  ],
};

const NOISE_ONLY: Scene[] = [
  ...(['cough', 'laugh', 'chuckle', 'mm-hm', 'nasal mm-hm', 'hmm', 'clink', 'footsteps', 'door'] as const).map((sound) => ({
    name: `${sound} alone`,
    group: 'noise alone',
    sounds: [
      { sound, atMs: 1500 },
      { sound, atMs: 3500 },
    ],
  })),
  { name: 'music alone', group: 'noise alone', background: { kind: 'music', snrDb: 6 } },
  { name: 'babble alone', group: 'noise alone', background: { kind: 'babble', snrDb: 12 } },
];

const IN_NOISE: Scene[] = ([20, 10, 5] as const).flatMap((snrDb) =>
  (['babble', 'music'] as const).flatMap((kind) =>
    ['where is the nearest toilet', 'i would like a table for {600} two'].map((text, n) => ({
      name: `${kind} ${snrDb} dB ${n + 1}`,
      group: `${kind} ${snrDb} dB`,
      voice: guest(n + snrDb),
      turns: [text],
      background: { kind, snrDb },
    })),
  ),
);

const FAR_TALK = 'we could meet at the hotel after lunch and then take the train to the old town before it gets dark';

const TWO_SPEAKERS: Scene[] = [
  { name: 'far talk alone', far: { say: FAR_TALK, voice: 'slt' as const, db: -18, atMs: 1000 } },
  { name: 'far talk alone, weaker', far: { say: FAR_TALK, voice: 'awb' as const, db: -24, atMs: 1000 } },
  {
    name: 'far talk after a question',
    turns: ['where is the nearest toilet'],
    far: { say: FAR_TALK, voice: 'awb' as const, db: -18, atMs: 3200 },
  },
  {
    name: 'question during far talk',
    turns: ['what time does breakfast start'],
    atMs: 3000,
    far: { say: FAR_TALK, voice: 'slt' as const, db: -18, atMs: 800 },
  },
  {
    name: 'question during weaker far talk',
    turns: ['can i get a taxi'],
    atMs: 3000,
    far: { say: FAR_TALK, voice: 'awb' as const, db: -24, atMs: 800 },
  },
].map((scene, n) => ({ group: 'two speakers', voice: guest(n * 2), ...scene }));

const ECHO_ALONE: Scene[] = [-30, -20, -12, -6].map((echoDb) => ({ name: `echo ${echoDb} dB`, group: 'echo alone', kiosk: { echoDb } }));

const BARGE_IN: Scene[] = [-30, -20, -12, -6].flatMap((echoDb) =>
  ['stop please', 'where is the nearest toilet', 'no i mean tomorrow'].map((text, n) => ({
    name: `barge-in, echo ${echoDb} dB ${n + 1}`,
    group: 'barge-in',
    voice: guest(n),
    turns: [text],
    atMs: 3000 + 700 * n,
    kiosk: { echoDb },
  })),
);

const NOISE_OVER_KIOSK: Scene[] = [
  ...(['cough', 'laugh', 'chuckle', 'mm-hm', 'nasal mm-hm', 'hmm', 'clink', 'door'] as const).map((sound) => ({
    name: `${sound} over kiosk`,
    sounds: [{ sound, atMs: 3500 }],
  })),
  { name: 'far talk over kiosk', far: { say: FAR_TALK, voice: 'awb' as const, db: -18, atMs: 2500 } },
  { name: 'babble over kiosk', background: { kind: 'babble' as const, snrDb: 12 } },
  { name: 'music over kiosk', background: { kind: 'music' as const, snrDb: 10 } },
].map((scene) => ({ group: 'noise over kiosk', kiosk: { echoDb: -24 }, ...scene }));

export const SCENES: readonly Scene[] = [
  ...inTurn('complete', COMPLETE),
  ...inTurn('pause in the sentence', PAUSED),
  ...inTurn('um', FILLED),
  ...inTurn('numbers', NUMBERS),
  ...inTurn('short answer', SHORT, { asked: true }),
  SLOW,
  ...IN_NOISE,
  ...NOISE_ONLY,
  ...TWO_SPEAKERS,
  ...ECHO_ALONE,
  ...BARGE_IN,
  ...NOISE_OVER_KIOSK,
];
