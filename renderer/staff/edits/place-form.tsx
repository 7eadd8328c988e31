import { useState } from 'react';
import type { Found, LocalDateTime, VenueEdit } from '../../../core/contract/index.ts';
import { Field } from '../../parts/field.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { EditFormFrame } from './edit-form-frame.tsx';
import type { EditFormProps } from './edits-page.tsx';
import { Finder } from './finder.tsx';
import { UntilField } from './until-field.tsx';
import { useEdit } from './use-edit.ts';

type Mode = 'close' | 'open' | 'hours';

/** A place is closed, opened again, or open at other times. */
export function PlaceForm({ onDone }: EditFormProps) {
  const t = useT();
  const { publish, busy } = useEdit();
  const [place, setPlace] = useState<Found | null>(null);
  const [mode, setMode] = useState<Mode>('close');
  const [hours, setHours] = useState('');
  const [until, setUntil] = useState<LocalDateTime | undefined>();
  const edits = useScreen((s) => s.staff.edits);
  const isClosed = (found: Found | null) =>
    found?.closed === true || edits?.some(({ edit }) => edit.kind === 'place.close' && edit.placeId === found?.id) === true;

  const choose = (found: Found | null) => {
    setPlace(found);
    setHours(found?.hours ?? '');
    setMode(isClosed(found) ? 'open' : 'close');
  };
  const edit = (placeId: string): VenueEdit => {
    const ends = until === undefined ? {} : { until };
    if (mode === 'open') return { kind: 'place.open', placeId };
    return mode === 'close' ? { kind: 'place.close', placeId, ...ends } : { kind: 'place.hours', placeId, hours: hours.trim(), ...ends };
  };
  return (
    <EditFormFrame
      label={t(`place.do.${mode}`)}
      ready={place !== null && (mode !== 'hours' || hours.trim() !== '')}
      busy={busy}
      onCancel={onDone}
      onSubmit={() => place !== null && void publish(edit(place.id)).then((done) => done && onDone())}
    >
      <Finder kind="place" label={t('place.which')} chosen={place} onChoose={choose} />
      {place !== null && (
        <>
          <fieldset className="segments">
            <legend className="visually-hidden">{t('place.what')}</legend>
            {(['close', ...(isClosed(place) ? (['open'] as const) : []), 'hours'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)}>
                {t(`place.${one}`)}
              </button>
            ))}
          </fieldset>
          {mode === 'hours' && (
            <Field label={t('place.hoursLabel')} hint={t('place.hoursHint')}>
              {(control) => <input {...control} className="control" value={hours} onChange={(event) => setHours(event.target.value)} />}
            </Field>
          )}
          {mode !== 'open' && <UntilField value={until} onChange={setUntil} />}
        </>
      )}
    </EditFormFrame>
  );
}
