/** Counts by name, and what happened in order, for the log of a run that went wrong. */
export interface Tally {
  readonly counts: Map<string, number>;
  readonly lines: readonly string[];
  count(name: string, times?: number): void;
  note(line: string): void;
}

export function createTally(nowMs: () => number): Tally {
  const counts = new Map<string, number>();
  const lines: string[] = [];
  const note = (line: string) => void lines.push(`${(nowMs() / 1000).toFixed(2).padStart(8)} s  ${line}`);
  return {
    counts,
    lines,
    note,
    count: (name, times = 1) => void counts.set(name, (counts.get(name) ?? 0) + times),
  };
}

export function addCounts(into: Map<string, number>, from: ReadonlyMap<string, number>): void {
  for (const [name, times] of from) into.set(name, (into.get(name) ?? 0) + times);
}
