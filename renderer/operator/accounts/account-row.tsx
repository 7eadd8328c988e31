import { useState } from 'react';
import { type OperatorAccount, operatorRoleSchema, type SetUpLink, setUpLinkSchema } from '../../../core/contract/operator.ts';
import { doneSchema } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { When } from '../parts/when.tsx';
import { useAct } from '../use-act.ts';

interface AccountRowProps {
  readonly account: OperatorAccount;
  readonly onLink: (link: { readonly name: string; readonly link: SetUpLink } | null) => void;
  readonly onChange: () => Promise<void>;
}

export function AccountRow({ account, onLink, onChange }: AccountRowProps) {
  const t = useT();
  const { api, session } = useOperator();
  const { run, busy } = useAct();
  const [asking, setAsking] = useState<'remove' | 'reset' | null>(null);
  const { id, name, role } = account;
  const own = id === session.operator.id;
  const setRole = async (next: string) => {
    await run(() => api.post(doneSchema, 'accounts/role', { id, role: next }), t('accounts.roleChanged', { name }));
    await onChange();
  };
  const confirm = async () => {
    if (asking === 'remove') await run(() => api.post(doneSchema, 'accounts/remove', { id }), t('accounts.removed', { name }));
    else {
      const link = await run(() => api.post(setUpLinkSchema, 'accounts/reset', { id }));
      if (link !== null) onLink({ name, link });
    }
    setAsking(null);
    await onChange();
  };
  return (
    <li className="record">
      <div>
        <strong>{name}</strong> {own && <span className="pill">{t('accounts.you')}</span>}{' '}
        {!account.ready && <span className="pill pill--warn">{t('accounts.notReady')}</span>}
        <p className="quiet small">
          {account.seenMs === null ? (
            t('accounts.neverSeen')
          ) : (
            <>
              {t('accounts.seen')} <When at={account.seenMs} />
            </>
          )}{' '}
          · {t('accounts.passkeys', { count: account.passkeys })}
        </p>
      </div>
      <div className="line">
        <select
          className="control control--auto"
          aria-label={t('role.of', { name })}
          value={role}
          disabled={busy}
          onChange={(event) => void setRole(event.target.value)}
        >
          {operatorRoleSchema.options.map((one) => (
            <option key={one} value={one}>
              {t(`role.${one}`)}
            </option>
          ))}
        </select>
        {!own && (
          <button
            type="button"
            className="button button--quiet"
            disabled={busy}
            onClick={() => setAsking('reset')}
            aria-label={t('accounts.resetNamed', { name })}
          >
            {t('accounts.reset')}
          </button>
        )}
        <button
          type="button"
          className="button button--quiet"
          disabled={busy}
          onClick={() => setAsking('remove')}
          aria-label={t('removeNamed', { name })}
        >
          {t('remove')}
        </button>
      </div>
      {asking !== null && (
        <Confirm
          title={t(`accounts.${asking}Title`, { name })}
          confirm={t(asking === 'remove' ? 'remove' : 'accounts.reset')}
          testId={`account-${asking}`}
          busy={busy}
          grave
          onConfirm={() => void confirm()}
          onCancel={() => setAsking(null)}
        >
          <p>{t(`accounts.${asking}Text`)}</p>
        </Confirm>
      )}
    </li>
  );
}
