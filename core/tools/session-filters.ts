import type { Session } from '../venue/model.ts';
import { dateOf } from './local-time.ts';

export const SUITED_TO = ['beginner', 'intermediate', 'advanced', 'children'] as const;
export type SuitedTo = (typeof SUITED_TO)[number];

/** Programmes say levels and audiences in tags, kinds and tracks, each in its own words. */
const MARKS: Readonly<Record<SuitedTo, RegExp>> = {
  beginner: /\b(beginn\w*|introduct\w*|basics?|novices?|newcomers?|entry.level|einsteiger\w*|anf[aä]nger\w*|d[eé]butant\w*|principiante\w*)\b|\b101\b/i,
  intermediate: /\b(intermediate|mittel\w*|interm[eé]diaire|intermedi\w*)\b/i,
  advanced: /\b(advanced|experts?|fortgeschritten\w*|avanc[eé]\w*|avanzad\w*|avanzat\w*)\b(?! kotlin\b)/i,
  children: /\b(child\w*|kids?|famil\w*|junior|youth|teens?|kinder|jugend\w*|enfants?|ni[nñ]os|bambini)\b/i,
}; // biome-ignore format: a table

/** Whether a session is marked as for them. */
export const SUITED: Readonly<Record<SuitedTo, (session: Session) => boolean>> = {
  beginner: (session) => isMarked(session, MARKS.beginner),
  intermediate: (session) => isMarked(session, MARKS.intermediate),
  advanced: (session) => isMarked(session, MARKS.advanced),
  children: (session) => isMarked(session, MARKS.children),
};

function isMarked({ tags, kind = '', track = '' }: Session, mark: RegExp): boolean {
  return [...tags, kind, track].some((text) => mark.test(text));
}

export function minutesOf({ startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>): number {
  return (Date.parse(`${endsAt}:00Z`) - Date.parse(`${startsAt}:00Z`)) / 60_000;
}

/** The longest or the shortest of them, with those as long. */
export function byLength(sessions: readonly Session[], length: 'longest' | 'shortest'): Session[] {
  const pool = sessions.filter((session) => session.status === 'scheduled');
  const minutes = pool.map(minutesOf);
  const wanted = length === 'longest' ? Math.max(...minutes) : Math.min(...minutes);
  return pool.filter((_, index) => minutes[index] === wanted);
}

/** The earliest or latest, with those at the same time. `anyDay`: of the whole event, and not only of the day the guest lives in. */
export function byOrder(sessions: readonly Session[], order: 'first' | 'last', now: string, anyDay: boolean): Session[] {
  const scheduled = sessions.filter((session) => session.status === 'scheduled');
  const pool = scheduled.length > 0 ? scheduled : sessions;
  if (order === 'first') return pool.filter((session) => session.startsAt === pool[0]?.startsAt);
  const today = anyDay ? pool : pool.filter((session) => dateOf(session.startsAt) === dateOf(now));
  const last = (today.length > 0 ? today : pool).at(-1);
  return pool.filter((session) => session.startsAt === last?.startsAt);
}
