import { Search } from 'lucide-react';
import { useState } from 'react';
import { type KioskView, kiosksViewSchema, type Light } from '../../../core/contract/operator-api.ts';
import { Page } from '../../parts/page.tsx';
import { useT } from '../i18n/operator-i18n.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { LIGHT_ICONS } from '../parts/light.tsx';
import { LoadState } from '../parts/panel.tsx';
import { useLoaded } from '../use-loaded.ts';
import { EnrolButton } from './enrol-button.tsx';
import { KioskRow } from './kiosk-row.tsx';

const REFRESH_MS = 5000;
const WORST_FIRST: readonly Light[] = ['red', 'yellow', 'green'];

/** Every kiosk, worst first, with what is wrong. */
export function FleetPage() {
  const t = useT();
  const { api } = useOperator();
  const isAdmin = useMay('admin');
  const { value, problem } = useLoaded('kiosks', (background) => api.get(kiosksViewSchema, 'kiosks', { background }), REFRESH_MS);
  const [light, setLight] = useState<Light | null>(null);
  const [search, setSearch] = useState('');
  const kiosks = value?.kiosks ?? [];
  const matching = kiosks.filter((kiosk) => matches(kiosk, search));
  const shown = matching.filter((kiosk) => light === null || kiosk.light === light);
  return (
    <Page
      title={t('nav.fleet')}
      lead={<Summary kiosks={kiosks} known={value !== null} />}
      testId="page-fleet"
      actions={isAdmin && <EnrolButton />}
    >
      <div className="fleet-tools">
        <Lights kiosks={matching} chosen={light} onChoose={setLight} />
        <div className="finder-line">
          <Search aria-hidden="true" />
          <input
            className="control"
            type="search"
            aria-label={t('fleet.search')}
            placeholder={t('fleet.search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            data-testid="fleet-search"
          />
        </div>
      </div>
      <LoadState problem={problem} loaded={value !== null} />
      {value !== null &&
        (shown.length > 0 ? (
          <ul className="kiosks" data-testid="kiosks">
            {shown.map((kiosk) => (
              <KioskRow key={kiosk.id} kiosk={kiosk} nowMs={Date.parse(value.serverTime)} />
            ))}
          </ul>
        ) : (
          <p className="panel panel-empty" data-testid="no-kiosks">
            {t(kiosks.length === 0 ? 'fleet.none' : 'fleet.noMatch')}
          </p>
        ))}
    </Page>
  );
}

/** Said again whenever it changes. */
function Summary({ kiosks, known }: { readonly kiosks: readonly KioskView[]; readonly known: boolean }) {
  const t = useT();
  const count = (light: Light) => kiosks.filter((kiosk) => kiosk.light === light).length;
  return (
    <span role="status" data-testid="fleet-summary">
      {known && t('fleet.summary', { total: kiosks.length, red: count('red'), yellow: count('yellow') })}
    </span>
  );
}

interface LightsProps {
  readonly kiosks: readonly KioskView[];
  readonly chosen: Light | null;
  readonly onChoose: (light: Light | null) => void;
}

function Lights({ kiosks, chosen, onChoose }: LightsProps) {
  const t = useT();
  return (
    <fieldset className="lights">
      <legend className="visually-hidden">{t('fleet.filter')}</legend>
      {WORST_FIRST.map((light) => {
        const Icon = LIGHT_ICONS[light];
        return (
          <button
            key={light}
            type="button"
            className="light-button"
            data-light={light}
            aria-pressed={chosen === light}
            onClick={() => onChoose(chosen === light ? null : light)}
            data-testid={`filter-${light}`}
          >
            <Icon aria-hidden="true" />
            <span className="light-count numeric">{kiosks.filter((kiosk) => kiosk.light === light).length}</span>
            <span>{t(`light.${light}`)}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

function matches({ name, group, heartbeat }: KioskView, search: string): boolean {
  const text = [name, group ?? '', heartbeat?.version ?? '', heartbeat?.venueVersion ?? ''].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
