import { fold } from '../../venue/search/fold.ts';
import { isNoElsewhere, isYesElsewhere } from './other-scripts.ts';

/** As phrases are compared: folded, single spaces, letters and digits only. */
export function plain(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A command is short; the same words within a long sentence are part of something else. */
const MOST_WORDS = 12;
export function isShort(said: string): boolean {
  return said.split(' ').length <= MOST_WORDS;
}

const YES =
  /^(yes|yeah|yep|sure|of course|please do|do it|go ahead|ok|okay|ja|jawohl|gerne|bitte|mach es|machen sie|oui|d accord|bien sur|allez y|si|claro|adelante|hagalo|certo|va bene|proceda|lo faccia)\b/;
const NO =
  /^(no|nope|don t|do not|cancel|stop|never ?mind|leave it|keep it|nein|nicht|lieber nicht|abbrechen|behalten|non|annul\w*|arretez|mieux pas|cancel\w*|mejor no|meglio di no|lasci)\b/;

export function isYes(said: string): boolean {
  return (YES.test(said) && !NO.test(said)) || isYesElsewhere(said);
}
export function isNo(said: string): boolean {
  return NO.test(said) || isNoElsewhere(said);
}
