import { useCallback, useEffect, useMemo, useState } from 'react';
import { type OperatorSession, operatorSessionSchema } from '../../core/contract/operator.ts';
import { createNotices } from '../parts/notices.ts';
import { Toasts } from '../parts/toasts.tsx';
import { AccountsPage } from './accounts/accounts-page.tsx';
import { AuditPage } from './accounts/audit-page.tsx';
import { AnalyticsPage } from './analytics/analytics-page.tsx';
import { type Api, doneSchema, Refusal } from './api.ts';
import { SetupPage } from './door/setup-page.tsx';
import { SignInPage } from './door/sign-in-page.tsx';
import { FleetPage } from './fleet/fleet-page.tsx';
import { GroupsPage } from './groups/groups-page.tsx';
import { LanguageProvider, useT } from './i18n/operator-i18n.tsx';
import { IdleWarning } from './idle-warning.tsx';
import { KioskPage } from './kiosk/kiosk-page.tsx';
import { MePage } from './me/me-page.tsx';
import { OperatorContext } from './operator-context.ts';
import { goTo, type Route, routeOf, usePath } from './route.ts';
import { readSettings, type Settings, writeSettings } from './settings.ts';
import { Shell } from './shell.tsx';

/** What is shown before it is known whether somebody is signed in: nothing. */
type State = OperatorSession | 'unknown' | 'nobody' | 'ended' | 'unreachable';

export function OperatorApp({ api }: { readonly api: Api }) {
  const [settings, setSettings] = useState(readSettings);
  const change = useCallback((next: Partial<Settings>) => {
    setSettings((before) => {
      const all = { ...before, ...next };
      writeSettings(all);
      return all;
    });
  }, []);
  const { state, load, forget } = useSession(api, change);
  const route = routeOf(usePath());
  const door = { api, settings, onSettings: change, onSignedIn: load };
  return (
    <LanguageProvider locale={settings.locale}>
      {route.at === 'setup' ? (
        <SetupPage {...door} />
      ) : typeof state !== 'string' ? (
        <Inside api={api} session={state} route={route} settings={settings} onSettings={change} onSignedOut={forget} />
      ) : state === 'unknown' ? null : (
        <SignInPage {...door} ended={state} />
      )}
    </LanguageProvider>
  );
}

function useSession(api: Api, onSettings: (next: Partial<Settings>) => void) {
  const [state, setState] = useState<State>('unknown');
  const load = useCallback(async () => {
    try {
      const session = await api.get(operatorSessionSchema, 'session');
      onSettings({ tenant: session.operator.tenant });
      setState(session);
    } catch (error) {
      setState(error instanceof Refusal && error.status === 401 ? 'nobody' : 'unreachable');
    }
  }, [api, onSettings]);
  useEffect(() => void load(), [load]);
  useEffect(() => api.onSignedOut(() => setState((before) => (typeof before === 'string' ? before : 'ended'))), [api]);
  const forget = useCallback(() => setState('nobody'), []);
  return { state, load, forget };
}

interface InsideProps {
  readonly api: Api;
  readonly session: OperatorSession;
  readonly route: Route;
  readonly settings: Settings;
  readonly onSettings: (next: Partial<Settings>) => void;
  readonly onSignedOut: () => void;
}

function Inside({ api, session, route, settings, onSettings, onSignedOut }: InsideProps) {
  const t = useT();
  const notices = useMemo(
    () =>
      createNotices((delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      }),
    [],
  );
  const value = useMemo(
    () => ({
      api,
      session,
      notices,
      async signOut(which: 'this' | 'all') {
        await api.post(doneSchema, 'session/end', { which });
        onSignedOut();
        goTo({ at: 'fleet' });
      },
    }),
    [api, session, notices, onSignedOut],
  );
  return (
    <OperatorContext value={value}>
      <Shell route={route} settings={settings} onSettings={onSettings}>
        <Current route={route} />
        <Toasts notices={notices} dismiss={t('dismiss')} />
        <IdleWarning />
      </Shell>
    </OperatorContext>
  );
}

function Current({ route }: { readonly route: Route }) {
  switch (route.at) {
    case 'kiosk':
      return <KioskPage key={route.kiosk} kiosk={route.kiosk} />;
    case 'groups':
      return <GroupsPage />;
    case 'analytics':
      return <AnalyticsPage />;
    case 'accounts':
      return <AccountsPage />;
    case 'audit':
      return <AuditPage />;
    case 'me':
      return <MePage />;
    default:
      return <FleetPage />;
  }
}
