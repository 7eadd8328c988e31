import { useId } from 'react';
import type { LocalDateTime } from '../../../core/contract/index.ts';
import { useVenueClock } from '../../components/use-clock.ts';
import { useT } from '../i18n/staff-i18n.ts';

interface UntilFieldProps {
  /** undefined: until somebody undoes it. */
  readonly value: LocalDateTime | undefined;
  readonly onChange: (until: LocalDateTime | undefined) => void;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The venue's wall clock as a field takes it. */
export function localOf(wallMs: number): LocalDateTime {
  return new Date(wallMs).toISOString().slice(0, 16);
}

/** How long a change holds; it then ends by itself. */
export function UntilField({ value, onChange }: UntilFieldProps) {
  const t = useT();
  const id = useId();
  const nowMs = useVenueClock() ?? Date.now();
  const tonight = `${localOf(nowMs).slice(0, 10)}T23:59`;
  const tomorrow = `${localOf(nowMs + DAY_MS).slice(0, 10)}T06:00`;
  const choice = (until: LocalDateTime | undefined, label: string) => (
    <button type="button" aria-pressed={value === until} onClick={() => onChange(until)}>
      {label}
    </button>
  );
  return (
    <fieldset className="field">
      <legend className="label">{t('until.label')}</legend>
      <div className="line">
        <div className="segments">
          {choice(undefined, t('until.undone'))}
          {choice(tonight, t('until.tonight'))}
          {choice(tomorrow, t('until.tomorrow'))}
        </div>
        <label htmlFor={id} className="quiet small">
          {t('until.choose')}
        </label>
        <input
          id={id}
          className="control control--auto"
          type="datetime-local"
          min={localOf(nowMs)}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value.slice(0, 16))}
        />
      </div>
    </fieldset>
  );
}
