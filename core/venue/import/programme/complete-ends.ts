import type { LocalDateTime } from '../../../contract/index.ts';
import { fromMinutes, toMinutes } from '../../local-time.ts';
import type { Finding } from '../finding.ts';
import type { JudgedSession } from './judge-session.ts';

const USUAL_MIN = 30;
const LONGEST_GUESS_MIN = 180;

export type EndedSession = JudgedSession & { readonly endsAt: LocalDateTime };

/**
 * Sessions that do not say when they end run to the next one in their room, or as long as most of the others
 * that do say, else 30 minutes. Said once a file.
 */
export function completeEnds(sessions: readonly JudgedSession[]): { readonly sessions: EndedSession[]; readonly findings: Finding[] } {
  const usual = usualLength(sessions);
  const guessed = new Map<string, JudgedSession[]>();
  const ended = sessions.map((session): EndedSession => {
    if (session.endsAt !== undefined) return { ...session, endsAt: session.endsAt };
    guessed.set(session.raw.file, [...(guessed.get(session.raw.file) ?? []), session]);
    const start = toMinutes(session.startsAt);
    const next = session.room === undefined ? null : nextInRoom(session, sessions);
    const free = next === null ? Number.POSITIVE_INFINITY : next - start;
    const length = free <= LONGEST_GUESS_MIN ? free : usual;
    return { ...session, endsAt: fromMinutes(start + length) };
  });
  const findings = [...guessed].map(
    ([file, list]): Finding => ({
      severity: 'warning',
      code: 'end-guessed',
      file,
      line: list[0]?.raw.line ?? 1,
      column: 'end',
      reason: `${list.length === 1 ? 'one session does' : `${list.length} sessions do`} not say when they end; taken to run until the next in the room, else ${usual} minutes`,
      remedy: 'Add a column or field with the end or the duration.',
    }),
  );
  return { sessions: ended, findings };
}

function usualLength(sessions: readonly JudgedSession[]): number {
  const counts = new Map<number, number>();
  for (const { startsAt, endsAt } of sessions) {
    if (endsAt === undefined) continue;
    const minutes = toMinutes(endsAt) - toMinutes(startsAt);
    counts.set(minutes, (counts.get(minutes) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? USUAL_MIN;
}

function nextInRoom({ room, startsAt }: JudgedSession, sessions: readonly JudgedSession[]): number | null {
  let next: LocalDateTime | null = null;
  for (const other of sessions) {
    if (other.room !== room || other.startsAt <= startsAt || other.rest.status === 'cancelled') continue;
    if (next === null || other.startsAt < next) next = other.startsAt;
  }
  return next === null ? null : toMinutes(next);
}
