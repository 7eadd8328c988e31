import { requestRowSchema } from '../../core/contract/index.ts';
import type { RequestStore } from '../../core/ports.ts';
import type { DeskRows } from './desk-rows.ts';

/** Requests among the desk's records. */
export function createRequestStore(rows: DeskRows): RequestStore {
  const table = rows.table('request', requestRowSchema);
  return {
    create({ owner, sessionId, key, ...request }) {
      return table.add(request, 'waiting', {
        ...(owner === undefined ? {} : { owner }),
        ...(sessionId === undefined ? {} : { sessionId }),
        ...(key === undefined ? {} : { key }),
      });
    },
    list: table.list,
    of: table.of,
    byTicket(ticket) {
      const row = table.byTicket(ticket);
      if (!row?.kind.startsWith('service-')) return null;
      const { id, kind, title, status, placeName, createdAt } = row;
      return { id, ticket, kind, title, detail: '', status, placeName, createdAt };
    },
    update: (id, status, note) =>
      table.change(id, (row) => {
        const ended = row.status === 'done' || row.status === 'cancelled';
        return { ...row, status: ended ? row.status : status, ...(note === undefined ? {} : { note }) };
      }),
    sessionOf: rows.sessionOf,
    watch: (listener) => table.watch(() => listener(table.list())),
  };
}
