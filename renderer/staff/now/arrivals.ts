import type { RequestRow } from '../../../core/contract/index.ts';

/**
 * Tells new requests from those that were there when the console opened, and from old ones that merely changed.
 * @returns a function that takes each new list and returns the ids that arrived with it
 */
export function createArrivals(): (rows: readonly RequestRow[] | null) => readonly string[] {
  let known: Set<string> | null = null;
  return (rows) => {
    // Signed out, or the link is down: what the list holds afterwards has not just arrived unless it is unknown.
    if (rows === null) return [];
    const before = known;
    known = new Set([...(before ?? []), ...rows.map((row) => row.id)]);
    if (before === null) return [];
    return rows.filter((row) => row.status === 'waiting' && !before.has(row.id)).map((row) => row.id);
  };
}
