import { type FormEvent, useState } from 'react';
import {
  accountsSchema,
  type OperatorAccount,
  operatorRoleSchema,
  type SetUpLink,
  setUpLinkSchema,
} from '../../../core/contract/operator.ts';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { LoadState, Panel } from '../parts/panel.tsx';
import { useAct } from '../use-act.ts';
import { useLoaded } from '../use-loaded.ts';
import { AccountRow } from './account-row.tsx';
import { LinkView } from './link-view.tsx';

/** Who may use this page; for admins. */
export function AccountsPage() {
  const t = useT();
  const { api } = useOperator();
  const { value, problem, reload } = useLoaded('accounts', () => api.get(accountsSchema, 'accounts'));
  const [link, setLink] = useState<{ readonly name: string; readonly link: SetUpLink } | null>(null);
  return (
    <Page title={t('nav.accounts')} lead={t('accounts.lead')} testId="page-accounts">
      {link !== null && <LinkView name={link.name} link={link.link} onClose={() => setLink(null)} />}
      <LoadState problem={problem} loaded={value !== null} />
      {value !== null && (
        <div className="two">
          <AccountList accounts={value.accounts} onLink={setLink} onChange={reload} />
          <AddAccount onLink={setLink} onChange={reload} />
        </div>
      )}
    </Page>
  );
}

interface ListProps {
  readonly accounts: readonly OperatorAccount[];
  readonly onLink: (link: { readonly name: string; readonly link: SetUpLink } | null) => void;
  readonly onChange: () => Promise<void>;
}

function AccountList({ accounts, onLink, onChange }: ListProps) {
  const t = useT();
  return (
    <Panel title={t('accounts.list')}>
      <ul className="records">
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} onLink={onLink} onChange={onChange} />
        ))}
      </ul>
    </Panel>
  );
}

function AddAccount({ onLink, onChange }: Omit<ListProps, 'accounts'>) {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const name = String(given.get('name')).trim();
    const link = await run(() => api.post(setUpLinkSchema, 'accounts', { name, role: given.get('role') }));
    if (link === null) return;
    form.reset();
    onLink({ name, link });
    await onChange();
  };
  return (
    <Panel title={t('accounts.add')} lead={t('accounts.addLead')}>
      <form className="stack" onSubmit={submit}>
        <Field label={t('name')}>
          {(control) => <input {...control} className="control" name="name" required maxLength={80} data-testid="account-name" />}
        </Field>
        <Field label={t('role')} hint={t('role.hint')}>
          {(control) => (
            <select {...control} className="control" name="role" defaultValue="viewer" data-testid="account-role">
              {operatorRoleSchema.options.map((role) => (
                <option key={role} value={role}>
                  {t(`role.${role}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="line">
          <button type="submit" className="button button--ink" disabled={busy} data-testid="account-add">
            {t('accounts.add')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
