import { fold } from '../../venue/search/fold.ts';
import { withoutPoliteness } from './politeness.ts';

/** Nobody speaks in tags. */
const MARKUP = /<\/?[a-z][^<>]{0,60}>/gi;

/** Words of what a guest said: folded, contractions opened, misheard question words put right. */
export function tidy(text: string, locale: string): string[] {
  const german = locale.startsWith('de');
  const opened = openContractions(fold(text.replaceAll(MARKUP, '. ')).replaceAll('&', ' and '), german);
  const words = opened
    .replaceAll(/(\d)[:.h](\d\d)(?!\d)/g, '$1:$2')
    .replaceAll(/'s\b/g, '')
    .replaceAll("'", '')
    .split(/[^\p{L}\p{N}:]+/u)
    .map((word) => word.replaceAll(/^:+|:+$/g, ''))
    .filter((word) => word !== '');
  const asked = withoutPoliteness(words.join(' '), locale).split(' ');
  return words.length === 0 ? [] : german ? repairGerman(asked) : repairEnglish(asked);
}

const OPENED: readonly (readonly [RegExp, string])[] = [
  [/\b(what|where|when|who|how|there|it|that|here|which|he|she)'?s\b/g, '$1 is'],
  [/^let'?s\b/g, 'let us'],
  [/\b(i)'m\b/g, '$1 am'],
  [/\b(i|you|we|they)'ve\b/g, '$1 have'],
  [/\bive\b/g, 'i have'],
  [/\bid (?=(like|love|rather|prefer|need|want)\b)/g, 'i would '],
  [/\b(i|you|we|they|he|she|it)'(d|ll)\b/g, '$1 would'],
  [/\b(you|we|they)'re\b/g, '$1 are'],
  [/\bcan'?t\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/\b(do|does|is|are|was|have|has|did|could|should|would)n'?t\b/g, '$1 not'],
  [/\b(\d{1,2}) ?o'? ?clock\b/g, '$1 oclock'],
  [/\bo'? ?clock\b/g, 'oclock'],
  [/\b([ap])\.? ?m\b\.?/g, '$1m'],
  [/\b(gibt|geht|ist|wo|wie|war)'s\b/g, '$1 es'],
];

function openContractions(said: string, german: boolean): string {
  // German "im" is a word of its own.
  const text = german ? said : said.replaceAll(/\bim\b/g, 'i am');
  // "it s" and "what s" are how a recogniser without punctuation may split them.
  const joined = text.replaceAll(/\b(what|where|when|who|how|it|that|there) s\b/g, '$1 is');
  return OPENED.reduce((sofar, [pattern, into]) => sofar.replaceAll(pattern, into), joined).replaceAll(/\bi am(?=\s*\d|$)/g, 'i am');
}

/** What takes back the last question and asks it anew: "no sorry, I meant …" is heard as "and …". */
const CORRECTION_EN =
  /^(?:(?:no|nope|oh|ah|sorry|wait|well|not that|hmm|um|uh) )*(?:i meant|i mean|i was asking (?:about|for)|i said|make that) (?!it\b|that\b)/;
const CORRECTION_DE =
  /^(?:(?:nein|ne|nee|ach|oh|sorry|entschuldigung|moment|stop|quatsch|ahm) )*(?:ich meinte|ich meine|gemeint war|ich habe gesagt|ich sagte|sondern) (?!das\b|es\b)/;

const VERB = '(is|are|was|can|could|do|does|did|will|would|the|my|i|s)';
/** Question words as they are misheard; only where a question word can stand, so that real words stay. */
const HOMOPHONES: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`^((?:and|so|hi|hello|excuse me|please|um|uh|ok|okay|hey) )*(wear|ware|were|weir|whare|wheres|wares|wears) (?=${VERB}\\b)`),
    '$1where ',
  ],
  [/\b(tell me|know|show me) (wear|ware|were) /g, '$1 where '],
  [/^(and |so )?(win|wen|went|one) (?=(is|are|do|does|will) )/, '$1when '],
  [/^(and |so )?(wat|watt|wot|what's|wots) /, '$1what '],
  [/^(and |so )?(watts|wots|whats) (?=on\b|happening|next|the|for|open)/, '$1what is '],
  [/^(watson|what son|what sun|what's son) (?=now|next|today|tonight|tomorrow|in|this)/, 'what is on '],
  [/^(and |so )?(hoo|whose|hows) (?=(is|are|speaking|talking|giving|presenting) ?)/, '$1who '],
  [/^(witch|wich) /, 'which '],
  [/^(and |so )?(hau|hao) (?=(do|can|much|many|far|long|late) )/, '$1how '],
  [/\bneer(est)?\b|\bnear east\b|\bnearist\b/g, 'nearest'],
  [/\bclothes(t)? (?=toilet|lift|bar|cafe|exit|restaurant)/g, 'closest '],
  [/\bclothes\b(?=$| today| tonight| on)/g, 'close'],
  [/\bi need to (p|pea|pee)\b/g, 'i need to pee'],
  [/\bgetter\b/g, 'get to'],
  [/\bget two\b/g, 'get to'],
  [/\bway two\b/g, 'way to'],
  [/\btaught(s)?\b/g, 'talk$1'],
  [/\btorque(s)?\b/g, 'talk$1'],
  [/\btork(s)?\b/g, 'talk$1'],
  [/\bkey note\b/g, 'keynote'],
  [/\bcheck(ing)? ?out\b/g, 'checkout'],
  [/\bcheck(ing)? ?in\b/g, 'checkin'],
  [/\bwi ?fi\b|\bwhy fi\b|\bwife eye\b|\bwhy fy\b/g, 'wifi'],
];

function repairEnglish(words: readonly string[]): string[] {
  const text = HOMOPHONES.reduce((sofar, [pattern, into]) => sofar.replaceAll(globally(pattern), into), words.join(' '));
  return text
    .replace(CORRECTION_EN, 'and ')
    .split(' ')
    .filter((word) => word !== '');
}

const GERMAN: readonly (readonly [RegExp, string])[] = [
  [/^(und |also )?(wo hin|vo hin) /, '$1wohin '],
  [/^(und |also )?vo (?=(ist|sind|finde|kann|gibt) )/, '$1wo '],
  [/^(und |also )?(wan|van) (?=(ist|offnet|schliesst|beginnt|fangt|macht|gibt|spricht) )/, '$1wann '],
  [/^(und |also )?(vas|wass) (?=(ist|lauft|gibt|kostet) )/, '$1was '],
  [/\bwe lan\b|\bw lan\b|\bwlan\b|\bwi ?fi\b/g, 'wlan'],
  [/\bcheck ?out\b/g, 'checkout'],
  [/\bcheck ?in\b/g, 'checkin'],
  // "Museumsladen" is the shop of the museum.
  [/\b(\p{L}{4,}?)s?(laden|(?<!work)shop)\b/gu, '$1 $2'],
  [/\bfrueh/g, 'fruh'],
  [/\bfuer\b/g, 'fur'],
  [/\bkoennen\b/g, 'konnen'],
  [/\bmoechte\b/g, 'mochte'],
  [/\boeffn/g, 'offn'],
  [/\bnaechst/g, 'nachst'],
  [/\bueber/g, 'uber'],
];

function repairGerman(words: readonly string[]): string[] {
  const text = GERMAN.reduce((sofar, [pattern, into]) => sofar.replaceAll(globally(pattern), into), words.join(' '));
  return text
    .replace(CORRECTION_DE, 'und ')
    .split(' ')
    .filter((word) => word !== '');
}

function globally(pattern: RegExp): RegExp {
  return pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
}
