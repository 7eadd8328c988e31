import type { RouteView, VenueSummary } from '../../../core/contract/index.ts';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { phoneCodeOf } from '../cards/qr-card.tsx';
import { QrCode } from '../qr-code.tsx';
import { Dialog } from './dialog.tsx';

interface PhoneDialogProps {
  readonly route: RouteView;
  readonly venue: VenueSummary;
  readonly onClose: () => void;
}

/** The way as a code that the guest's phone takes along. */
export function PhoneDialog({ route, venue, onClose }: PhoneDialogProps) {
  const t = useT();
  const locale = useLocale();
  const pageUrl = useScreen((s) => s.kiosk?.phonePageUrl);
  const code = phoneCodeOf({ route, venue, locale, t, pageUrl });
  return (
    <Dialog testId="phone-dialog" title={t('phone.title')} onCancel={onClose}>
      <QrCode text={code} label={t('phone.codeLabel', { place: route.toName })} />
      <p>{t('phone.scan')}</p>
      <p className="dialog-small">{`${t(pageUrl === undefined ? 'phone.words' : 'phone.page')} ${t('phone.private')}`}</p>
      <div className="dialog-buttons">
        <button type="button" className="button button--ink" onClick={onClose}>
          {t('phone.close')}
        </button>
      </div>
    </Dialog>
  );
}
