import { useState } from 'react';
import type { StaffBooking } from '../../../core/contract/index.ts';
import { Field } from '../../parts/field.tsx';
import { useT } from '../i18n/staff-i18n.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useCommand } from '../use-command.ts';

/** Takes a booking back; the guest is told why, in these words. */
export function WithdrawDialog({ booking, onDone }: { readonly booking: StaffBooking; readonly onDone: () => void }) {
  const t = useT();
  const { run, busy } = useCommand();
  const [reason, setReason] = useState('');
  const confirm = async () => {
    const { ok } = await run({ type: 'staff.booking.cancel', bookingId: booking.id, reason: reason.trim() }, () =>
      t('bookings.withdrawnDone'),
    );
    if (ok) onDone();
  };
  return (
    <Confirm
      title={t('bookings.withdrawTitle', { title: booking.title, time: booking.startsAt.slice(11) })}
      confirm={t('bookings.withdraw')}
      testId="withdraw"
      grave
      busy={busy || reason.trim() === ''}
      onConfirm={() => void confirm()}
      onCancel={onDone}
    >
      <p>{t('bookings.withdrawText', { reference: booking.reference, count: booking.party })}</p>
      <Field label={t('bookings.reason')} hint={t('bookings.reasonHint')}>
        {(control) => (
          <input
            {...control}
            className="control"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            data-testid="withdraw-reason"
          />
        )}
      </Field>
    </Confirm>
  );
}
