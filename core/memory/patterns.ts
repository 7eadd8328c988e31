import type { EpisodeContent, Wish } from './records.ts';
import { WISHES } from './records.ts';

/** What a guest's visits come to. Computed from the episodes wherever they are known; never kept, never synced. */
export interface Patterns {
  readonly visits: number;
  /** End of the latest visit; null before there was one. */
  readonly lastVisitAt: string | null;
  /** What was asked for at two visits or more, most visits first. */
  readonly asks: readonly { readonly topic: string; readonly visits: number; readonly times: number }[];
  /** How the guest likes to be answered: as asked for at two of the last five visits. */
  readonly answers: readonly Wish[];
  /** Spoken at the most of the last five visits; null before there was one. */
  readonly locale: string | null;
}

const LATEST = 5;
const MOST_ASKS = 5;
const OFTEN = 2;

/** @param episodes in any order. */
export function patternsOf(episodes: readonly EpisodeContent[]): Patterns {
  const byTime = [...episodes].sort((a, b) => (a.endedAt < b.endedAt ? 1 : a.endedAt > b.endedAt ? -1 : 0));
  const latest = byTime.slice(0, LATEST);
  return {
    visits: byTime.length,
    lastVisitAt: byTime[0]?.endedAt ?? null,
    asks: asksOf(byTime),
    answers: WISHES.filter((wish) => latest.filter(({ wishes }) => wishes.includes(wish)).length >= OFTEN),
    locale: mostOf(latest.map(({ locale }) => locale)),
  };
}

function asksOf(episodes: readonly EpisodeContent[]): Patterns['asks'] {
  const counts = new Map<string, { visits: number; times: number }>();
  for (const { topics } of episodes)
    for (const { topic, times } of topics) {
      const count = counts.get(topic) ?? { visits: 0, times: 0 };
      counts.set(topic, { visits: count.visits + 1, times: count.times + times });
    }
  return [...counts]
    .filter(([, { visits }]) => visits >= OFTEN)
    .map(([topic, count]) => ({ topic, ...count }))
    .sort((a, b) => b.visits - a.visits || b.times - a.times || (a.topic < b.topic ? -1 : 1))
    .slice(0, MOST_ASKS);
}

/** The most frequent; of equals the first. */
function mostOf(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | null = null;
  for (const [value, count] of counts) if (count > (best === null ? 0 : (counts.get(best) ?? 0))) best = value;
  return best;
}
