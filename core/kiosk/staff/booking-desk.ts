import type { Booking } from '../../booking/booking.ts';
import { FoyerError, type LocalDateTime, type StaffBooking, type ToKioskOf, type ToScreen } from '../../contract/index.ts';
import type { BookingStore, Log } from '../../ports.ts';
import { addDays } from '../../venue/local-time.ts';
import type { ScreenLink } from '../screen-link.ts';
import type { RunCommand } from './draft-commands.ts';

/** Days ahead that staff see, today among them. */
const DAYS = 7;
const LISTED = 500;

export interface BookingDesk {
  list(link: ScreenLink, message: ToKioskOf<'staff.bookings'>): void;
  cancel(link: ScreenLink, message: ToKioskOf<'staff.booking.cancel'>): void;
  greet(link: ScreenLink): void;
  close(): void;
}

/** Guests' bookings for staff: what is booked from today on, and taking one back. Who booked is not shown. */
export function createBookingDesk(deps: {
  readonly bookings: BookingStore;
  readonly run: RunCommand;
  readonly now: () => LocalDateTime;
  readonly log: Log;
  readonly broadcast: (message: ToScreen) => void;
}): BookingDesk {
  const { bookings, run, log } = deps;
  const current = async (): Promise<ToScreen> => {
    const today = `${deps.now().slice(0, 10)}T00:00`;
    const all = await bookings.between(today, addDays(today, DAYS));
    return { type: 'staff.bookings', bookings: all.slice(0, LISTED).map(viewOf) };
  };
  const tell = (to: (message: ToScreen) => void) =>
    void current().then(to, (error: unknown) => log.error('staff cannot see bookings', { error }));

  const stopWatching = bookings.watch(() => tell(deps.broadcast));
  return {
    list: (link, message) => run(link, message, async () => void link.send(await current())),
    cancel: (link, message) =>
      run(link, message, async () => {
        if ((await bookings.cancel(message.bookingId, message.reason)) === null) {
          throw new FoyerError('this booking is not there any more', { fault: 'operator', code: 'unknown-booking' });
        }
        log.info('booking withdrawn by staff');
        return undefined;
      }),
    greet: (link) => tell((message) => link.signedIn && link.send(message)),
    close: stopWatching,
  };
}

function viewOf({ id, reference, kind, title, from, to, party, note, status, notice, reason }: Booking): StaffBooking {
  return {
    id,
    reference,
    kind,
    title,
    startsAt: from,
    endsAt: to,
    party,
    status,
    ...(note === '' ? {} : { note }),
    ...(reason === '' ? {} : { reason }),
    ...(notice === null ? {} : { notice }),
  };
}
