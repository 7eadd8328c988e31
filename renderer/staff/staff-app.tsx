import { type ReactNode, useEffect } from 'react';
import { LanguageProvider } from '../i18n/i18n.tsx';
import { Toasts } from '../parts/toasts.tsx';
import { PreviewScreen } from '../preview/preview-screen.tsx';
import { StoreContext, useScreen } from '../store/use-screen.ts';
import { BookingsPage } from './bookings/bookings-page.tsx';
import { CasesPage } from './cases/cases-page.tsx';
import type { Staff } from './create-staff.ts';
import { DataPage } from './data/data-page.tsx';
import { Door } from './door.tsx';
import { EditsPage } from './edits/edits-page.tsx';
import { useT } from './i18n/staff-i18n.ts';
import { ItemsPage } from './items/items-page.tsx';
import { NowPage } from './now/now-page.tsx';
import { TracePage } from './now/trace-page.tsx';
import { QuestionsPage } from './questions/questions-page.tsx';
import { type Section, useRoute } from './route.ts';
import { Shell } from './shell.tsx';
import { StaffContext } from './staff-context.ts';
import './styles/index.css';
import { useValue } from '../parts/value.ts';
import { ReturnWhenIdle } from './touch/return-when-idle.tsx';
import { TouchKeyboard } from './touch/touch-keyboard.tsx';
import { VersionsPage } from './versions/versions-page.tsx';

export function StaffApp({ staff }: { readonly staff: Staff }) {
  const { locale } = useValue(staff.settings);
  return (
    <StaffContext value={staff}>
      <StoreContext value={staff.store}>
        <LanguageProvider locale={locale}>
          <StaffScreen staff={staff} />
        </LanguageProvider>
      </StoreContext>
    </StaffContext>
  );
}

const PAGES: Readonly<Record<Section, () => ReactNode>> = {
  now: NowPage,
  data: DataPage,
  edits: EditsPage,
  bookings: BookingsPage,
  items: ItemsPage,
  cases: CasesPage,
  questions: QuestionsPage,
  versions: VersionsPage,
  trace: TracePage,
};

function StaffScreen({ staff }: { readonly staff: Staff }) {
  const t = useT();
  const route = useRoute();
  const signedIn = useScreen((s) => s.staff.signedIn);
  const inside = signedIn || staff.remembered();
  const previewing = inside && route === 'preview';
  useTheme(previewing ? null : 'staff');
  useSignsOfLife(staff);
  if (!inside) {
    return (
      <>
        <Door />
        <ReturnWhenIdle signedIn={false} />
        <TouchKeyboard />
      </>
    );
  }
  if (previewing) return <PreviewScreen />;
  const Current = PAGES[route === 'preview' ? 'data' : route];
  return (
    <Shell route={route}>
      <Current />
      <Toasts notices={staff.notices} dismiss={t('dismiss')} />
      <ReturnWhenIdle signedIn />
      <TouchKeyboard />
    </Shell>
  );
}

/** The preview is the guests' screen, and looks like it. */
function useTheme(theme: 'staff' | null): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === null) delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);
}

function useSignsOfLife({ touched }: Staff): void {
  useEffect(() => {
    const controller = new AbortController();
    for (const type of ['pointerdown', 'keydown', 'wheel'] as const) {
      window.addEventListener(type, touched, { signal: controller.signal, passive: true, capture: true });
    }
    return () => controller.abort();
  }, [touched]);
}
