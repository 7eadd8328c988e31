import { CalendarX } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StaffBooking } from '../../../core/contract/index.ts';
import { formatDay, wallClockMs } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { Page } from '../../parts/page.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useStaff } from '../staff-context.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** What guests have booked, from today on. */
export function BookingsPage() {
  const t = useT();
  const { desk } = useStaff();
  const bookings = useScreen((s) => s.staff.bookings);
  const [withdrawing, setWithdrawing] = useState<StaffBooking | null>(null);
  // What the kiosk told at sign-in may be of yesterday.
  useEffect(() => void desk.run({ type: 'staff.bookings' }), [desk]);
  const days = Map.groupBy(bookings ?? [], ({ startsAt }) => startsAt.slice(0, 10));
  return (
    <Page title={t('nav.bookings')} lead={t('bookings.lead')} testId="page-bookings">
      {bookings === undefined && <p className="panel-empty">{t('loading')}</p>}
      {bookings?.length === 0 && <p className="panel-empty">{t('bookings.none')}</p>}
      {[...days].map(([day, ofDay]) => (
        <Day key={day} day={day} bookings={ofDay} onWithdraw={setWithdrawing} />
      ))}
      {withdrawing !== null && <WithdrawDialog booking={withdrawing} onDone={() => setWithdrawing(null)} />}
    </Page>
  );
}

interface DayProps {
  readonly day: string;
  readonly bookings: readonly StaffBooking[];
  readonly onWithdraw: (booking: StaffBooking) => void;
}

function Day({ day, bookings, onWithdraw }: DayProps) {
  const t = useT();
  const locale = useLocale();
  const guests = bookings.reduce((sum, { status, party }) => (status === 'booked' ? sum + party : sum), 0);
  return (
    <section className="panel" aria-labelledby={`day-${day}`}>
      <header>
        <h2 id={`day-${day}`}>{formatDay(locale, wallClockMs(`${day}T00:00`))}</h2>
        <p className="quiet">{t('bookings.guests', { count: guests })}</p>
      </header>
      <ul className="bookings">
        {bookings.map((booking) => (
          <Row key={booking.id} booking={booking} onWithdraw={() => onWithdraw(booking)} />
        ))}
      </ul>
    </section>
  );
}

function Row({ booking, onWithdraw }: { readonly booking: StaffBooking; readonly onWithdraw: () => void }) {
  const t = useT();
  const { title, reference, party, note, reason, status, notice, startsAt, endsAt } = booking;
  return (
    <li className="booking-row" data-status={status} data-testid="staff-booking">
      <p className="numeric">
        <strong>{startsAt.slice(11)}</strong>–{endsAt.slice(11)}
      </p>
      <div>
        <h3 className={status === 'cancelled' ? 'struck' : ''}>{title}</h3>
        <p>{[t('bookings.party', { count: party }), t('bookings.reference', { reference })].join(' · ')}</p>
        {note !== undefined && <p className="quiet">“{note}”</p>}
        {(notice !== undefined || status === 'cancelled') && (
          <p className="quiet small">{[t(`bookings.${notice ?? 'cancelled'}`), reason ?? ''].filter((part) => part !== '').join(': ')}</p>
        )}
      </div>
      {status === 'booked' && (
        <button type="button" className="button button--quiet" onClick={onWithdraw} data-testid="booking-withdraw">
          <CalendarX aria-hidden="true" />
          {t('bookings.withdraw')}
          <span className="visually-hidden">{reference}</span>
        </button>
      )}
    </li>
  );
}
