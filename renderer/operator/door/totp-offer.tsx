import type { TotpOffer } from '../../../core/contract/operator.ts';
import { QrCode } from '../../components/qr-code.tsx';
import { useT } from '../i18n/operator-i18n.tsx';

/** A secret to scan with an authenticator app, or to type. */
export function TotpOfferView({ offer }: { readonly offer: TotpOffer }) {
  const t = useT();
  return (
    <div className="totp-offer">
      <p>{t('totp.scan')}</p>
      <QrCode text={offer.uri} label={t('totp.qr')} />
      <p className="small">
        {t('totp.type')} <code data-testid="totp-secret">{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
    </div>
  );
}
