import type { LocalDateTime } from '../../contract/index.ts';
import { type Place, textIn, type Venue } from '../model.ts';
import { namesOf, proseWordsOf, type SpokenName } from './venue-names.ts';

/** More than any recogniser has room for. */
const MOST_NAMES = 30;

/** Asked for most often first; what is not listed comes after. */
const ASKED_FOR: readonly Place['kind'][] = ['restaurant', 'bar', 'cafe', 'hall', 'room', 'leisure', 'shop', 'stand'];

/**
 * Names that a recogniser should expect, likeliest first: the house, then places, speakers still to come and exhibitors in turn.
 * Names made of ordinary words alone are left out, it knows those.
 * @param now venue-local; whoever has spoken by then comes last
 */
export function likelyNames(venue: Venue, now?: LocalDateTime): string[] {
  const [language = 'en'] = venue.languages;
  const rare = new Map<string, SpokenName>();
  for (const name of namesOf(venue, proseWordsOf(venue))) if (!name.common) rare.set(name.text, name);
  const places = [...venue.places].sort((a, b) => rankOf(a) - rankOf(b)).map(({ name }) => textIn(name, language));
  const lines = [places, speakersByTime(venue, now), venue.exhibitors.map(({ name }) => name)].map((names) =>
    names.filter((name) => rare.has(name)),
  );
  const longest = Math.max(...lines.map((names) => names.length));
  const inTurn = Array.from({ length: longest }, (_, i) => lines.flatMap((names) => names[i] ?? [])).flat();
  const house = [...rare.values()].filter(({ kind, words }) => kind === 'venue' && words.length > 1).map(({ text }) => text);
  return [...new Set([...house.slice(0, 1), ...inTurn])].slice(0, MOST_NAMES);
}

function rankOf({ kind }: Place): number {
  const at = ASKED_FOR.indexOf(kind);
  return at === -1 ? ASKED_FOR.length : at;
}

/** Those who speak next first. */
function speakersByTime(venue: Venue, now: LocalDateTime | undefined): string[] {
  const names = new Map(venue.speakers.map(({ id, name }) => [id, name]));
  const over = (endsAt: string) => (now !== undefined && endsAt <= now ? 1 : 0);
  const sessions = [...venue.sessions].sort((a, b) => over(a.endsAt) - over(b.endsAt) || (a.startsAt < b.startsAt ? -1 : 1));
  return [...new Set(sessions.flatMap(({ speakerIds }) => speakerIds.flatMap((id) => names.get(id) ?? [])))];
}
