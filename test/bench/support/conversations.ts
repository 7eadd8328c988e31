/** What is to be heard next: words, or a noise that is none of the kiosk's business. */
export type Said =
  | {
      readonly say: string;
      /** Silence after it; left out: long enough for the answer. */
      readonly thenMs?: number;
      /** The next words belong to the same question. */
      readonly goesOn?: true;
    }
  /** A recording of test/fixtures/speech. */
  | { readonly noise: 'cough' | 'knocks' | 'clink' };

/** Guests who ask on from what they were told, answer briefly, and cough; each voice is another person. */
export const CONVERSATIONS: readonly { readonly name: string; readonly voice: string; readonly said: readonly Said[] }[] = [
  {
    name: 'a toilet and the way there',
    voice: 'awb',
    said: [
      { say: 'where is the nearest toilet' },
      { noise: 'cough' },
      { say: 'show me the way' },
      { say: 'is there a lift' },
      { noise: 'knocks' },
      { say: 'thank you' },
    ],
  },
  {
    name: 'breakfast, and yes',
    voice: 'rms',
    said: [
      { say: 'when is breakfast' },
      { say: 'yes please' },
      { noise: 'clink' },
      { say: 'where can i eat vegetarian food' },
      { say: 'the second one' },
    ],
  },
  {
    name: 'talking over the kiosk',
    voice: 'awb',
    said: [{ say: 'what is happening now', thenMs: 3500 }, { say: 'where is the bar' }, { noise: 'cough' }, { say: 'how much is a beer' }],
  },
  {
    name: 'a pause for thought',
    voice: 'rms',
    said: [
      { say: 'is there', thenMs: 500, goesOn: true },
      { say: 'a pharmacy nearby' },
      { say: 'what time does the restaurant close' },
      { say: 'and tomorrow' },
    ],
  },
];

/** The questions of a script, each whole. */
export function questionsIn(said: readonly Said[]): string[] {
  const questions: string[] = [];
  let open = '';
  for (const one of said) {
    if ('noise' in one) continue;
    open = `${open} ${one.say}`.trim();
    if (one.goesOn) continue;
    questions.push(open);
    open = '';
  }
  return questions;
}
