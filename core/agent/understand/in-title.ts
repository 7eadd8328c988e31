import type { EntityKind, Knowledge } from '../../tools/knowledge.ts';
import { rank } from '../../venue/search/linker.ts';

const ALL_SAID = 0.85;
/** Two words of a title and hardly anything else. */
const MOST_SAID = 0.6;

/** The one session that the words name so; null when several do. */
export function sessionTitled(topic: string, { names }: Knowledge): string | null {
  const [first, second] = names.link(topic.split(' '), new Set<EntityKind>(['session']));
  return first !== undefined && (second === undefined || rank(first) > rank(second) * 1.15) ? first.id : null;
}

/** The words, as they are, are of one session's title, and nearly all that was said: it may be asked for by them. */
export function inTitle(topic: string, { names }: Knowledge): boolean {
  const words = topic.split(' ').filter((word) => word !== '');
  const known = words.some((word, index) => names.vocabulary.has(word) || names.vocabulary.has(word + (words[index + 1] ?? '')));
  const [link] = names.link(words, new Set<EntityKind>(['session']));
  return known && link !== undefined && (link.ofQuery >= ALL_SAID || (link.matched >= 2 && link.ofQuery >= MOST_SAID));
}
