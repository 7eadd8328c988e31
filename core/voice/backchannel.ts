/**
 * Short sounds and words with which a listener says "go on" while the other speaks. Heard over the
 * kiosk's voice they must not end its answer. A question, a negation or anything longer is an interruption.
 */
const SOUNDS = words(
  'mm mhm mmhm mmhmm mmm mmmm hm hmm hmmm uhhuh uhuh ah aha ahh oh ooh ok okay okey yeah yep yup yes right sure great nice cool fine alright ' +
    'good really wow perfect exactly indeed gotcha understood ' +
    'ja jaja genau gut super prima klasse toll stimmt richtig verstehe achso natürlich schön wunderbar interessant',
);

/** Of several words that are backchannels only together. */
const PHRASES = /\b(i see|got it|all right|of course|so true|that s right|very good|alles klar|ach so|sehr gut|na gut)\b/gu;

const MAX_WORDS = 4;

/**
 * @param transcript of what was said while the kiosk was speaking.
 * @returns true for "mm-hm", "okay", "ja genau"; also for an empty transcript, which is a noise.
 */
export function isBackchannel(transcript: string): boolean {
  if (transcript.includes('?')) return false;
  const plain = transcript
    .toLowerCase()
    // "mm-hm", "uh-huh": one sound each.
    .replace(/(\p{L})[-‐‑](?=\p{L})/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (plain === '') return true;
  if (plain.split(' ').length > MAX_WORDS) return false;
  const rest = plain.replace(PHRASES, ' ').trim();
  return rest === '' || rest.split(/ +/).every((word) => SOUNDS.has(word));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
