import { ownAccountSchema } from '../../../core/contract/operator.ts';
import { Page } from '../../parts/page.tsx';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { LoadState } from '../parts/panel.tsx';
import { useLoaded } from '../use-loaded.ts';
import { PasskeyPanel } from './passkey-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SessionPanel } from './session-panel.tsx';
import { TotpPanel } from './totp-panel.tsx';

/** One's own ways in. */
export function MePage() {
  const t = useT();
  const { api, session } = useOperator();
  const { value, problem, reload } = useLoaded('account', () => api.get(ownAccountSchema, 'account'));
  const fresh = Date.now() < session.freshUntilMs;
  const { name, role } = session.operator;
  return (
    <Page title={t('nav.me')} lead={t('me.lead', { name, role: t(`role.${role}`) })} testId="page-me">
      {!fresh && (
        <p className="callout" data-testid="not-fresh">
          {t('me.notFresh')}
        </p>
      )}
      <LoadState problem={problem} loaded={value !== null} />
      {value !== null && (
        <div className="two">
          <div className="stack">
            <PasskeyPanel passkeys={value.passkeys} fresh={fresh} onChange={reload} />
            <SessionPanel sessions={value.sessions} onChange={reload} />
          </div>
          <div className="stack">
            <PasswordPanel fresh={fresh} onChange={reload} />
            <TotpPanel fresh={fresh} />
          </div>
        </div>
      )}
    </Page>
  );
}
