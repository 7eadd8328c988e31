import { deflateSync } from 'node:zlib';

/** What Whisper models write for silence, music and noise, having learnt from subtitles: nobody says these to a kiosk. */
const NEVER_SAID = [
  /amara[ .]*org/,
  /(?:thanks?|thank you)(?: you)?(?: so much| very much)? for (?:watching|viewing|listening)/,
  /(?:like and |please )*subscribe(?: to (?:my|the|our) channel)?$/,
  /^(?:see|catch) you (?:in the )?next (?:time|video|one)/,
  /subtitl(?:es|ed|ing) (?:by|provided|created|made)/,
  /^(?:transcri(?:bed|ption)|captions?) (?:by|provided)/,
  /^untertitel(?:ung)?\b|^vielen dank fürs? (?:zu(?:schauen|sehen|hören))/,
  /^sous-?titr(?:es|age)\b|^merci d'avoir (?:regardé|écouté)/,
  /^subtítulos\b|^gracias por ver/,
  /^sottotitoli\b|^grazie per (?:aver guardato|la visione)/,
  /^legendas\b|^obrigad[oa] por assistir/,
  /^ondertitel(?:ing|s|d)?\b|^bedankt voor het kijken/,
  /^napisy\b|^dziękuję za (?:obejrzenie|uwagę)/,
  /^субтитры|^продолжение следует|^спасибо за (?:просмотр|внимание)|^редактор субтитров/,
  /ご視聴ありがとう|^字幕|请不吝点赞|谢谢观看|시청해\s?주셔서/,
] as const;

/** What they write as well, but guests may say it: a guess only where there was hardly any voice or the model was unsure. */
const RARELY_SAID: ReadonlySet<string> = new Set([
  'thank you',
  'thank you very much',
  'thanks',
  'you',
  'bye',
  'bye bye',
  'okay',
  'oh',
  'so',
  'the',
  'it',
  'i',
  'mm',
  'hmm',
  'vielen dank',
  'danke',
  'tschüss',
  'merci',
  'gracias',
  'grazie',
  'obrigado',
  'спасибо',
  'ありがとうございました',
]);

const UNSURE_LOGPROB = -0.7;
const LIKELY_NO_SPEECH = 0.3;
const LITTLE_VOICE_MS = 120;
/** Whisper's own limit; a text that deflates to less than this share of itself goes in circles. */
const MOST_COMPRESSION = 2.4;
const LEAST_CHARACTERS = 40;

/** True where the text is one that models write when nobody speaks, or goes in circles. */
export function isInvention(
  text: string,
  { avgLogprob, noSpeechProb, voicedMs }: { readonly avgLogprob: number; readonly noSpeechProb: number; readonly voicedMs: number },
): boolean {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'\s.-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.-]+|[\s.-]+$/g, '');
  if (plain === '') return true;
  if (NEVER_SAID.some((pattern) => pattern.test(plain)) || goesInCircles(plain)) return true;
  const doubtful = avgLogprob < UNSURE_LOGPROB || noSpeechProb > LIKELY_NO_SPEECH || voicedMs < LITTLE_VOICE_MS;
  return doubtful && RARELY_SAID.has(plain.replace(/[.-]/g, ''));
}

function goesInCircles(text: string): boolean {
  if (text.length < LEAST_CHARACTERS) return false;
  const bytes = new TextEncoder().encode(text);
  return bytes.length / deflateSync(bytes).length > MOST_COMPRESSION;
}
