import type { CardOf, RequestRow } from '../contract/index.ts';
import { textIn } from '../venue/model.ts';
import type { ToolContext } from './tool.ts';

export interface StaffRequestData {
  readonly requestId: string;
  readonly title: string;
  readonly placeName: string;
}

/** A row that staff see at once, and the guest's receipt of it. */
export function createRequest(context: ToolContext, kind: string, title: string, detail: string) {
  const here = context.here === null ? undefined : context.know.places.get(context.here.placeId);
  const placeName = here === undefined ? context.kioskName : textIn(here.name, context.know.venue.languages[0] ?? 'en');
  const row = context.requests.create({ kind, title, detail, placeName, createdAt: context.now });
  const data: StaffRequestData = { requestId: row.id, title, placeName };
  return { found: true, data, cards: [cardOf(row, context)] };
}

function cardOf(row: RequestRow, context: ToolContext): CardOf<'request'> {
  return {
    id: context.ids.next(),
    kind: 'request',
    requestId: row.id,
    title: row.title,
    status: row.status,
    createdAt: row.createdAt,
    ...(row.detail === '' ? {} : { detail: row.detail }),
  };
}
