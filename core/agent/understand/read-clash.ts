import type { EntityKind } from '../../tools/knowledge.ts';
import { rank } from '../../venue/search/linker.ts';
import { inFocus } from '../dialogue.ts';
import type { Reading } from '../reading.ts';
import type { Frame } from './frame.ts';
import { topicOf } from './targets.ts';

const ASKS =
  /\b(clash(es|ing)?|overlap(s|ping)?|conflicts?|(at )?the same time|collide|both|would (i|we) miss|miss|make it (in time )?(to|from)|gleichzeitig|uberschneid\w*|kollidier\w*|beide[ns]?|zur selben zeit|parallel)\b/g;
/** "Can we do A and B?" */
const PLANS =
  /\b((can|could|konnen|kann) (i|we|you|one|wir|ich|man)|(i|we) (want|would like|plan|hope|am going) to|(ich|wir) (will|wollen|mochte|mochten)) (\w+ )?(do|see|attend|catch|go|visit|watch|make|hear|sehen|besuchen|horen|anschauen)\b.*\b(and|und)\b/;
const BETWEEN = /^(and|with|or|then|from|to|if|when|while|und|wenn|wahrend|mit|oder|dann|nach)$/;
const SESSIONS: ReadonlySet<EntityKind> = new Set(['session']);
const LEAST = 0.5;

/** "Does A clash with B", "can I see both A and B": two sessions, side by side. */
export function readClash(frame: Frame): Reading | null {
  const { text, percept, dialogue } = frame;
  if (text.search(ASKS) === -1 && !PLANS.test(text)) return null;
  const words = percept.words.map((word) => (word.search(ASKS) === -1 ? word : ''));
  const pairs = words.flatMap((word, at) => {
    if (!BETWEEN.test(word)) return [];
    const [left, right] = [sessionIn(words.slice(0, at), frame), sessionIn(words.slice(at + 1), frame)];
    return left === null || right === null || left.id === right.id ? [] : [{ ids: [left.id, right.id], sure: left.sure + right.sure }];
  });
  const [best] = pairs.sort((a, b) => b.sure - a.sure);
  if (best !== undefined) return compare(best.ids);
  const talkedOf = inFocus(dialogue, 'session');
  const other = sessionIn(words, frame);
  return talkedOf === null || other === null || other.id === talkedOf.id ? null : compare([talkedOf.id, other.id]);
}

function compare(sessionIds: readonly string[]): Reading {
  return { kind: 'call', calls: [{ name: 'whats_on', input: { sessionIds: [...sessionIds] } }], aspect: 'clash' };
}

/** The session these words name, still to come where it has several sittings; else the one most about them. */
function sessionIn(words: readonly string[], { context }: Frame): { id: string; sure: number } | null {
  const { know, now } = context;
  const said = words.filter((word) => word !== '');
  const links = know.names.link(said, SESSIONS);
  const [first] = links;
  if (first !== undefined && (first.ofName >= LEAST || first.matched >= 2)) {
    const same = links.filter((link) => rank(link) >= rank(first) * 0.97);
    const coming = same.find((link) => (know.sessions.get(link.id)?.endsAt ?? '') > now);
    return { id: (coming ?? first).id, sure: rank(first) };
  }
  const [hit] = know.index.search(topicOf(said, [], new Set()), { kinds: ['session'], limit: 1, now });
  return hit === undefined || hit.confidence < 0.6 ? null : { id: hit.id, sure: hit.confidence };
}
