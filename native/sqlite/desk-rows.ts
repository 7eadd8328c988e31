import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Ids } from '../../core/ports.ts';
import type { Owner } from '../../core/tools/tool.ts';
import type { DeskSeal } from './desk-seal.ts';
import { type DeskStatements, prepareDeskStatements } from './desk-statements.ts';
import { createDeskTable, type DeskSort, type DeskTable } from './desk-table.ts';
import type { Sqlite } from './open-database.ts';

export interface DeskRowsOptions {
  readonly ids: Ids;
  readonly seal: DeskSeal;
  /** Milliseconds since 1970, the real ones even where the venue's clock is pinned. */
  readonly wallMs?: () => number;
  /** Records older than this are removed. Left out: never. */
  readonly retentionDays?: number;
  /** A whole number from `from` to below `to`, for ticket numbers. */
  readonly random?: (from: number, to: number) => number;
}

export interface DeskRows {
  /** @param schema of the whole record, `id`, `ticket` and `status` included. */
  table<T extends { readonly id: string; readonly status: string; readonly ticket?: string | undefined }>(
    sort: DeskSort,
    schema: z.ZodType<T>,
  ): DeskTable<T>;
  idsOf(owner: Owner): readonly { readonly id: string; readonly sort: DeskSort }[];
  sessionOf(id: string): string | null;
  remove(id: string, sort: DeskSort): void;
  /** Without its owner. */
  disown(id: string): void;
  changed(sort: DeskSort): void;
  /** In one transaction, which may be within another. */
  together<R>(work: () => R): R;
}

/** The desk's records. @param db of openKioskDatabase(). */
export function createDeskRows(db: Sqlite, options: DeskRowsOptions): DeskRows {
  const { ids, seal, wallMs = Date.now, random = randomInt, retentionDays } = options;
  const say = prepareDeskStatements(db);
  const listeners = new Map<DeskSort, Set<() => void>>();
  const today = () => Math.floor(wallMs() / 86_400_000);
  let forgotten = Number.NEGATIVE_INFINITY;

  /** Once a day is enough. */
  const forgetOld = () => {
    if (retentionDays === undefined || today() === forgotten) return;
    forgotten = today();
    say.forgetPushes.run(forgotten - retentionDays);
    say.removeOld.run(forgotten - retentionDays);
  };
  const changed = (sort: DeskSort) => {
    for (const listener of [...(listeners.get(sort) ?? [])]) listener();
  };
  const watch = (sort: DeskSort) => (listener: () => void) => {
    const of = listeners.get(sort) ?? new Set();
    listeners.set(sort, of.add(listener));
    return () => void of.delete(listener);
  };
  const newTicket = () => freeTicket(say, random);
  const together = <R>(work: () => R): R => db.transaction(work).immediate();
  forgetOld();

  return {
    table: (sort, schema) =>
      createDeskTable(sort, schema, {
        say,
        ids,
        seal,
        today,
        newTicket,
        forgetOld,
        together,
        changed: () => changed(sort),
        watch: watch(sort),
      }),
    idsOf: ({ kind, id }) => say.ownedIds.all({ kind, id }) as { id: string; sort: DeskSort }[],
    sessionOf: (id) => (say.session.get(id) as string | null | undefined) ?? null,
    remove(id, sort) {
      if (say.remove.run(id).changes > 0) changed(sort);
    },
    disown: (id) => void say.disown.run(id),
    changed,
    together,
  };
}

/** Tries of four digits before there are eight. */
const SHORT_TRIES = 20;

/** Four digits, easily said and typed; more only where those are nearly used up. */
function freeTicket({ ticketTaken }: DeskStatements, random: (from: number, to: number) => number): string {
  for (let attempt = 0; ; attempt++) {
    const digits = attempt < SHORT_TRIES ? 4 : 8;
    const ticket = String(random(10 ** (digits - 1), 10 ** digits));
    if (ticketTaken.get(ticket) === undefined) return ticket;
  }
}
