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
  const starts = startsByRoom(sessions);
  const guessed = new Map<string, JudgedSession[]>();
  const ended = sessions.map((session): EndedSession => {
    if (session.endsAt !== undefined) return { ...session, endsAt: session.endsAt };
    guessed.set(session.raw.file, [...(guessed.get(session.raw.file) ?? []), session]);
    const start = toMinutes(session.startsAt);
    const next = starts.get(session.room ?? '')?.find((other) => other > session.startsAt);
    const free = next === undefined ? Number.POSITIVE_INFINITY : toMinutes(next) - start;
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

/** Starts of what takes place in each room, in order. */
function startsByRoom(sessions: readonly JudgedSession[]): ReadonlyMap<string, readonly LocalDateTime[]> {
  const starts = new Map<string, LocalDateTime[]>();
  for (const { room, startsAt, rest } of sessions) {
    if (room === undefined || rest.status === 'cancelled') continue;
    const list = starts.get(room);
    if (list === undefined) starts.set(room, [startsAt]);
    else list.push(startsAt);
  }
  for (const list of starts.values()) list.sort();
  return starts;
}
