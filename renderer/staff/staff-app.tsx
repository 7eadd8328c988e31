import { useEffect } from 'react';
import { LanguageProvider, useT } from '../i18n/i18n.tsx';
import { StoreContext, useScreen } from '../store/use-screen.ts';
import { CapabilityList } from './capability-list.tsx';
import type { Staff } from './create-staff.ts';
import { PinForm } from './pin-form.tsx';
import { RequestList } from './request-list.tsx';
import { TraceList } from './trace-list.tsx';

export function StaffApp({ staff }: { readonly staff: Staff }) {
  useEffect(() => {
    document.documentElement.dataset.theme = 'staff';
  }, []);
  return (
    <StoreContext value={staff.store}>
      <Localised>
        <StaffScreen staff={staff} />
      </Localised>
    </StoreContext>
  );
}

function Localised({ children }: { readonly children: React.ReactNode }) {
  const own = navigator.language.split('-')[0] ?? 'en';
  const locale = useScreen((s) => (s.kiosk?.locales.includes(own) === true ? own : s.locale));
  return <LanguageProvider locale={locale}>{children}</LanguageProvider>;
}

function StaffScreen({ staff }: { readonly staff: Staff }) {
  const t = useT();
  const signedIn = useScreen((s) => s.staff.signedIn);
  const link = useScreen((s) => s.link);
  const kioskName = useScreen((s) => s.kiosk?.kioskName ?? '');
  return (
    <div className="staff" data-testid="staff">
      <header className="staff-head">
        <h1>
          {kioskName} <span>{t('staff.title')}</span>
        </h1>
        <p className="staff-link" data-link={link} role="status">
          {t(`staff.link.${link}`)}
        </p>
      </header>
      {signedIn ? (
        <main className="staff-main">
          <RequestList onUpdate={staff.updateRequest} />
          <CapabilityList />
          <TraceList />
        </main>
      ) : (
        <main className="staff-door">
          <PinForm onPin={staff.signIn} />
        </main>
      )}
    </div>
  );
}
