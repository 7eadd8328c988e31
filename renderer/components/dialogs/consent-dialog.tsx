import { Check, MicOff } from 'lucide-react';
import { useGuest } from '../../guest/guest-context.ts';
import { useT } from '../../i18n/i18n.tsx';
import { PrivacyButton } from '../../privacy/privacy-button.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { Dialog } from './dialog.tsx';

/** Equal buttons, and Escape chooses nothing: until the guest decides, nothing is kept. */
export function ConsentDialog() {
  const t = useT();
  const { actions } = useGuest();
  const badgeName = useScreen((s) => s.consentBadgeName);
  return (
    <Dialog testId="consent" title={t('consent.title')} role="alertdialog" neutral onCancel={actions.consentLater}>
      <p>{t('consent.text')}</p>
      <h3>{t('consent.keptTitle')}</h3>
      <ul className="kept">
        {badgeName && (
          <li data-testid="consent-badge-name">
            <Check aria-hidden="true" />
            {t('consent.kept.badgeName')}
          </li>
        )}
        <li>
          <Check aria-hidden="true" />
          {t('consent.kept.preferences')}
        </li>
        <li>
          <Check aria-hidden="true" />
          {t('consent.kept.questions')}
        </li>
        <li>
          <MicOff aria-hidden="true" />
          {t('consent.kept.never')}
        </li>
      </ul>
      <p className="dialog-small">{t('consent.forget')}</p>
      <div className="dialog-buttons">
        <button type="button" className="button button--paper" data-testid="consent-remember" onClick={() => actions.answerConsent(true)}>
          {t('consent.remember')}
        </button>
        <button type="button" className="button button--paper" data-testid="consent-visit" onClick={() => actions.answerConsent(false)}>
          {t('consent.visit')}
        </button>
      </div>
      <p className="dialog-small dialog-say">{t('consent.say')}</p>
      <PrivacyButton kind="dialog-link" />
    </Dialog>
  );
}
