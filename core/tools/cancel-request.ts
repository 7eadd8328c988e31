import { z } from 'zod';
import type { RequestRow } from '../contract/index.ts';
import { ownersOf } from '../desk/owners.ts';
import { isMeant } from './request-status.ts';
import { requestCard } from './staff-request.ts';
import { defineTool, type ToolContext } from './tool.ts';

export const cancelRequestInput = z.object({
  request: z.string().max(200).describe('Its number, or what it was about ("the taxi")'),
});

export interface CancelRequestData {
  /** Null: this guest has no such request that is still open. */
  readonly title: string | null;
  /** Somebody is on the way already: staff have to be told. */
  readonly tooLate: boolean;
}

export const cancelRequest = defineTool({
  name: 'cancel_request',
  description: 'Withdraws what the guest asked staff for, as long as nobody is on the way. The guest has to confirm it first.',
  input: cancelRequestInput,
  effect: 'request',
  run(context, { request }) {
    const row = openRequest(request, context);
    if (row === null) return { found: false, data: { title: null, tooLate: false } satisfies CancelRequestData, cards: [] };
    const tooLate = row.status === 'coming';
    const after = tooLate ? row : (context.requests.update(row.id, 'cancelled') ?? row);
    const data: CancelRequestData = { title: row.title, tooLate };
    return { found: !tooLate, data, cards: [requestCard(after, context)] };
  },
});

/** The guest's own hotel service that is not done, of this session or after their PIN: meant by number or words, or the only one. */
export function openRequest(asked: string, context: ToolContext): RequestRow | null {
  const { requests, sessionId, verified } = context;
  const open = requests
    .of(ownersOf(context))
    .filter(({ kind, status }) => kind.startsWith('service-') && (status === 'waiting' || status === 'seen' || status === 'coming'))
    .filter(({ id }) => verified || requests.sessionOf(id) === sessionId);
  const meant = open.find((row) => isMeant(row, asked, context));
  return meant ?? (open.length === 1 && asked.trim() === '' ? (open[0] ?? null) : null);
}
