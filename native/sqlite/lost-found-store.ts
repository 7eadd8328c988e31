import { z } from 'zod';
import { LOST_STATES } from '../../core/desk/desk-ports.ts';
import { matchItems } from '../../core/desk/match-items.ts';
import type { FoundItem, ItemMatch, LostAndFound, LostItem } from '../../core/ports.ts';
import type { DeskRows } from './desk-rows.ts';
import type { Sqlite } from './open-database.ts';

const item = {
  id: z.string(),
  ticket: z.string(),
  what: z.string().max(300),
  where: z.string().max(300),
  details: z.string().max(1000),
  day: z.string(),
  createdAt: z.string(),
};
const lostSchema = z.object({ ...item, threadId: z.string().optional(), status: z.enum(LOST_STATES) });
const foundSchema = z.object({ ...item, by: z.enum(['guest', 'staff']), status: z.enum(['kept', 'given']) });
type LostRow = z.infer<typeof lostSchema>;
type FoundRow = z.infer<typeof foundSchema>;

interface MatchRow {
  readonly lostId: string;
  readonly foundId: string;
  readonly score: number;
  readonly verdict: 'proposed' | 'same' | 'different';
}

/** Lost and found among the desk's records. */
export function createLostFoundStore(db: Sqlite, rows: DeskRows): LostAndFound {
  const lost = rows.table('lost', lostSchema);
  const found = rows.table('found', foundSchema);
  const propose = db.prepare(`INSERT OR IGNORE INTO desk_matches VALUES (?, ?, ?, 'proposed')`);
  const judge = db.prepare(
    `INSERT INTO desk_matches VALUES (@lostId, @foundId, 0, @verdict)
     ON CONFLICT (lost_id, found_id) DO UPDATE SET verdict = excluded.verdict`,
  );
  const allMatches = db.prepare(
    'SELECT lost_id AS lostId, found_id AS foundId, score, verdict FROM desk_matches ORDER BY score DESC, lost_id, found_id',
  );
  const matchRows = () => allMatches.all() as MatchRow[];
  const lostOf = ({ status, ...rest }: LostRow): LostItem => strip({ ...rest, state: status });
  const foundOf = ({ status, ...rest }: FoundRow): FoundItem => ({ ...rest, state: status });

  /** What is not settled follows from the matches there are. */
  const settle = (lostId: string) => {
    const row = lost.get(lostId);
    if (row === null || row.status === 'collected' || row.status === 'closed') return;
    const kept = new Set(found.list(MANY).flatMap((one) => (one.status === 'kept' ? [one.id] : [])));
    const of = matchRows().filter((match) => match.lostId === lostId && kept.has(match.foundId));
    const state = of.some(({ verdict }) => verdict === 'same')
      ? 'found'
      : of.some(({ verdict }) => verdict === 'proposed')
        ? 'maybe'
        : 'searching';
    if (state !== row.status) lost.change(lostId, (before) => ({ ...before, status: state }));
  };
  const compare = (losts: readonly LostRow[], founds: readonly FoundRow[]) => {
    for (const one of losts) {
      for (const other of founds) {
        const score = matchItems(one, other);
        if (score !== null) propose.run(one.id, other.id, score);
      }
      settle(one.id);
    }
  };
  const looked = () => lost.list(MANY).filter(({ status }) => status === 'searching' || status === 'maybe');

  return {
    reportLost({ owner, sessionId, key, ...report }) {
      const row = lost.add(report, 'searching', { owner, sessionId, key });
      compare(
        [row],
        found.list(MANY).filter(({ status }) => status === 'kept'),
      );
      return lostOf(lost.get(row.id) ?? row);
    },
    reportFound(report, kept) {
      const row = found.add({ ...report, by: kept === undefined ? 'staff' : 'guest' }, 'kept', kept ?? {});
      compare(looked(), [row]);
      return foundOf(row);
    },
    statusOf: (...owners) => lost.of(owners).map(lostOf),
    lost: () => lost.list().map(lostOf),
    found: () => found.list().map(foundOf),
    matches: () =>
      matchRows().flatMap(({ verdict, ...match }): ItemMatch[] =>
        verdict === 'different' ? [] : [{ ...match, confirmed: verdict === 'same' }],
      ),
    decide(lostId, foundId, same) {
      if (lost.get(lostId) === null || found.get(foundId) === null) return false;
      judge.run({ lostId, foundId, verdict: same ? 'same' : 'different' });
      settle(lostId);
      rows.changed('lost');
      return true;
    },
    markCollected(lostId) {
      const row = lost.change(lostId, (before) => ({ ...before, status: 'collected' }));
      const given = matchRows().filter((match) => match.lostId === lostId && match.verdict === 'same');
      for (const { foundId } of given) {
        found.change(foundId, (before) => ({ ...before, status: 'given' }));
        for (const other of matchRows()) if (other.foundId === foundId && other.lostId !== lostId) settle(other.lostId);
      }
      return row !== null;
    },
    close(id) {
      if (lost.change(id, (before) => ({ ...before, status: 'closed' })) !== null) return true;
      if (found.change(id, (before) => ({ ...before, status: 'given' })) === null) return false;
      for (const match of matchRows()) if (match.foundId === id) settle(match.lostId);
      return true;
    },
    watch(listener) {
      const stops = [lost.watch(listener), found.watch(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** Everything that retention has left is compared. */
const MANY = 100_000;

/** `threadId` only where there is one. */
function strip<T extends { threadId?: string | undefined }>({ threadId, ...rest }: T): Omit<T, 'threadId'> & { threadId?: string } {
  return threadId === undefined ? rest : { ...rest, threadId };
}
