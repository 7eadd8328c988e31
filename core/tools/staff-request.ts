import type { CardOf, Locale, RequestRow } from '../contract/index.ts';
import { textIn } from '../venue/model.ts';
import type { ToolContext } from './tool.ts';

export interface StaffRequestData {
  readonly requestId: string;
  readonly title: string;
  readonly placeName: string;
  /** The number the guest can ask by. */
  readonly ticket: string;
}

/** Exchanges that staff get along with a request, and how much of each. */
const TOLD_EXCHANGES = 2;
const TOLD_CHARACTERS = 160;

/**
 * A row that staff see at once, and the guest's receipt of it.
 * @param titleIn what it is called in a language: the guest's on the receipt, the venue's own for staff.
 */
export function createRequest(context: ToolContext, kind: string, titleIn: (locale: Locale) => string, detail: string) {
  const placeName = standsAt(context);
  const before = saidBefore(context);
  const title = titleIn(context.locale);
  const staffTitle = titleIn(context.know.venue.languages[0] ?? 'en');
  const row = context.requests.create({
    kind,
    title,
    ...(staffTitle === title ? {} : { staffTitle }),
    detail,
    placeName,
    createdAt: context.now,
    ...keptAs(context, kind),
    ...(before === '' ? {} : { context: before }),
  });
  const data: StaffRequestData = { requestId: row.id, title: row.title, placeName, ticket: row.ticket ?? '' };
  return { found: true, data, cards: [requestCard(row, context)] };
}

/** Whose record it becomes, and what makes a repeated call the same one. */
export function keptAs(context: ToolContext, sort: string) {
  return { owner: context.owner, sessionId: context.sessionId, key: `${context.idempotencyKey}:${sort}` };
}

/** Where staff find the guest. */
export function standsAt(context: ToolContext): string {
  const here = context.here === null ? undefined : context.know.places.get(context.here.placeId);
  return here === undefined ? context.kioskName : textIn(here.name, context.know.venue.languages[0] ?? 'en');
}

/** The last exchanges in short, so that nobody has to ask again what was asked and tried. */
function saidBefore({ recent = [] }: ToolContext): string {
  return recent
    .slice(-TOLD_EXCHANGES)
    .map(({ question, answer }) => `“${short(question)}” → ${short(answer)}`)
    .join('\n');
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= TOLD_CHARACTERS ? line : `${line.slice(0, TOLD_CHARACTERS - 1)}…`;
}

export function requestCard(row: RequestRow, context: Pick<ToolContext, 'ids'>): CardOf<'request'> {
  const { id: requestId, title, status, createdAt, detail, ticket, note } = row;
  return {
    id: context.ids.next(),
    kind: 'request',
    requestId,
    title,
    status,
    createdAt,
    ...(detail === '' ? {} : { detail }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(note === undefined ? {} : { note }),
  };
}
