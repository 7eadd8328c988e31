import { currentFacts } from '../facts.ts';
import type { FactRecord } from '../records.ts';
import type { RememberedTurn } from './recall-index.ts';
import { wordsOf } from './terms.ts';

/**
 * Whether a turn still stands. Not, where it told something that the guest has taken back since, or that another fact has
 * replaced and nothing else; nor where it mentions what was taken back, before that: recall must not bring back what was unsaid.
 * A turn's id is `${sessionId}.${turn}.…`, by which facts name where they come from.
 */
export function createStanding(records: Iterable<FactRecord>): (turn: RememberedTurn) => boolean {
  const all = [...records];
  const current = new Set(currentFacts(all).map(({ kind, value }) => `${kind} ${value}`));
  const unsaid = new Set<string>();
  const replaced = new Set<string>();
  const holding = new Set<string>();
  const values: { readonly words: string; readonly until: string }[] = [];
  for (const { fact, retractedAt } of all) {
    if (fact === null) continue;
    const told = `${fact.sessionId}.${fact.turn}`;
    if (retractedAt !== null) {
      unsaid.add(told);
      values.push({ words: spaced(fact.value), until: retractedAt });
    } else (current.has(`${fact.kind} ${fact.value}`) ? holding : replaced).add(told);
  }
  if (unsaid.size === 0 && replaced.size === 0) return () => true;
  return ({ id, text, at }) => {
    const told = id.slice(0, Math.max(0, id.lastIndexOf('.')));
    if (unsaid.has(told) || (replaced.has(told) && !holding.has(told))) return false;
    const words = values.length === 0 ? '' : spaced(text);
    return !values.some((value) => at <= value.until && words.includes(value.words));
  };
}

function spaced(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
}
