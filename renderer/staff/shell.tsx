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
import type { ReactNode } from 'react';
import { Console, SideNav } from '../parts/console.tsx';
import { useTitle } from '../parts/use-title.ts';
import { useScreen } from '../store/use-screen.ts';
import { useT } from './i18n/staff-i18n.ts';
import { goTo, pathOf, type Route, SECTIONS, type Section } from './route.ts';
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

export function Shell({ route, children }: { readonly route: Route; readonly children: ReactNode }) {
  const t = useT();
  const kiosk = useScreen((s) => s.kiosk);
  useTitle(`${route === 'preview' ? t('preview.title') : t(`nav.${route}`)} – ${kiosk?.kioskName ?? 'Foyer'}`);
  return (
    <Console
      testId="staff"
      skip={t('skip')}
      heading={kiosk?.venue?.name ?? kiosk?.kioskName}
      under={
        <>
          {kiosk?.kioskName} · {t('title')}
        </>
      }
      nav={<Nav route={route} />}
      foot={<SideFoot />}
      pageKey={route}
    >
      {children}
    </Console>
  );
}

function Nav({ route }: { readonly route: Route }) {
  const t = useT();
  const counts = useCounts();
  const entries = SECTIONS.map((id) => ({ id, text: t(`nav.${id}`), href: pathOf(id), Icon: ICONS[id], count: counts[id] }));
  return <SideNav label={t('nav.label')} entries={entries} current={route} onGo={goTo} />;
}
