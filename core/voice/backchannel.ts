/**
 * Short sounds and words with which a listener says "go on" while the other speaks. Heard over the
 * kiosk's voice they must not end its answer. A question, a negation or anything longer is an interruption.
 */
const BACKCHANNELS: ReadonlySet<string> = new Set(
  (
    'mm mhm mmhm mmhmm mmm mmmm hm hmm hmmm uhhuh uhuh ah aha ahh oh ooh ok okay okey yeah yep yup yes right sure good great nice cool fine alright ' +
    'really wow perfect exactly true indeed gotcha understood i see got it all right of course ' +
    'ja jaja genau gut super prima klasse toll stimmt richtig verstehe alles klar ach so achso aha okay natürlich schön wunderbar interessant'
  ).split(' '),
);
const MAX_WORDS = 4;

/** Words that on their own are no backchannel, but occur inside one: "I see", "got it", "alles klar". */
const ONLY_IN_COMPANY: ReadonlySet<string> = new Set([
  'i',
  'see',
  'got',
  'it',
  'all',
  'of',
  'course',
  'alles',
  'klar',
  'ach',
  'so',
  'true',
  'good',
  'gut',
]);
const COMPANY: ReadonlySet<string> = new Set([
  'i see',
  'got it',
  'all right',
  'of course',
  'alles klar',
  'ach so',
  'so true',
  'good',
  'gut',
]);

/**
 * @param transcript of what was said while the kiosk was speaking.
 * @returns true for "mm-hm", "okay", "ja genau"; also for an empty transcript, which is a noise.
 */
export function isBackchannel(transcript: string): boolean {
  if (transcript.includes('?')) return false;
  const tokens = transcript
    .toLowerCase()
    // "mm-hm", "uh-huh": one sound each.
    .replace(/(\p{L})[-‐‑](?=\p{L})/gu, '$1')
    .match(/[\p{L}\p{N}]+/gu);
  if (tokens === null) return true;
  if (tokens.length > MAX_WORDS || !tokens.every((token) => BACKCHANNELS.has(token))) return false;
  return tokens.some((token) => !ONLY_IN_COMPANY.has(token)) || COMPANY.has(tokens.join(' '));
}
