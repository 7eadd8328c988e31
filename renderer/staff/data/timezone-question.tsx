import { Globe } from 'lucide-react';
import { useState } from 'react';
import { Field } from '../../parts/field.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useCommand } from '../use-command.ts';

const ZONES = Intl.supportedValuesOf('timeZone');
const OWN = Intl.DateTimeFormat().resolvedOptions().timeZone;
const isZone = (text: string) => text === 'UTC' || ZONES.some((one) => one.toLowerCase() === text.toLowerCase());

/** No file says where the venue is; asked once, and kept for the next import. */
export function TimezoneQuestion() {
  const t = useT();
  const { run, busy } = useCommand();
  const published = useScreen((s) => s.kiosk?.venue?.timezone);
  const [zone, setZone] = useState(published ?? OWN);
  const known = isZone(zone.trim());
  return (
    <form
      className="panel stack"
      aria-labelledby="zone-title"
      data-testid="timezone"
      onSubmit={(event) => {
        event.preventDefault();
        if (known) void run({ type: 'staff.draft.setTimezone', timezone: zone.trim() });
      }}
    >
      <h2 id="zone-title" className="line">
        <Globe aria-hidden="true" /> {t('zone.title')}
      </h2>
      <p className="panel-lead">{t('zone.text')}</p>
      <div className="line line--end">
        <Field label={t('zone.label')} {...(zone !== '' && !known && { hint: t('zone.unknown') })}>
          {(control) => (
            <input
              {...control}
              className="control"
              list="zones"
              value={zone}
              aria-invalid={zone !== '' && !known}
              onChange={(event) => setZone(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
        <datalist id="zones">
          {ZONES.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <button type="submit" className="button button--ink" disabled={!known || busy} data-testid="timezone-confirm">
          {t('zone.confirm')}
        </button>
      </div>
    </form>
  );
}
