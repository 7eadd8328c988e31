import { type LocalText, textIn } from '../../model.ts';
import type { Finding } from '../finding.ts';
import type { EndedSession } from './complete-ends.ts';
import { findingOf } from './judge-session.ts';
import { slugOf } from './plain-text.ts';

export type IdentifiedSession = EndedSession & { readonly id: string };

/**
 * Gives each session an id that is the same at the next import: the source with the session's own guid, else its
 * UID with its start, else title and start. Two with one guid are kept apart by title and start, and reported; a row that
 * says exactly what an earlier one said is left out, and so is "X (copy)" beside an X.
 */
export function identify(
  source: string,
  sessions: readonly EndedSession[],
): { readonly sessions: IdentifiedSession[]; readonly findings: Finding[] } {
  const findings: Finding[] = [];
  const byId = new Map<string, IdentifiedSession>();
  const contents = new Set<string>();
  const titles = new Set(sessions.filter(({ copy }) => !copy).map(({ title }) => nameOf(title)));
  const repeated = countOf(sessions.flatMap(({ guid, uid }) => guid ?? uid ?? []));
  for (const session of sessions) {
    const { raw, guid, uid, title, startsAt } = session;
    const content = contentOf(session);
    if (contents.has(content)) {
      findings.push(
        findingOf(
          raw,
          'duplicate-row',
          'title',
          `"${nameOf(title)}" says exactly what an earlier row says; it was left out`,
          'Delete one of the two.',
        ),
      );
      continue;
    }
    contents.add(content);
    if (session.copy && titles.has(nameOf(title))) {
      findings.push(
        findingOf(
          raw,
          'copy-skipped',
          'title',
          `is a copy of "${nameOf(title)}" and was left out`,
          'Delete the copy, or give it a title of its own.',
        ),
      );
      continue;
    }
    const own = `${slugOf(nameOf(title))}@${startsAt}`;
    const key = guid ?? (uid === undefined ? own : repeated.get(uid) === 1 ? uid : `${uid}@${startsAt}`);
    const id = freeId(`${source}:${key}`.slice(0, 180), own, byId);
    const before = byId.get(`${source}:${key}`.slice(0, 180));
    if (before !== undefined) {
      const reason = `has the identity "${key}" that "${nameOf(before.title)}" has too (line ${before.raw.line}); both were kept`;
      findings.push(
        findingOf(
          raw,
          'duplicate-guid',
          guid === undefined ? 'title' : 'guid',
          reason,
          'Give each its own id in the program it comes from.',
        ),
      );
    }
    byId.set(id, { ...session, id });
  }
  return { sessions: [...byId.values()], findings };
}

function freeId(wanted: string, own: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(wanted)) return wanted;
  const apart = `${wanted.slice(0, 100)}~${own}`;
  for (let n = 2; ; n += 1) {
    const id = n === 2 ? apart : `${apart}~${n}`;
    if (!taken.has(id)) return id;
  }
}

function countOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function contentOf({ guid, uid, title, startsAt, endsAt, room, people, rest }: EndedSession): string {
  return JSON.stringify([guid, uid, title, startsAt, endsAt, room, people, rest]);
}

function nameOf(title: LocalText): string {
  return textIn(title, 'en');
}
