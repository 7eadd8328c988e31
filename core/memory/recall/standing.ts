import { SINGLE_VALUED } from '../../ports.ts';
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
  const unsaid = new Set<string>();
  const values: { readonly words: string; readonly until: string }[] = [];
  const standing: Known[] = [];
  const all = [...records];
  for (const { fact, retractedAt } of all) {
    if (fact === null) continue;
    if (retractedAt === null) standing.push(fact);
    else {
      unsaid.add(toldIn(fact));
      values.push({ words: spaced(fact.value), until: retractedAt });
    }
  }
  const replaced = replacedIn(standing, all);
  if (unsaid.size === 0 && replaced.size === 0) return () => true;
  return ({ id, text, at }) => {
    const told = id.slice(0, Math.max(0, id.lastIndexOf('.')));
    if (unsaid.has(told) || replaced.has(told)) return false;
    const words = values.length === 0 ? '' : spaced(text);
    return !values.some((value) => at <= value.until && words.includes(value.words));
  };
}

type Known = NonNullable<FactRecord['fact']>;

function toldIn({ sessionId, turn }: Known): string {
  return `${sessionId}.${turn}`;
}

/** Turns that told nothing but what another fact has replaced. Only of single-valued kinds, of which there are few. */
function replacedIn(standing: readonly Known[], all: readonly FactRecord[]): Set<string> {
  const single = standing.filter(({ kind }) => SINGLE_VALUED.has(kind));
  if (single.length < 2) return new Set();
  const current = new Set(
    currentFacts(all.filter(({ fact }) => fact !== null && SINGLE_VALUED.has(fact.kind))).map(({ kind, value }) => `${kind} ${value}`),
  );
  const replaced = new Set(single.filter(({ kind, value }) => !current.has(`${kind} ${value}`)).map(toldIn));
  if (replaced.size > 0)
    for (const fact of standing)
      if (!SINGLE_VALUED.has(fact.kind) || current.has(`${fact.kind} ${fact.value}`)) replaced.delete(toldIn(fact));
  return replaced;
}

function spaced(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
}
