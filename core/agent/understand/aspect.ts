import type { Aspect } from '../reading.ts';
import type { Frame } from './frame.ts';

/** The side a sentence asks about, when it says so. */
export function aspectIn({ heard, text }: Frame): Aspect | null {
  if (/\b(what|which|welche[rs]?) (language|sprache)\b/.test(text)) return 'language';
  if (heard('far')) return 'far';
  if (heard('way') || /\bhow (do|can) (i|we) get\b|\b(show|zeig\w*) .*(map|way|weg|karte)\b/.test(text)) return 'way';
  if (heard('speaker') || /^(and )?(who|wer|von wem)\b/.test(text)) return 'who';
  const until = /\b(how late|how long|until|till|bis wann|wie lange)\b/.test(text);
  if (heard('openNow') && !heard('when') && !until) return 'open';
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
