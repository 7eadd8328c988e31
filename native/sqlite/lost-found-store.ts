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
  const best = db
    .prepare(
      `SELECT max(CASE verdict WHEN 'same' THEN 2 WHEN 'proposed' THEN 1 ELSE 0 END)
       FROM desk_matches JOIN desk ON desk.id = found_id WHERE lost_id = ? AND desk.status = 'kept'`,
    )
    .pluck();
  const lostFor = db.prepare('SELECT lost_id FROM desk_matches WHERE found_id = ?').pluck();
  const sameAs = db.prepare(`SELECT found_id FROM desk_matches WHERE lost_id = ? AND verdict = 'same'`).pluck();
  const lostOf = ({ status, ...rest }: LostRow): LostItem => strip({ ...rest, state: status });
  const foundOf = ({ status, ...rest }: FoundRow): FoundItem => ({ ...rest, state: status });

  /** What is not settled follows from the matches there are with what lies at the desk. */
  const settle = (lostId: string) => {
    const row = lost.get(lostId);
    if (row === null || row.status === 'collected' || row.status === 'closed') return;
    const state = STATES[(best.get(lostId) as number | null) ?? 0];
    if (state !== undefined && state !== row.status) lost.change(lostId, (before) => ({ ...before, status: state }));
  };
  const compare = (one: LostRow, other: FoundRow) => {
    if ((one.status !== 'searching' && one.status !== 'maybe') || other.status !== 'kept') return;
    const score = matchItems(one, other);
    if (score !== null && propose.run(one.id, other.id, score).changes > 0) settle(one.id);
  };
  const giveOut = (foundId: string) => {
    const given = found.change(foundId, (before) => ({ ...before, status: 'given' }));
    for (const lostId of lostFor.all(foundId) as string[]) settle(lostId);
    return given !== null;
  };

  return {
    reportLost: ({ owner, sessionId, key, ...report }) =>
      rows.together(() => {
        const row = lost.add(report, 'searching', { owner, sessionId, key });
        for (const other of found.list(MANY)) compare(row, other);
        return lostOf(lost.get(row.id) ?? row);
      }),
    reportFound: (report, kept) =>
      rows.together(() => {
        const row = found.add({ ...report, by: kept === undefined ? 'staff' : 'guest' }, 'kept', kept ?? {});
        for (const one of lost.list(MANY)) compare(one, row);
        return foundOf(row);
      }),
    statusOf: (...owners) => lost.of(owners).map(lostOf),
    lost: () => lost.list().map(lostOf),
    found: () => found.list().map(foundOf),
    matches: () =>
      (allMatches.all() as MatchRow[]).flatMap(({ verdict, ...match }): ItemMatch[] =>
        verdict === 'different' ? [] : [{ ...match, confirmed: verdict === 'same' }],
      ),
    decide(lostId, foundId, same) {
      if (lost.get(lostId) === null || found.get(foundId) === null) return false;
      judge.run({ lostId, foundId, verdict: same ? 'same' : 'different' });
      settle(lostId);
      rows.changed('lost');
      return true;
    },
    markCollected: (lostId) =>
      rows.together(() => {
        const collected = lost.change(lostId, (before) => ({ ...before, status: 'collected' }));
        for (const foundId of sameAs.all(lostId) as string[]) giveOut(foundId);
        return collected !== null;
      }),
    close: (id) => rows.together(() => lost.change(id, (before) => ({ ...before, status: 'closed' })) !== null || giveOut(id)),
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
/** By the best match: none, one that staff have not looked at, one they confirmed. */
const STATES = ['searching', 'maybe', 'found'] as const;

/** `threadId` only where there is one. */
function strip<T extends { threadId?: string | undefined }>({ threadId, ...rest }: T): Omit<T, 'threadId'> & { threadId?: string } {
  return threadId === undefined ? rest : { ...rest, threadId };
}
