import { z } from 'zod';
import type { RequestRow } from '../contract/index.ts';
import { ownersOf } from '../desk/owners.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { lettersAlike } from '../venue/search/likeness.ts';
import { findService } from './hotel-service.ts';
import { isNamed } from './own-words.ts';
import { requestCard } from './staff-request.ts';
import { defineTool, type ToolContext } from './tool.ts';

export const requestStatusInput = z.object({
  request: z.string().max(200).optional().describe('Its number, or what it was about ("towels"); left out: all of this guest'),
});

export interface RequestStatusData {
  readonly requests: readonly Pick<RequestRow, 'id' | 'ticket' | 'title' | 'status' | 'note' | 'createdAt'>[];
  readonly asked: string;
  /** Of earlier visits, not named now, and told only to who gave their PIN. */
  readonly hidden: number;
}

const SHOWN = 5;

export const requestStatus = defineTool({
  name: 'request_status',
  description: 'How far what the guest asked staff for is ("where are my towels?"): passed on, seen, on the way, done.',
  input: requestStatusInput,
  effect: 'none',
  run(context, { request = '' }) {
    const own = context.requests.of(ownersOf(context));
    const meant = request === '' ? own : own.filter((row) => isMeant(row, request, context));
    const rows = request === '' ? own.filter((row) => mayHearOfRequest(row, context)) : meant;
    const known = rows.length > 0 ? rows : byNumber(request, context);
    const shown = known.slice(0, SHOWN).map((row) => shareable(row, context));
    const data: RequestStatusData = {
      requests: shown.map(({ id, ticket, title, status, note, createdAt }) => ({
        id,
        title,
        status,
        createdAt,
        ...(ticket === undefined ? {} : { ticket }),
        ...(note === undefined ? {} : { note }),
      })),
      asked: request,
      hidden: meant.length - rows.length,
    };
    return { found: shown.length > 0, data, cards: shown.map((row) => requestCard(row, context)) };
  },
});

/** What was asked for on an earlier visit is told of by itself only after the PIN; before it, to whoever names it. */
export function mayHearOfRequest(row: RequestRow, context: ToolContext): boolean {
  const { verified, requests, sessionId, said = '' } = context;
  return (
    verified || requests.sessionOf(row.id) === sessionId || isNamed(row.title, context) || (said !== '' && isMeant(row, said, context))
  );
}

/** Of an earlier visit, and without the PIN, only how far it is: a badge identifies and proves nothing. */
export function shareable(row: RequestRow, { requests, sessionId, verified }: ToolContext): RequestRow {
  if (verified || requests.sessionOf(row.id) === sessionId) return row;
  const { note: _, ...rest } = row;
  return { ...rest, detail: '' };
}

/** A guest without a badge who comes back has the number alone: it tells how far the service is, and nothing of who asked. */
function byNumber(asked: string, { requests }: ToolContext): readonly RequestRow[] {
  const row = requests.byTicket(asked.replaceAll(/\D/g, ''));
  return row === null ? [] : [row];
}

/** By number, by the service it was for, or by a word of its title. */
export function isMeant(row: RequestRow, asked: string, context: ToolContext): boolean {
  const digits = asked.replaceAll(/\D/g, '');
  if (row.id === asked || (digits !== '' && row.ticket === digits)) return true;
  const service = findService(asked, context);
  if (service !== null && row.kind === `service-${service.id}`) return true;
  const said = foldedWords(asked);
  return foldedWords(row.title).some((word) => word.length > 3 && said.some((other) => lettersAlike(word, other) >= 0.75));
}
