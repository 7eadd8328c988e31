import { speaksPinElsewhere } from './other-scripts.ts';
import { isNo, plain } from './plain.ts';

const SPEAK =
  /\b((speak|say|tell you|dictate) (my |the )?(pin|code|digits|it( aloud| out loud)?)|(pin|code|ziffern|sie) (sprechen|sagen|ansagen)|dire (mon |le )?(code|pin)|decir (mi |el )?pin|dire (il )?(mio )?pin|i (can t|cannot|can not) (see|touch|reach|type)\w*|i am blind|i m blind|ich (bin blind|kann nicht (sehen|tippen|lesen)|sehe nichts)|(je suis|soy|sono) (aveugle|cieg[oa]|ciec[oa]))\b/;
const SKIP =
  /\b(skip|cancel|abbrechen|annul\w*|cancel\w+|no pin|without( a)? pin|not now|later|ohne( pin)?|keine pin|uberspringen|spater|sans( code| pin)?|pas de (code|pin)|sin pin|omitir|senza( pin)?|salta\w*|go back|zuruck|retour)\b/;

/**
 * What a guest says to the pad instead of digits; null: neither.
 * @param bare a mere no is meant for the pad: nothing else was said since it opened.
 */
export function pinWord(text: string, bare: boolean): 'speak' | 'cancel' | null {
  const said = plain(text);
  if (SPEAK.test(said) || speaksPinElsewhere(said)) return 'speak';
  return said.split(' ').length <= 6 && ((bare && isNo(said)) || SKIP.test(said)) ? 'cancel' : null;
}
