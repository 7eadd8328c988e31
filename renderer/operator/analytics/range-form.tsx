import type { GroupView, KioskName } from '../../../core/contract/operator-api.ts';
import { Field } from '../../parts/field.tsx';
import { useT } from '../i18n/operator-i18n.tsx';

export interface Range {
  readonly from: string;
  readonly to: string;
  /** "", "group ID" or "kiosk ID". */
  readonly of: string;
}

const PRESETS = [7, 28, 90] as const;

/** So many days up to and with that of `now`, in the clock of whoever looks. */
export function rangeOf(days: number, now: Date): Pick<Range, 'from' | 'to'> {
  const day = (back: number) => {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() - back, 12);
    return date.toISOString().slice(0, 10);
  };
  return { from: day(days - 1), to: day(0) };
}

interface RangeFormProps {
  readonly range: Range;
  readonly onRange: (range: Range) => void;
  readonly groups: readonly GroupView[];
  readonly kiosks: readonly KioskName[];
}

export function RangeForm({ range, onRange, groups, kiosks }: RangeFormProps) {
  const t = useT();
  return (
    <div className="range">
      <fieldset className="segments">
        <legend className="visually-hidden">{t('range.presets')}</legend>
        {PRESETS.map((days) => {
          const preset = rangeOf(days, new Date());
          return (
            <button
              key={days}
              type="button"
              aria-pressed={preset.from === range.from && preset.to === range.to}
              onClick={() => onRange({ ...range, ...preset })}
            >
              {t('range.days', { days })}
            </button>
          );
        })}
      </fieldset>
      <Field label={t('range.from')}>
        {(control) => (
          <input
            {...control}
            className="control"
            type="date"
            max={range.to}
            value={range.from}
            onChange={({ target }) => target.value !== '' && onRange({ ...range, from: target.value })}
          />
        )}
      </Field>
      <Field label={t('range.to')}>
        {(control) => (
          <input
            {...control}
            className="control"
            type="date"
            min={range.from}
            value={range.to}
            onChange={({ target }) => target.value !== '' && onRange({ ...range, to: target.value })}
          />
        )}
      </Field>
      <Field label={t('range.of')}>
        {(control) => (
          <select {...control} className="control" value={range.of} onChange={(event) => onRange({ ...range, of: event.target.value })}>
            <option value="">{t('range.all')}</option>
            <optgroup label={t('groups.label')}>
              {groups
                .filter(({ id }) => id !== '')
                .map(({ id, name }) => (
                  <option key={id} value={`group ${id}`}>
                    {name}
                  </option>
                ))}
            </optgroup>
            <optgroup label={t('range.kiosks')}>
              {kiosks.map(({ id, name }) => (
                <option key={id} value={`kiosk ${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          </select>
        )}
      </Field>
    </div>
  );
}
