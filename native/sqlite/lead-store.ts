import { z } from 'zod';
import type { Lead, LeadStore } from '../../core/ports.ts';
import type { DeskRows } from './desk-rows.ts';
import type { WebhookOutbox } from './webhook-outbox.ts';

const leadSchema = z.object({
  id: z.string(),
  ticket: z.string(),
  status: z.literal('new'),
  need: z.string(),
  size: z.string(),
  budget: z.string(),
  timeframe: z.string(),
  contactName: z.string(),
  contact: z.string(),
  consent: z.boolean(),
  score: z.number().min(0).max(100),
  createdAt: z.string(),
});
type Row = z.infer<typeof leadSchema>;

/** Leads among the desk's records. @param outbox null: nothing is pushed anywhere. */
export function createLeadStore(rows: DeskRows, outbox: WebhookOutbox | null): LeadStore {
  const table = rows.table('lead', leadSchema);
  const withDelivery = ({ status: _, ...row }: Row): Lead => {
    const push = outbox?.of(row.id) ?? null;
    return { ...row, delivery: push?.state ?? 'off', problem: push?.problem ?? '' };
  };
  return {
    register({ owner, sessionId, key, ...lead }) {
      // Nothing to reach anybody by without their yes, whatever was passed.
      const facts = lead.consent ? lead : { ...lead, contactName: '', contact: '' };
      const row = rows.together(() => {
        const added = table.add(facts, 'new', { owner, sessionId, key });
        const { status: _, ...body } = added;
        if (lead.consent && outbox?.of(added.id) === null) outbox.add('lead.created', added.id, body);
        return added;
      });
      return withDelivery(row);
    },
    of: (owners) => table.of(owners).map(withDelivery),
    list: () => table.list().map(withDelivery),
    retry: (id) => outbox?.retry(id) ?? false,
    watch(listener) {
      const stops = [table.watch(listener), ...(outbox === null ? [] : [outbox.watch(listener)])];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
