/**
 * Phrases put one after another are not yet in the order English asks in: "at what time open the bar",
 * "the spa is open now". Only what the cues tell by order is put right.
 */
const ORDER: readonly (readonly [RegExp, string])[] = [
  [/^where (is|are)$/, 'where am i'],
  [/^are (?=(a )?(vegetarian|vegan|allergic|halal|kosher|gluten|lactose)\b)/, 'i am '],
  [/\b(and|to|until|from|between|after|before) at (?=\d|half|quarter)/g, '$1 '],
  [/\b(?:from|of) (?:at )?(\d\S*) at (?=\d)/g, 'from $1 to '],
  [/\bto (?=at (\d|half|quarter))/g, ''],
  [/\b(the|a) (?=(the|a|my|this|that) )/g, ''],
  [/\bof the of\b/g, 'of the'],
  [/^(is|are) (the|it|this) (is|are) /, '$1 $2 '],
  [/\b(is|are) (still|already) (open|closed)\b/g, '$1 $3 $2'],
  // "The spa is open now?" asks, as nobody comes to a kiosk to tell.
  [/^(?:is )?(?!.*\b(?:what|when|where|which|who|how|until|from)\b)((?:\S+ )+?)(?:is|are) (open|closed)\b(.*)$/, 'is $1$2$3'],
  [/\b(?:in )?which room (?:speaks|gives|speak) (.+)$/, 'where does $1 speak'],
  [/\b(when|what time) (?:speaks|gives) (.+)$/, '$1 does $2 speak'],
  [/^(opens|closes) (.+)$/, 'does $2 $1'],
  [/^(is|are) (open|closed) (.+)$/, '$1 $3 $2'],
  [/\bwhat time (?:is|are) open (.+)$/, 'what time is $1 open'],
  [/\buntil what time (?:is|are) open (.+)$/, 'until what time is $1 open'],
];

export function inEnglishOrder(text: string): string {
  return ORDER.reduce((sofar, [pattern, into]) => sofar.replace(pattern, into), text);
}

/** What asks, or what is wanted, in the words of the pivots. */
const ASKS =
  /^(where|how (do i|far|long|many|much)|way to|who|what|which|when|until what|from what|why|is there|do you|can i|i am looking|show me|take me|tell me|recommend|are you open|from which|in which|i need|i want|i lost|i found|call someone|bring me|my name is)/;
const AFTER_ITS_WORD: readonly (readonly [RegExp, string])[] = [
  [/\bat (\S+(?: [ap]m)?) (until|after|before)\b/g, '$2 $1'],
  [/(\S+) (about|by) (talks?|workshops?|sessions?|events?|tours?|concerts?|show|programme)\b/g, '$3 $2 $1'],
  [/(\S+) (without|with)(?= |$)/g, '$2 $1'],
  [/(\S+) (about|for)$/, '$2 $1'],
  [/^(.+?)( now| today| tomorrow| tonight)? is open\b(.*)$/, 'is $1 open$2$3'],
  [/^is open\b/, 'are you open'],
  [/(\S+) allergic to\b/g, 'i am allergic to $1'],
  [/^(.+?) (until|after|before)$/, '$2 $1'],
];

const SPEAKS: readonly (readonly [RegExp, string])[] = [
  [/^(?:which room|where|where is) (.+) (?:speaks|talk)$/, 'where does $1 speak'],
  [/^(?:when|when is|what time) (.+) speaks$/, 'when does $1 speak'],
];

/** Of a language that puts the question last: the question first, and prepositions before their word. */
export function askedFirst(said: readonly string[]): string[] {
  const words = said.filter((word) => word !== '');
  const asks = words.filter((word) => ASKS.test(word));
  // Of "where" and "is there", where.
  const first = asks.filter((word) => asks.length === 1 || word !== 'is there').slice(0, 2);
  const rest = words.filter((word) => !asks.includes(word));
  const text = AFTER_ITS_WORD.reduce((sofar, [pattern, into]) => sofar.replace(pattern, into), rest.join(' '));
  const question = [...first, text].join(' ').trim();
  return SPEAKS.reduce((sofar, [pattern, into]) => sofar.replace(pattern, into), question).split(' ');
}
