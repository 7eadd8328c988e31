import { ArrowLeft } from 'lucide-react';
import { useT } from '../i18n/staff-i18n.ts';
import { isKioskScreen } from './kiosk-screen.ts';

/** From the kiosk's own screen back to what guests see; leaving the page signs out. */
export function WayBack() {
  const t = useT();
  if (!isKioskScreen()) return null;
  return (
    <a className="way-back" href="/" data-testid="way-back">
      <ArrowLeft aria-hidden="true" />
      {t('back')}
    </a>
  );
}
