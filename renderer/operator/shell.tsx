import { ChartColumn, LayoutGrid, LogOut, type LucideIcon, ScrollText, SlidersHorizontal, UserRound, Users } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { LanguageSelect } from './door/language-select.tsx';
import { useT } from './i18n/operator-i18n.tsx';
import { useMay, useOperator } from './operator-context.ts';
import { goTo, pathOf, type Route, SECTIONS, type Section, useTitle } from './route.ts';
import type { Settings } from './settings.ts';
import { useAct } from './use-act.ts';

const ICONS: Readonly<Record<Section, LucideIcon>> = {
  fleet: LayoutGrid,
  groups: SlidersHorizontal,
  analytics: ChartColumn,
  accounts: Users,
  audit: ScrollText,
  me: UserRound,
};
const FOR_ADMINS: readonly Section[] = ['accounts', 'audit'];

interface ShellProps {
  readonly route: Route;
  readonly settings: Settings;
  readonly onSettings: (next: Partial<Settings>) => void;
  readonly children: ReactNode;
}

/** Navigation on the left (above, on narrow screens), one page beside it. */
export function Shell({ route, settings, onSettings, children }: ShellProps) {
  const t = useT();
  const { session } = useOperator();
  const work = useRef<HTMLElement>(null);
  const first = useRef(true);
  const section: Section = route.at === 'kiosk' || route.at === 'setup' ? 'fleet' : route.at;
  useTitle(`${t(`nav.${section}`)} – Foyer`);
  const path = pathOf(route);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top, and is announced
  useEffect(() => {
    if (!first.current) work.current?.focus({ preventScroll: true });
    first.current = false;
    work.current?.scrollTo(0, 0);
    document.querySelector('.side-nav [aria-current="page"]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path]);
  return (
    <div className="console" data-testid="operator">
      <a className="skip" href="#work">
        {t('skip')}
      </a>
      <header className="side">
        <div className="side-brand">
          <span className="side-light" aria-hidden="true" />
          <div>
            <h1>{session.operator.tenant}</h1>
            <p>{t('title')}</p>
          </div>
        </div>
        <Nav section={section} />
        <Foot settings={settings} onSettings={onSettings} />
      </header>
      <main className="work" id="work" ref={work} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Nav({ section }: { readonly section: Section }) {
  const t = useT();
  const isAdmin = useMay('admin');
  return (
    <nav className="side-nav" aria-label={t('nav.label')}>
      <ul>
        {SECTIONS.filter((one) => isAdmin || !FOR_ADMINS.includes(one)).map((one) => {
          const Icon = ICONS[one];
          return (
            <li key={one}>
              <a
                href={pathOf({ at: one })}
                aria-current={one === section ? 'page' : undefined}
                data-testid={`nav-${one}`}
                onClick={(event) => {
                  event.preventDefault();
                  goTo({ at: one });
                }}
              >
                <Icon aria-hidden="true" />
                {t(`nav.${one}`)}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Foot({ settings, onSettings }: Pick<ShellProps, 'settings' | 'onSettings'>) {
  const t = useT();
  const { session, signOut } = useOperator();
  const { run, busy } = useAct();
  const { name, role } = session.operator;
  return (
    <div className="side-foot">
      <p className="side-link">
        {name} · {t(`role.${role}`)}
      </p>
      <div className="line">
        <LanguageSelect locale={settings.locale} onLocale={(locale) => onSettings({ locale })} />
        <button type="button" disabled={busy} onClick={() => void run(() => signOut('this'))} data-testid="sign-out">
          <LogOut aria-hidden="true" />
          <span>{t('signOut')}</span>
        </button>
      </div>
    </div>
  );
}
