import type { MemoryItem, MemoryView } from '../contract/index.ts';
import { translateTo } from '../i18n/catalogues.ts';
import { formatTag } from '../i18n/tags.ts';
import type { RememberedTurn } from '../memory/recall/recall-index.ts';
import type { Fact, GuestProfile, LoggedConsent, Thread } from '../ports.ts';
import { kioskMessages } from './messages.ts';

/** All that is kept of a guest. */
export interface Kept {
  readonly profile: GuestProfile;
  readonly consents: readonly LoggedConsent[];
  /** What was said, oldest first. */
  readonly turns: readonly RememberedTurn[];
}

export interface MemoryViewOptions {
  readonly kept: Kept;
  readonly locale: string;
  /** IANA zone of the venue: a guest knows what was said by the clock on the wall. */
  readonly timezone: string;
}

type Entry = Omit<MemoryItem, 'number'>;

/** Everything known about a guest in plain words, grouped, each with where it came from. */
export function memoryView({ kept, locale, timezone }: MemoryViewOptions): Pick<MemoryView, 'groups' | 'consent'> {
  const { profile, consents, turns } = kept;
  const words = wordsIn(locale, timezone);
  const { wanted, done } = Object.groupBy(profile.threads, (thread) => (isSettled(thread) ? 'done' : 'wanted'));
  let number = 0;
  const group = (id: MemoryView['groups'][number]['id'], entries: readonly Entry[]) => ({
    id,
    items: entries.map((entry) => ({ ...entry, number: ++number })),
  });
  return {
    groups: [
      group('about', profile.facts.map(words.fact)),
      group('wanted', (wanted ?? []).map(words.thread)),
      group('done', (done ?? []).map(words.thread)),
      group('visits', [...words.patterns(profile), ...words.episodes(profile), ...words.turns(turns.length)]),
    ],
    consent: words.consent(consents),
  };
}

function isSettled({ status, goal }: Thread): boolean {
  return goal === undefined ? status === 'resolved' : goal.status === 'done' || goal.status === 'given-up';
}

const NONE = 'none';
const DAY_AND_TIME = { dateStyle: 'long', timeStyle: 'short' } as const;

function wordsIn(locale: string, timeZone: string) {
  const t = kioskMessages(locale);
  // As everywhere on the screen: day before month, 24 hours.
  const regional = formatTag(locale);
  const answers = translateTo(locale);
  const format = new Intl.DateTimeFormat(regional, { ...DAY_AND_TIME, timeZone });
  const list = new Intl.ListFormat(regional, { type: 'conjunction' });
  const when = (iso: string) => (Number.isNaN(Date.parse(iso)) ? iso : format.format(new Date(iso)));

  /** A value as people say it: the catalogue's word for a diet or an allergen, a language by its name. */
  const valueText = (kind: Fact['kind'], value: string): string => {
    if (kind === 'diet') return answers('diet', { diet: value.replaceAll('-', '_'), plain: value });
    if (kind === 'allergy') return answers('allergen', { allergen: value });
    if (kind === 'language') return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(languageTag(value)) ?? value;
    return value;
  };
  const fromOf = (fact: Fact): string => {
    const about = { when: when(fact.recordedAt), place: fact.place ?? NONE, said: fact.said ?? NONE };
    // Turn 0: nobody had said anything yet.
    if (fact.source === 'inferred') return fact.turn === 0 ? t('memory.from.badge', about) : t('memory.from.inferred', about);
    return t('memory.from.said', about);
  };

  return {
    fact: (fact: Fact): Entry => ({
      id: fact.id,
      text: t('memory.thing', { kind: fact.kind, label: capital(t('kind', { kind: fact.kind })), value: valueText(fact.kind, fact.value) }),
      from: fromOf(fact),
      inferred: fact.source === 'inferred',
      value: fact.value,
      deletable: true,
    }),
    thread: (thread: Thread): Entry => ({
      id: thread.id,
      text: t('memory.matter', { topic: thread.topic, status: statusOf(thread) }),
      from: t('memory.from.opened', { opened: when(thread.openedAt), when: when(thread.updatedAt) }),
      inferred: false,
      deletable: true,
    }),
    patterns({ patterns }: GuestProfile): Entry[] {
      const from = t('memory.from.visits');
      const line = (id: string, text: string): Entry => ({ id, text, from, inferred: true, deletable: false });
      const wishes = patterns.answers.map((wish) => t('memory.wish', { wish: wish.replaceAll('-', '_') }));
      return [
        ...(patterns.asks.length === 0
          ? []
          : [
              line(
                'asks',
                t('memory.often', {
                  topics: list.format(patterns.asks.map(({ topic }) => t('memory.topic', { topic: topic.replaceAll('-', '_') }))),
                }),
              ),
            ]),
        ...(wishes.length === 0 ? [] : [line('answers', t('memory.likes', { wishes: list.format(wishes) }))]),
      ];
    },
    episodes: ({ episodes }: GuestProfile): Entry[] =>
      [...episodes].reverse().map((episode) => ({
        id: episode.episodeId,
        text: t('memory.visit', {
          when: when(episode.startedAt),
          place: episode.place ?? NONE,
          turns: episode.turns,
          about: episode.names.length === 0 ? NONE : list.format(episode.names),
        }),
        from: t('memory.from.visits'),
        inferred: false,
        deletable: true,
      })),
    turns: (count: number): Entry[] =>
      count === 0
        ? []
        : [{ id: 'turns', text: t('memory.turns', { count }), from: t('memory.from.turns'), inferred: false, deletable: false }],
    consent(consents: readonly LoggedConsent[]): string {
      const [latest] = [...consents].sort((a, b) => (a.at < b.at ? 1 : -1));
      if (latest === undefined) return '';
      return t('memory.consent', { when: when(latest.at), place: latest.kiosk ?? NONE, version: latest.textVersion });
    },
  };
}

/** What MessageFormat selects by. */
function statusOf({ status, goal }: Thread): string {
  switch (goal?.status) {
    case 'waiting-staff':
      return 'staff';
    case 'waiting-guest':
      return 'guest';
    case 'given-up':
      return 'dropped';
    case 'done':
      return 'settled';
    default:
      return status === 'resolved' ? 'settled' : 'open';
  }
}

function languageTag(value: string): string {
  return /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(value) ? value : 'und';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
