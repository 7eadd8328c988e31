import { type Session, textIn } from '../model.ts';

/**
 * Sessions that are gone and sessions that are new, paired where they are one and the same at another time: a row without an id of its
 * own is known by its title and start. The same title and speakers, once on each side: of several nobody can say which became which.
 * New id by old id.
 */
export function sameSessions(gone: readonly Session[], fresh: readonly Session[]): ReadonlyMap<string, string> {
  const [before, after] = [Map.groupBy(gone, keyOf), Map.groupBy(fresh, keyOf)];
  const pairs = new Map<string, string>();
  for (const [key, [was, ...others]] of before) {
    const [is, ...more] = after.get(key) ?? [];
    if (was !== undefined && is !== undefined && others.length + more.length === 0) pairs.set(was.id, is.id);
  }
  return pairs;
}

function keyOf({ title, speakerIds }: Session): string {
  const words =
    typeof title === 'string'
      ? title
      : Object.keys(title)
          .sort()
          .map((locale) => textIn(title, locale, locale))
          .join('\n');
  return `${words.trim().toLowerCase().replace(/\s+/g, ' ')}\0${[...speakerIds].sort().join('\0')}`;
}
