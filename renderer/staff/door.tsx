import { useTitle } from '../parts/use-title.ts';
import { useScreen } from '../store/use-screen.ts';
import { useT } from './i18n/staff-i18n.ts';
import { PinForm } from './pin-form.tsx';
import { LanguageSelect } from './side-foot.tsx';
import { useStaff } from './staff-context.ts';
import { WayBack } from './touch/way-back.tsx';

/** Nobody is signed in. */
export function Door() {
  const t = useT();
  const staff = useStaff();
  const kioskName = useScreen((s) => s.kiosk?.kioskName ?? '');
  const ended = useScreen((s) => s.staff.ended);
  const link = useScreen((s) => s.link);
  useTitle(`${t('signIn')} – ${kioskName}`);
  return (
    <main className="door" data-testid="staff">
      <div className="door-in">
        <header>
          <span className="side-light" aria-hidden="true" />
          <h1>{kioskName === '' ? 'Foyer' : kioskName}</h1>
          <p>{t('title')}</p>
        </header>
        {ended !== null && (
          <p className="callout" role="status" data-testid="staff-ended">
            {t(`ended.${ended}`)}
          </p>
        )}
        <PinForm onPin={staff.signIn} />
        <footer>
          <p role="status">{link === 'online' ? '' : t(`link.${link}`)}</p>
          <WayBack />
          <LanguageSelect />
        </footer>
      </div>
    </main>
  );
}
