import type { ReactNode } from 'react';
import type { Api } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import type { Settings } from '../settings.ts';
import { LanguageSelect } from './language-select.tsx';

export interface DoorProps {
  readonly api: Api;
  readonly settings: Settings;
  readonly onSettings: (next: Partial<Settings>) => void;
  readonly onSignedIn: () => Promise<void>;
}

/** Around whatever lets somebody in. */
export function Door({ settings, onSettings, children }: Pick<DoorProps, 'settings' | 'onSettings'> & { readonly children: ReactNode }) {
  const t = useT();
  return (
    <main className="door" data-testid="door">
      <div className="door-in">
        <header>
          <span className="side-light" aria-hidden="true" />
          <h1>Foyer</h1>
          <p>{t('title')}</p>
        </header>
        {children}
        <footer>
          <span />
          <LanguageSelect locale={settings.locale} onLocale={(locale) => onSettings({ locale })} />
        </footer>
      </div>
    </main>
  );
}
