import { createNoDesk } from '../../../core/desk/no-desk.ts';
import { translateTo } from '../../../core/i18n/catalogues.ts';
import type { LocalBookingStore } from '../../../core/ports.ts';
import type { BookingData } from '../../../core/tools/booking/booking-data.ts';
import { knowledgeOf } from '../../../core/tools/knowledge.ts';
import { parseCall, runTool } from '../../../core/tools/registry.ts';
import type { ToolContext } from '../../../core/tools/tool.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { createBookingStore } from '../../../native/sqlite/booking-store.ts';
import { KIOSK_MIGRATIONS } from '../../../native/sqlite/kiosk-database.ts';
import { openDatabase } from '../../../native/sqlite/open-database.ts';
import { createCountingIds } from '../../fakes/plain.ts';
import { seeded } from '../../support/random.ts';

export type BookingTool = 'availability' | 'book' | 'change_booking' | 'cancel_booking' | 'my_bookings';

export interface BookingVisit {
  /** Runs a tool as a model would call it: through its schema. Every call has a key of its own unless one is given. */
  call(
    name: BookingTool,
    input?: object,
    more?: Partial<ToolContext>,
  ): Promise<{ found: boolean; data: BookingData; cards: readonly object[] }>;
  readonly bookings: LocalBookingStore;
  close(): void;
}

/** A guest at the kiosk in the lobby, with a real store, who can do nothing but book. */
export function startBookingVisit(venue: Venue, now: string): BookingVisit {
  const db = openDatabase(':memory:', KIOSK_MIGRATIONS);
  const bookings = createBookingStore(db, { ids: createCountingIds('booking'), random: seeded(7), today: () => now.slice(0, 10) });
  const place = venue.places.find(({ id }) => id === venue.defaultPlaceId);
  let calls = 0;
  const context: ToolContext = {
    know: knowledgeOf(venue),
    now,
    here: place === undefined ? null : { placeId: place.id, floorId: place.floorId, at: place.at },
    locale: 'en',
    t: translateTo('en'),
    preferences: { diets: [], avoid: [], stepFree: false },
    ...createNoDesk(),
    bookings,
    memory: null,
    forgetGuest: null,
    stated: [],
    ids: createCountingIds('card'),
    kioskName: 'Lobby',
    sessionId: 'session-1',
    turn: 1,
    owner: { kind: 'session', id: 'session-1' },
    verified: false,
    idempotencyKey: '',
  };
  return {
    bookings,
    async call(name, input = {}, more = {}) {
      const parsed = parseCall(name, input);
      if (!parsed.ok) throw new Error(parsed.reason);
      const outcome = await runTool(parsed.call, { ...context, idempotencyKey: `call-${++calls}`, ...more }, new AbortController().signal);
      return outcome as unknown as Awaited<ReturnType<BookingVisit['call']>>;
    },
    close: () => db.close(),
  };
}
