import type { Aspect } from '../reading.ts';
import type { Frame } from './frame.ts';

/** The side a sentence asks about, when it says so. */
export function aspectIn({ heard, text }: Frame): Aspect | null {
  if (/\b(what|which|welche[rs]?) (language|sprache)\b/.test(text)) return 'language';
  if (
    /\bhow long (is|does|will|are|do) (the|that|this) .*\b(last|take|go on|run|talk|session|workshop|show|tour|film|concert|keynote)\b/.test(
      text,
    )
  )
    return 'duration';
  if (heard('far')) return 'far';
  if (heard('way') || /\bhow (do|can) (i|we) get\b|\b(show|zeig\w*) .*(map|way|weg|karte)\b/.test(text)) return 'way';
  if (heard('speaker') || /^(and )?(who|wer|von wem)\b/.test(text)) return 'who';
  const until = /\b(how late|how long|until|till|bis wann|wie lange)\b/.test(text);
  if (heard('openNow') && !heard('when') && !until) return 'open';
  if (
    /\b((can|could|may) (i|we|you|one|people) (still )?(get|go|come|be let|enter)( in| into)?|still (get|go|come) in(to)?|noch (rein|hinein|reinkommen)|einlass)\b/.test(
      text,
    ) &&
    /\b(at|after|before|until|by|still|um|nach|vor|noch)\b/.test(text) &&
    /\b(in|into|enter|rein\w*|hinein|einlass)\b/.test(text)
  )
    return 'open';
  if (until && heard('opens')) return 'closes';
  if (heard('price')) return 'price';
  if (heard('contains')) return 'allergens';
  if (heard('when') && (heard('closes') || /\bend/.test(text))) return 'closes';
  if (heard('closes') && !heard('opens')) return 'closes';
  if (heard('when') && heard('opens')) return 'opens';
  if (heard('when') && heard('begins')) return 'when';
  if (heard('hours') && !heard('opens')) return 'hours';
  if (heard('when')) return 'when';
  if (heard('where')) return 'where';
  if (heard('menu') || /\b(what|was) (can|kann) (i|ich|man) .*(eat|essen|order|drink|trinken)\b/.test(text)) return 'menu';
  if (heard('about') && !/^(and )?(what|how) about\b/.test(text)) return 'about';
  return null;
}

const YES_NO_EN =
  /^(?:(?:hi|hello|hey|sorry|excuse me|please|so|and|but|um|uh|ok|okay|well|tell me|do you know) )*(?:is|are|was|were|do|does|did|can|could|may|might|will|would|should|have|has|must|if)\b/;
const YES_NO_DE =
  /^(?:(?:hallo|hi|entschuldigung|bitte|und|aber|ahm|ok|also|sagen sie|sag mal) )*(?:ist|sind|war|gibt|gibts|hat|haben|habt|hast|kann|konnen|kannst|konnte|darf|durfen|muss|mussen|soll|wird|werden|macht|bekomme|brauche|geht|ob)\b/;

/** A verb comes first: "is there a gym", "kann ich schwimmen". */
export function asksYesOrNo(text: string): boolean {
  return YES_NO_EN.test(text) || YES_NO_DE.test(text);
}
