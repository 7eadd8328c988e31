import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { type KiosksView, kiosksViewSchema, type Light } from '../../../core/contract/operator-api.ts';
import { Page } from '../../parts/page.tsx';
import { useT } from '../i18n/operator-i18n.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { LIGHT_ICONS } from '../parts/light.tsx';
import { LoadState } from '../parts/panel.tsx';
import { useLoaded } from '../use-loaded.ts';
import { EnrolButton } from './enrol-button.tsx';
import { KioskRow } from './kiosk-row.tsx';

const REFRESH_MS = 5000;
const PAGE = 50;
const WORST_FIRST: readonly Light[] = ['red', 'yellow', 'green'];
type Counts = KiosksView['all'];

interface Asked {
  readonly search: string;
  readonly light: Light | null;
  readonly offset: number;
}

/** Kiosks, worst first, with what is wrong: a page of those that match. */
export function FleetPage() {
  const t = useT();
  const { api } = useOperator();
  const isAdmin = useMay('admin');
  const [asked, setAsked] = useState<Asked>({ search: '', light: null, offset: 0 });
  const { search, light, offset } = asked;
  const query = { search: search.trim() || undefined, light: light ?? undefined, offset: String(offset), limit: String(PAGE) };
  const { value: loaded, problem } = useLoaded(
    JSON.stringify(query),
    (background) => api.get(kiosksViewSchema, 'kiosks', { query, background }),
    REFRESH_MS,
  );
  const value = useLast(loaded);
  return (
    <Page title={t('nav.fleet')} lead={<Summary counts={value?.all ?? null} />} testId="page-fleet" actions={isAdmin && <EnrolButton />}>
      <div className="fleet-tools">
        <Lights counts={value?.matching ?? NONE} chosen={light} onChoose={(light) => setAsked({ search, light, offset: 0 })} />
        <div className="finder-line">
          <Search aria-hidden="true" />
          <input
            className="control"
            type="search"
            maxLength={200}
            aria-label={t('fleet.search')}
            placeholder={t('fleet.search')}
            value={search}
            onChange={(event) => setAsked({ search: event.target.value, light, offset: 0 })}
            data-testid="fleet-search"
          />
        </div>
      </div>
      <LoadState problem={problem} loaded={value !== null} />
      {value !== null && <Found view={value} offset={offset} onOffset={(offset) => setAsked({ search, light, offset })} />}
    </Page>
  );
}

const NONE: Counts = { green: 0, yellow: 0, red: 0 };
const totalOf = ({ green, yellow, red }: Counts) => green + yellow + red;

/** What was shown stays until what was asked for since is here. */
function useLast(value: KiosksView | null): KiosksView | null {
  const last = useRef(value);
  if (value !== null) last.current = value;
  return last.current;
}

interface FoundProps {
  readonly view: KiosksView;
  readonly offset: number;
  readonly onOffset: (offset: number) => void;
}

function Found({ view, offset, onOffset }: FoundProps) {
  const t = useT();
  const { kiosks, found } = view;
  const nowMs = Date.parse(view.serverTime);
  if (kiosks.length === 0 && offset === 0)
    return (
      <p className="panel panel-empty" data-testid="no-kiosks">
        {t(totalOf(view.all) === 0 ? 'fleet.none' : 'fleet.noMatch')}
      </p>
    );
  return (
    <>
      <ul className="kiosks" data-testid="kiosks">
        {kiosks.map((kiosk) => (
          <KioskRow key={kiosk.id} kiosk={kiosk} nowMs={nowMs} />
        ))}
      </ul>
      {(found > PAGE || offset > 0) && (
        <nav className="pager" aria-label={t('fleet.pages')}>
          <button
            type="button"
            className="button button--paper"
            disabled={offset === 0}
            onClick={() => onOffset(Math.max(0, offset - PAGE))}
            data-testid="fleet-before"
          >
            {t('fleet.before')}
          </button>
          <span className="numeric" role="status" data-testid="fleet-shown">
            {t('fleet.shown', { from: kiosks.length === 0 ? 0 : offset + 1, to: offset + kiosks.length, found })}
          </span>
          <button
            type="button"
            className="button button--paper"
            disabled={offset + PAGE >= found}
            onClick={() => onOffset(offset + PAGE)}
            data-testid="fleet-after"
          >
            {t('fleet.after')}
          </button>
        </nav>
      )}
    </>
  );
}

/** Said again whenever it changes. */
function Summary({ counts }: { readonly counts: Counts | null }) {
  const t = useT();
  return (
    <span role="status" data-testid="fleet-summary">
      {counts !== null && t('fleet.summary', { total: totalOf(counts), red: counts.red, yellow: counts.yellow })}
    </span>
  );
}

interface LightsProps {
  readonly counts: Counts;
  readonly chosen: Light | null;
  readonly onChoose: (light: Light | null) => void;
}

function Lights({ counts, chosen, onChoose }: LightsProps) {
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
            <span className="light-count numeric">{counts[light]}</span>
            <span>{t(`light.${light}`)}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
