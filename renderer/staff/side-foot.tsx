import { LogOut, Wifi, WifiOff } from 'lucide-react';
import { languageName } from '../i18n/format.ts';
import { useLocale } from '../i18n/i18n.tsx';
import { useScreen } from '../store/use-screen.ts';
import { STAFF_LOCALES, useT } from './i18n/staff-i18n.ts';
import { useStaff } from './staff-context.ts';
import { WayBack } from './touch/way-back.tsx';

/** How the console stands with the kiosk, its language, and the way out. */
export function SideFoot() {
  const t = useT();
  const link = useScreen((s) => s.link);
  const signedIn = useScreen((s) => s.staff.signedIn);
  const staff = useStaff();
  const Icon = link === 'online' ? Wifi : WifiOff;
  return (
    <div className="side-foot">
      <p className="side-link" data-link={link} role="status">
        <Icon aria-hidden="true" />
        {t(`link.${link}`)}
      </p>
      <WayBack />
      <div className="line">
        <LanguageSelect />
        {signedIn && (
          <button type="button" onClick={staff.signOut} data-testid="staff-sign-out">
            <LogOut aria-hidden="true" />
            <span>{t('signOut')}</span>
          </button>
        )}
      </div>
    </div>
  );
}

export function LanguageSelect() {
  const t = useT();
  const locale = useLocale();
  const { setLocale } = useStaff();
  return (
    <select aria-label={t('language')} value={locale} onChange={(event) => setLocale(event.target.value)}>
      {STAFF_LOCALES.map((one) => (
        <option key={one} value={one} lang={one}>
          {languageName(one)}
        </option>
      ))}
    </select>
  );
}
