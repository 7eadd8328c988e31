import {
  CalendarCheck,
  CircleHelp,
  Database,
  History,
  Inbox,
  type LucideIcon,
  Megaphone,
  PackageSearch,
  Radio,
  Route as RouteIcon,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useScreen } from '../store/use-screen.ts';
import { useT } from './i18n/staff-i18n.ts';
import { goTo, pathOf, type Route, SECTIONS, type Section, useTitle } from './route.ts';
import { SideFoot } from './side-foot.tsx';
import { useCounts } from './use-counts.ts';

const ICONS: Readonly<Record<Section, LucideIcon>> = {
  now: Radio,
  data: Database,
  edits: Megaphone,
  bookings: CalendarCheck,
  items: PackageSearch,
  cases: Inbox,
  questions: CircleHelp,
  versions: History,
  trace: RouteIcon,
};

/** Navigation on the left (above, on narrow screens), one page beside it. */
export function Shell({ route, children }: { readonly route: Route; readonly children: ReactNode }) {
  const t = useT();
  const kiosk = useScreen((s) => s.kiosk);
  const work = useRef<HTMLElement>(null);
  const first = useRef(true);
  useTitle(`${route === 'preview' ? t('preview.title') : t(`nav.${route}`)} – ${kiosk?.kioskName ?? 'Foyer'}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top, and is announced
  useEffect(() => {
    if (!first.current) work.current?.focus({ preventScroll: true });
    first.current = false;
    work.current?.scrollTo(0, 0);
    // On a narrow screen the navigation scrolls sideways.
    document.querySelector('.side-nav [aria-current="page"]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [route]);
  return (
    <div className="console" data-testid="staff">
      <a className="skip" href="#work">
        {t('skip')}
      </a>
      <header className="side">
        <div className="side-brand">
          <span className="side-light" aria-hidden="true" />
          <div>
            <h1>{kiosk?.venue?.name ?? kiosk?.kioskName}</h1>
            <p>
              {kiosk?.kioskName} · {t('title')}
            </p>
          </div>
        </div>
        <Nav route={route} />
        <SideFoot />
      </header>
      <main className="work" id="work" ref={work} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Nav({ route }: { readonly route: Route }) {
  const t = useT();
  const counts = useCounts();
  return (
    <nav className="side-nav" aria-label={t('nav.label')}>
      <ul>
        {SECTIONS.map((section) => {
          const Icon = ICONS[section];
          const count = counts[section];
          return (
            <li key={section}>
              <a
                href={pathOf(section)}
                aria-current={section === route ? 'page' : undefined}
                data-testid={`nav-${section}`}
                data-alert={count?.alert === true ? 'true' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  goTo(section);
                }}
              >
                <Icon aria-hidden="true" />
                {t(`nav.${section}`)}
                {count !== undefined && (
                  <span className="side-count">
                    <span aria-hidden="true">{count.shown}</span>
                    <span className="visually-hidden">{count.spoken}</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly testId: string;
  readonly children: ReactNode;
}

export function Page({ title, lead, actions, testId, children }: PageProps) {
  return (
    <div className="page" data-testid={testId}>
      <div className="page-head">
        <div>
          <h2>{title}</h2>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {actions !== undefined && <div className="line">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
