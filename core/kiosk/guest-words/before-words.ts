import { isShort, plain } from './plain.ts';

/** A matter of one's own that was left open, or an earlier visit. */
const BEFORE = [
  /\b(anything|something|what|things?|stuff) (\w+ ){0,3}open (\w+ )?(for|of) (me|mine)\b|\bmy open (matters?|requests?|questions?|issues?|things?|cases?)\b/,
  /\bwhere (did we|did i|we|i) (leave|left) off\b|\bpick up where (we|i) left\b|\bwhere (was i|were we)\b/,
  /\b(did|have) (i|we) (\w+ ){0,4}(last|the last|previous) (time|visit)\b|\b(last|previous) (time|visit) (\w+ ){0,3}(i|we) (asked|said|wanted|told|talked)\b/,
  /\b(noch )?(etwas|was|irgendwas) (\w+ ){0,3}(fur mich|von mir|bei mir) (\w+ ){0,2}offen\b|\bmeine offenen\b|\bwo (waren wir|war ich) (stehen )?(geblieben)?\b/,
  /\b(letztes mal|beim letzten mal|letzten besuch) (\w+ ){0,4}(ich|wir)\b|\b(ich|wir) (\w+ ){0,3}(letztes mal|beim letzten mal|letzten besuch)\b/,
  /\b(ouvert|en cours|en attente) pour moi\b|\bou en etions nous\b|\bla derniere fois (\w+ ){0,3}(j|je|nous)\b|\b(j ai|nous avons) (\w+ ){0,4}la derniere fois\b/,
  /\bpendiente (para mi|mio)\b|\bdonde lo dejamos\b|\b(pregunte|dije|pedi|hablamos) (\w+ ){0,4}la ultima vez\b|\bla ultima vez (\w+ ){0,3}(pregunte|dije|pedi|hablamos)\b/,
  /\bin sospeso per me\b|\bdove eravamo rimasti\b|\b(ho|abbiamo) (\w+ ){0,4}l ultima volta\b|\bl ultima volta (\w+ ){0,3}(ho|abbiamo)\b/,
];

/** Whether a guest asks for what is remembered of earlier visits: the answer waits for their PIN, where they have one. */
export function asksOfBefore(text: string): boolean {
  const said = plain(text);
  return isShort(said) && BEFORE.some((words) => words.test(said));
}
