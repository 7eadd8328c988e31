import { ChartColumn, LayoutGrid, LogOut, type LucideIcon, ScrollText, SlidersHorizontal, UserRound, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { Console, SideNav } from '../parts/console.tsx';
import { useTitle } from '../parts/use-title.ts';
import { LanguageSelect } from './door/language-select.tsx';
import { useT } from './i18n/operator-i18n.tsx';
import { useMay, useOperator } from './operator-context.ts';
import { goTo, pathOf, type Route, SECTIONS, type Section } from './route.ts';
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

export function Shell({ route, settings, onSettings, children }: ShellProps) {
  const t = useT();
  const { session } = useOperator();
  const section: Section = route.at === 'kiosk' || route.at === 'setup' ? 'fleet' : route.at;
  useTitle(`${t(`nav.${section}`)} – Foyer`);
  return (
    <Console
      testId="operator"
      skip={t('skip')}
      heading={session.operator.tenant}
      under={t('title')}
      nav={<Nav section={section} />}
      foot={<Foot settings={settings} onSettings={onSettings} />}
      pageKey={pathOf(route)}
    >
      {children}
    </Console>
  );
}

function Nav({ section }: { readonly section: Section }) {
  const t = useT();
  const isAdmin = useMay('admin');
  const entries = SECTIONS.filter((id) => isAdmin || !FOR_ADMINS.includes(id)).map((id) => ({
    id,
    text: t(`nav.${id}`),
    href: pathOf({ at: id }),
    Icon: ICONS[id],
  }));
  return <SideNav label={t('nav.label')} entries={entries} current={section} onGo={(at) => goTo({ at })} />;
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
