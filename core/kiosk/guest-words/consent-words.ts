import { consentWordElsewhere } from './other-scripts.ts';
import { isNo, isYes, plain } from './plain.ts';

export type ConsentWord = 'remember' | 'visit' | 'later' | 'what';

const NOT =
  /\b(do not|don t|not|never|nicht|ne|no|non) (\w+ ){0,2}(remember|merk\w*|erinner\w*|souven\w*|recuerd\w*|ricord\w*)\b|\b(merk|erinner|souven)\w* (\w+ ){0,4}(nicht|pas)\b/;
const WHAT =
  /\b(what (would|do|will) you (keep|remember|store|save)|what does that mean|was (wurden|behalten|merken|speichern|bedeutet)|que garde\w*|que (guarda\w*|significa)|(che )?cosa (conserv\w*|significa))\b/;
const VISIT =
  /\b((just|only) (for )?(this|the|today s) ?(visit|time|once)|(nur|bloss) (fur )?(diesen?|dieser|dieses|den) (einen )?(besuch|mal)|juste (pour )?cette (visite|fois)|solo (por )?esta (visita|vez)|solo (per )?questa (visita|volta))\b/;
const LATER =
  /^(cancel|later|not now|skip|never ?mind|abbrechen|spater|jetzt nicht|annul\w*|plus tard|pas maintenant|cancel\w+|mas tarde|ahora no|piu tardi|non ora|non adesso)\b/;
const REMEMBER =
  /\b(remember me|remember( me)? please|merk\w* (sie sich |dir )?mich|mich (merken|erinnern)|erinner\w* (\w+ ){0,2}(an )?mich|souven\w+ (vous |toi )?de moi|recuerd[ae]me|recordarme|ricordi di me|ricordati di me)\b/;

/**
 * What a guest answers aloud to "Shall I remember you?"; null: something else, which is no consent.
 * @param bare a mere yes or no answers it: nothing was said since it was asked.
 */
export function consentWord(text: string, bare: boolean): ConsentWord | null {
  const said = plain(text);
  if (WHAT.test(said)) return 'what';
  if (NOT.test(said) || VISIT.test(said)) return 'visit';
  if (LATER.test(said)) return 'later';
  if (REMEMBER.test(said)) return 'remember';
  const elsewhere = consentWordElsewhere(said, bare);
  if (elsewhere !== null) return elsewhere;
  // With more to it, a yes or no is about something else.
  if (!bare || said.split(' ').length > 4) return null;
  return isYes(said) ? 'remember' : isNo(said) ? 'visit' : null;
}
