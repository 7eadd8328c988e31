import type { EpisodeContent } from './records.ts';

const NEVER = '1970-01-01T00:00:00.000Z';

/** What stays of a visit that its guest deleted: the id, so that it does not come back from another kiosk, and nothing else. */
export function emptyEpisode({ episodeId }: Pick<EpisodeContent, 'episodeId'>): EpisodeContent {
  return { episodeId, startedAt: NEVER, endedAt: NEVER, locale: 'und', turns: 0, topics: [], names: [], wishes: [] };
}

export function isEmptyEpisode({ endedAt }: Pick<EpisodeContent, 'endedAt'>): boolean {
  return endedAt === NEVER;
}
