import { KeyRound, LayoutDashboard, RefreshCw, Unplug } from 'lucide-react';
import { useGuest } from '../guest/guest-context.ts';
import { goTo } from './go-to.ts';
import { useT } from './operator-i18n.ts';

/** Nobody has chosen a PIN: there is none to try, and here is how to choose one. */
export function NoPin({ onStaffPage }: { readonly onStaffPage: boolean }) {
  const t = useT();
  const { actions } = useGuest();
  return (
    <section className="operator-shut" aria-label={t('noPin.title')} data-testid="operator-no-pin">
      <p className="operator-lead">
        <KeyRound aria-hidden="true" />
        {t('noPin.title')}
      </p>
      <p>{t('noPin.text')}</p>
      <p>
        <code dir="ltr">foyer kiosk pin</code>
      </p>
      {onStaffPage ? (
        <button
          type="button"
          className="button button--brass"
          data-testid="operator-choose-pin"
          onClick={() => actions.operate({ type: 'operator.action', action: 'staff' })}
        >
          <LayoutDashboard aria-hidden="true" />
          {t('noPin.go')}
        </button>
      ) : (
        <p>{t('noPin.late')}</p>
      )}
    </section>
  );
}

/** The kiosk itself does not answer: nothing can be checked, so that nothing but the page's own reload is offered. */
export function NoLink() {
  const t = useT();
  return (
    <section className="operator-shut" aria-label={t('noLink.title')} data-testid="operator-no-link">
      <p className="operator-lead">
        <Unplug aria-hidden="true" />
        {t('noLink.title')}
      </p>
      <p>{t('noLink.text')}</p>
      <button type="button" className="button button--brass" data-testid="operator-reload" onClick={() => goTo('again')}>
        <RefreshCw aria-hidden="true" />
        {t('action.reload')}
      </button>
    </section>
  );
}
