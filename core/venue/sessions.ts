import type { LocalDateTime } from '../contract/index.ts';
import { dateOf } from './local-time.ts';
import type { Session, Venue } from './model.ts';

export interface SessionFilter {
  /** Only sessions that are running at some moment of [from, to). */
  readonly from?: LocalDateTime;
  readonly to?: LocalDateTime;
  /** Only sessions that begin on this date, "2026-05-12". */
  readonly date?: string;
  readonly roomId?: string;
  readonly speakerId?: string;
  /** Without regard to case. */
  readonly track?: string;
  readonly kind?: string;
  readonly tag?: string;
  readonly language?: string;
  readonly floorId?: string;
  /** Cancelled sessions are left out unless asked for. */
  readonly includeCancelled?: boolean;
}

/** Questions of time about a venue's sessions. Every list is in order of start, then of title. */
export interface Programme {
  list(filter?: SessionFilter): readonly Session[];
  /** Running at `now`. */
  now(now: LocalDateTime, filter?: SessionFilter): readonly Session[];
  /** Those that begin at the next moment at which any that matches does. */
  next(now: LocalDateTime, filter?: SessionFilter): readonly Session[];
  /** Not over yet: running and coming, soonest first. */
  upcoming(now: LocalDateTime, filter?: SessionFilter): readonly Session[];
  /** "past", "now", "next" (the next to begin in its room today) or "later". */
  phase(session: Session, now: LocalDateTime): 'past' | 'now' | 'next' | 'later';
  readonly tracks: readonly string[];
  /** Dates on which sessions begin, in order. */
  readonly dates: readonly string[];
}

export function createProgramme(venue: Venue): Programme {
  const all = [...venue.sessions].sort((a, b) => compare(a.startsAt, b.startsAt) || compare(a.id, b.id));
  const floorOf = new Map(venue.places.map((place) => [place.id, place.floorId]));

  const list = (filter: SessionFilter = {}): readonly Session[] => all.filter((session) => matches(session, filter, floorOf));
  const now = (at: LocalDateTime, filter?: SessionFilter): readonly Session[] => list(filter).filter((session) => isOn(session, at));
  const later = (at: LocalDateTime, filter?: SessionFilter): readonly Session[] => list(filter).filter((session) => session.startsAt > at);

  function next(at: LocalDateTime, filter?: SessionFilter): readonly Session[] {
    const coming = later(at, filter);
    return coming.filter((session) => session.startsAt === coming[0]?.startsAt);
  }

  function phase(session: Session, at: LocalDateTime): 'past' | 'now' | 'next' | 'later' {
    if (session.endsAt <= at) return 'past';
    if (session.startsAt <= at) return 'now';
    const inRoom = session.roomId === null ? [] : later(at, { roomId: session.roomId, date: dateOf(at) });
    return inRoom[0]?.id === session.id ? 'next' : 'later';
  }

  return {
    list,
    now,
    next,
    upcoming: (at, filter) => list(filter).filter((session) => session.endsAt > at),
    phase,
    tracks: [...new Set(all.flatMap((session) => session.track ?? []))],
    dates: [...new Set(all.map((session) => dateOf(session.startsAt)))],
  };
}

function isOn(session: Session, at: LocalDateTime): boolean {
  return session.startsAt <= at && at < session.endsAt;
}

function matches(session: Session, filter: SessionFilter, floorOf: ReadonlyMap<string, string>): boolean {
  if (filter.includeCancelled !== true && session.status === 'cancelled') return false;
  if (filter.from !== undefined && session.endsAt <= filter.from) return false;
  if (filter.to !== undefined && session.startsAt >= filter.to) return false;
  if (filter.date !== undefined && dateOf(session.startsAt) !== filter.date) return false;
  if (filter.roomId !== undefined && session.roomId !== filter.roomId) return false;
  if (filter.speakerId !== undefined && !session.speakerIds.includes(filter.speakerId)) return false;
  if (filter.track !== undefined && !same(session.track, filter.track)) return false;
  if (filter.kind !== undefined && !same(session.kind, filter.kind)) return false;
  if (filter.language !== undefined && !same(session.language, filter.language)) return false;
  if (filter.tag !== undefined && !session.tags.some((tag) => same(tag, filter.tag))) return false;
  return filter.floorId === undefined || floorOf.get(session.roomId ?? '') === filter.floorId;
}

function same(a: string | undefined, b: string | undefined): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
