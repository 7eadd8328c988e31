import { useState } from 'react';
import type { Found, LocalDateTime } from '../../../core/contract/index.ts';
import { wallClockMs } from '../../i18n/format.ts';
import { Field } from '../../parts/field.tsx';
import { useT } from '../i18n/staff-i18n.ts';
import { EditFormFrame } from './edit-form-frame.tsx';
import type { EditFormProps } from './edits-page.tsx';
import { Finder } from './finder.tsx';
import { localOf } from './until-field.tsx';
import { useEdit } from './use-edit.ts';

/** Another room, another time, or both. */
export function MoveForm({ onDone }: EditFormProps) {
  const t = useT();
  const { publish, busy } = useEdit();
  const [session, setSession] = useState<Found | null>(null);
  const [room, setRoom] = useState<Found | null>(null);
  const [startsAt, setStartsAt] = useState<LocalDateTime>('');
  const [endsAt, setEndsAt] = useState<LocalDateTime>('');

  const choose = (found: Found | null) => {
    setSession(found);
    setStartsAt(found?.startsAt ?? '');
    setEndsAt(found?.endsAt ?? '');
  };
  // A new start alone keeps the length.
  const start = (next: LocalDateTime) => {
    if (next !== '' && startsAt !== '' && endsAt !== '') {
      setEndsAt(localOf(wallClockMs(next) + wallClockMs(endsAt) - wallClockMs(startsAt)));
    }
    setStartsAt(next);
  };
  const changes = {
    ...(room !== null && room.id !== session?.roomId && { roomId: room.id }),
    ...(startsAt !== '' && startsAt !== session?.startsAt && { startsAt }),
    ...(endsAt !== '' && endsAt !== session?.endsAt && { endsAt }),
  };
  const ordered = startsAt === '' || endsAt === '' || endsAt > startsAt;
  const submit = async (sessionId: string) => {
    if (await publish({ kind: 'session.move', sessionId, ...changes })) onDone();
  };
  return (
    <EditFormFrame
      label={t('move.do')}
      ready={session !== null && ordered && Object.keys(changes).length > 0}
      busy={busy}
      onCancel={onDone}
      onSubmit={() => session !== null && void submit(session.id)}
    >
      <Finder kind="session" label={t('move.which')} chosen={session} onChoose={choose} />
      {session !== null && (
        <>
          <Finder kind="place" label={t('move.room')} chosen={room} onChoose={setRoom} />
          <div className="fields">
            <Field label={t('move.start')}>
              {(control) => (
                <input
                  {...control}
                  className="control"
                  type="datetime-local"
                  value={startsAt}
                  onChange={(event) => start(event.target.value.slice(0, 16))}
                />
              )}
            </Field>
            <Field label={t('move.end')} {...(!ordered && { hint: t('move.order') })}>
              {(control) => (
                <input
                  {...control}
                  className="control"
                  type="datetime-local"
                  value={endsAt}
                  aria-invalid={!ordered}
                  onChange={(event) => setEndsAt(event.target.value.slice(0, 16))}
                />
              )}
            </Field>
          </div>
        </>
      )}
    </EditFormFrame>
  );
}
