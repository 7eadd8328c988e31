import { fold } from '../venue/search/fold.ts';
import type { Wish } from './records.ts';

/** How guests ask, in the kiosk's languages, for an answer to be put otherwise; over folded text. */
const WISHED: readonly (readonly [Wish, RegExp])[] = [
  [
    'short',
    /\b(?:shorter|keep it short|in short|briefly|too (?:long|much talk\w*)|kurzer|(?:bitte )?kurz(?:e antwort|fassen)?(?= bitte|$)|fass\w* dich kurz|zu lang|plus court|trop long|en bref|mas cort[oa]|demasiado larg[oa]|mas breve|piu (?:corto|breve)|troppo lungo)\b/,
  ],
  [
    'slow',
    /\b(?:slower|more slowly|speak slowly|slow down|too fast|langsamer|langsam bitte|zu schnell|plus lentement|moins vite|trop vite|mas despacio|mas lento|demasiado rapido|muy rapido|piu (?:lentamente|piano|lento)|troppo veloce)\b/,
  ],
  [
    'large-text',
    /\b(?:(?:bigger|larger|large|big) (?:text|letters|print|font|writing)|(?:text|letters|font|writing) (?:is )?(?:bigger|larger|too small)|gross\w* (?:schrift|text|buchstaben)|schrift (?:grosser|zu klein)|(?:plus|trop) (?:gros|petit)s? (?:caracteres|texte)|(?:texte|caracteres|ecrit) (?:plus|trop) (?:gros|petit)s?|letras? mas grandes?|letra (?:muy|demasiado) pequena|(?:caratteri|testo) (?:piu grand[ei]|troppo piccol[io]))\b/,
  ],
];

/** How the guest asks to be answered, where they do. */
export function wishesIn(text: string): Wish[] {
  const folded = fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return WISHED.filter(([, pattern]) => pattern.test(folded.trim())).map(([wish]) => wish);
}
