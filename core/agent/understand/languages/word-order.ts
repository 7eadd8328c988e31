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
