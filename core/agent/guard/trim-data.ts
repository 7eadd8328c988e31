const MOST_ENTRIES = 5;
const MOST_CHARS = 160;
const DEEPEST = 5;
/** Coordinates, for the plan on screen. */
const DRAWN: ReadonlySet<string> = new Set(['legs', 'points', 'polygon', 'headingDeg']);

/** Plain data as people look over it: the beginning of each list and text, nothing that is only drawn. */
export function trimData(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length <= MOST_CHARS ? value : `${value.slice(0, MOST_CHARS)}…`;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) {
    const kept = value.slice(0, MOST_ENTRIES).map((item) => trimData(item, depth + 1));
    return kept.length === value.length ? kept : [...kept, `… ${value.length - kept.length} more`];
  }
  const told = Object.entries(value).filter(([key]) => !DRAWN.has(key));
  return Object.fromEntries(told.map(([key, inner]) => [key, trimData(inner, depth + 1)]));
}
