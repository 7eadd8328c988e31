import { z } from 'zod';
import type { CaseStore } from '../../core/ports.ts';
import type { DeskRows } from './desk-rows.ts';

const caseSchema = z.object({
  id: z.string(),
  ticket: z.string(),
  about: z.string().max(200),
  detail: z.string().max(2000),
  status: z.enum(['open', 'closed']),
  note: z.string().max(500),
  createdAt: z.string(),
  updatedAt: z.string(),
});

/** Support cases among the desk's records. */
export function createCaseStore(rows: DeskRows): CaseStore {
  const table = rows.table('case', caseSchema);
  return {
    open({ about, detail, createdAt, ...kept }) {
      return table.add({ about, detail, note: '', createdAt, updatedAt: createdAt }, 'open', kept);
    },
    of: table.of,
    list: table.list,
    sessionOf: rows.sessionOf,
    update: (id, status, at, note) =>
      table.change(id, (row) => ({ ...row, status, updatedAt: at, ...(note === undefined ? {} : { note }) })),
    watch: table.watch,
  };
}
