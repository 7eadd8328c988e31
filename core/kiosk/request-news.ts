import type { CardOf, RequestRow } from '../contract/index.ts';
import type { Ids, RequestStore } from '../ports.ts';
import { requestCard } from '../tools/staff-request.ts';
import type { GuestSession } from './guest-session.ts';
import { kioskMessages } from './messages.ts';

export interface RequestNewsDeps {
  readonly requests: Pick<RequestStore, 'sessionOf'>;
  readonly ids: Ids;
  /** The guest at the kiosk now. */
  readonly current: () => GuestSession | null;
  /** Somebody is speaking, or an answer is being worked on. */
  readonly busy: () => boolean;
}

/** What staff do about a request, for the guest who asked and nobody else. */
export interface RequestNews {
  /** Staff have changed it: shown at once, said as soon as nobody is speaking. */
  tell(row: RequestRow): void;
  /** The kiosk may have fallen silent. */
  flush(): void;
  /** The guest is gone: what was not said yet is not said. */
  reset(): void;
}

export function createRequestNews({ requests, ids, current, busy }: RequestNewsDeps): RequestNews {
  /** Of several changes of one request the last is said. */
  const waiting = new Map<string, { readonly session: GuestSession; readonly card: CardOf<'request'> }>();

  const flush = () => {
    const [next] = waiting.values();
    if (next === undefined || busy()) return;
    const { session, card } = next;
    waiting.delete(card.requestId);
    if (session !== current()) return;
    const t = kioskMessages(session.locale);
    const note = card.note === undefined ? [] : [t('request.newsNote', { note: card.note })];
    session.tellNews(card, t('request.news', { title: card.title, status: card.status }), ...note);
  };

  return {
    tell(row) {
      const session = current();
      if (session === null || requests.sessionOf(row.id) !== session.id) return;
      const card = requestCard(row, { ids });
      session.requestChanged(card);
      waiting.set(row.id, { session, card });
      flush();
    },
    flush,
    reset: () => waiting.clear(),
  };
}
