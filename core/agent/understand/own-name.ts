import { fold } from '../../venue/search/fold.ts';
import { DIETS, HEALTH, RELIGIONS, ROLES } from './self-words.ts';
import { pattern } from './word-tables.ts';

/** "Hi, I'm Anna": a greeting, and one word that is written as a name; nothing else. */
const INTRODUCED =
  /^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|servus|gruss gott|bonjour|bonsoir|salut|hola|buenos dias|buenas tardes|ciao|buongiorno|buonasera)(?: there)? )?(?:i am|this is|ich bin|hier ist|je suis|c est|soy|sono)(?: die| der)? ([\p{L}-]+)(?: (?:here|hier))?$/u;
const NATIONS =
  /^(?:german|french|italian|spanish|english|british|american|irish|scottish|welsh|dutch|swiss|austrian|belgian|polish|russian|ukrainian|turkish|greek|portuguese|swedish|norwegian|danish|finnish|canadian|australian|indian|chinese|japanese|korean|brazilian|mexican|european|african|asian|czech|hungarian|romanian|deutsche[r]?|osterreicher(?:in)?|schweizer(?:in)?|gast|arzt|arztin)$/;

/** The name of a guest who only says who they are: folded, or undefined. */
export function introducedAs(words: string, original: string): string | undefined {
  const name = INTRODUCED.exec(words)?.[1];
  if (
    name === undefined ||
    NATIONS.test(name) ||
    [...DIETS, ...ROLES, ...RELIGIONS, ...HEALTH].some(([, names]) => pattern(`^(?:${names})$`).test(name))
  )
    return undefined;
  // A recogniser writes names with a capital; who types small says "my name is".
  return /^\p{Lu}/u.test(asWritten(name, original)) ? name : undefined;
}

/** Folded words as the guest wrote them, where they stand together. */
export function asWritten(folded: string, original: string): string {
  const tokens = original.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const words = folded.split(' ');
  const at = tokens.findIndex((_, i) => words.every((word, j) => fold(tokens[i + j] ?? '') === word));
  return at < 0 ? folded : tokens.slice(at, at + words.length).join(' ');
}
