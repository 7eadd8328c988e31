import type { Card, Locale } from '../contract/index.ts';
import type { EpisodeContent, Wish } from './records.ts';
import { MAX_PLACE, WISHES } from './records.ts';
import { wishesIn } from './wishes.ts';

/** What a tool's use says the guest asked for; of others nothing is noted. */
const TOPIC_OF: Readonly<Record<string, string>> = {
  find_places: 'places',
  directions: 'way',
  whats_on: 'programme',
  session_details: 'programme',
  find_people: 'people',
  opening_hours: 'hours',
  menu: 'food',
  faq: 'house',
  exhibitors: 'exhibitors',
  service_info: 'services',
  hotel_service: 'services',
  call_staff: 'staff',
  availability: 'bookings',
  book: 'bookings',
  change_booking: 'bookings',
  cancel_booking: 'bookings',
  my_bookings: 'bookings',
  report_lost: 'lost',
  lost_status: 'lost',
  report_found: 'lost',
  open_case: 'support',
  my_cases: 'support',
  close_case: 'support',
  register_interest: 'offers',
  check_in_info: 'check-in',
};
/** What an episode calls a tool's use; null: nothing. */
export const episodeTopicOf = (tool: string): string | null => TOPIC_OF[tool] ?? null;
export const EPISODE_TOPICS: readonly string[] = [...new Set(Object.values(TOPIC_OF))];

const MOST_NAMES = 12;
const MAX_NAME = 120;

export interface EpisodeNotes {
  /** @param at ISO 8601. */
  asked(text: string, at: string): void;
  /** Names of the tools that a question was answered with; each counts once for a question. */
  ran(tools: readonly string[]): void;
  showed(cards: readonly Card[]): void;
  /** The visit in short; null while nothing was asked. */
  episode(locale: Locale): EpisodeContent | null;
}

/** Sums a visit up without a model: from the tools that ran, the cards that were shown, and how the guest asked to be answered. */
export function createEpisodeNotes({ sessionId, place }: { readonly sessionId: string; readonly place?: string }): EpisodeNotes {
  const topics = new Map<string, number>();
  let names: string[] = [];
  const wishes = new Set<Wish>();
  let counted = new Set<string>();
  let turns = 0;
  let startedAt = '';
  let endedAt = '';
  return {
    asked(text, at) {
      turns++;
      counted = new Set();
      if (startedAt === '') startedAt = at;
      endedAt = at;
      for (const wish of wishesIn(text)) wishes.add(wish);
    },
    ran(tools) {
      if (turns === 0) return;
      for (const tool of tools) {
        const topic = TOPIC_OF[tool];
        if (topic === undefined || counted.has(topic)) continue;
        counted.add(topic);
        topics.set(topic, (topics.get(topic) ?? 0) + 1);
      }
    },
    showed(cards) {
      if (turns === 0) return;
      const shown = cards.flatMap(nameOf).map((name) => name.slice(0, MAX_NAME));
      names = [...new Set([...shown, ...names])].slice(0, MOST_NAMES);
    },
    episode(locale) {
      if (turns === 0) return null;
      return {
        episodeId: sessionId,
        startedAt,
        endedAt,
        ...(place === undefined || place === '' ? {} : { place: place.slice(0, MAX_PLACE) }),
        locale,
        turns,
        topics: [...topics].map(([topic, times]) => ({ topic, times })),
        names,
        wishes: WISHES.filter((wish) => wishes.has(wish)),
      };
    },
  };
}

function nameOf(card: Card): string[] {
  switch (card.kind) {
    case 'place':
      return [card.place.name];
    case 'session':
      return [card.session.title];
    default:
      return [];
  }
}
