import { requestRowSchema } from '../../core/contract/index.ts';
import type { Desk } from '../../core/ports.ts';
import { createCaseStore } from './case-store.ts';
import { createDeskRows, type DeskRowsOptions } from './desk-rows.ts';
import type { DeskSort } from './desk-table.ts';
import { createLeadStore } from './lead-store.ts';
import { createLostFoundStore } from './lost-found-store.ts';
import type { Sqlite } from './open-database.ts';
import { createRequestStore } from './request-store.ts';
import { createWebhookOutbox, type WebhookOutbox } from './webhook-outbox.ts';

export interface OpenDeskOptions extends DeskRowsOptions {
  /** Leads are pushed to a CRM. */
  readonly pushesLeads?: boolean;
}

export interface SqliteDesk extends Desk {
  /** What host/webhook sends; null: nothing is pushed anywhere. */
  readonly outbox: WebhookOutbox | null;
}

/** All that guests leave with staff. @param db of openKioskDatabase(). */
export function openDesk(db: Sqlite, options: OpenDeskOptions): SqliteDesk {
  const rows = createDeskRows(db, options);
  const outbox = createWebhookOutbox(db, options);
  const requests = rows.table('request', requestRowSchema);
  const pushes = options.pushesLeads === true;
  const eraseOne = (id: string, sort: DeskSort) => {
    const request = sort === 'request' ? requests.get(id) : null;
    if (request !== null && (request.status === 'waiting' || request.status === 'seen' || request.status === 'coming')) {
      const { context: _context, note: _note, ...task } = request;
      requests.change(id, () => ({ ...task, detail: '' }));
      return rows.disown(id);
    }
    // It lies at the desk, whoever found it.
    if (sort === 'found') return rows.disown(id);
    rows.remove(id, sort);
    // What left the kiosk has to be forgotten there, too.
    if (sort === 'lead' && outbox.forget(id) && pushes) outbox.add('lead.erased', id, { id });
  };
  return {
    requests: createRequestStore(rows),
    lostFound: createLostFoundStore(db, rows),
    cases: createCaseStore(rows),
    leads: createLeadStore(rows, pushes ? outbox : null),
    outbox: pushes ? outbox : null,
    erase: (owner) =>
      rows.together(() => {
        for (const { id, sort } of rows.idsOf(owner)) eraseOne(id, sort);
      }),
  };
}
