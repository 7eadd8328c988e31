import { type FormEvent, useState } from 'react';
import { doneSchema } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { NewPassword, newPasswordOf } from '../parts/new-password.tsx';
import { Panel } from '../parts/panel.tsx';
import { useAct } from '../use-act.ts';

export function PasswordPanel({ fresh, onChange }: { readonly fresh: boolean; readonly onChange: () => Promise<void> }) {
  const t = useT();
  const { api, session } = useOperator();
  const { run, busy } = useAct();
  const [differs, setDiffers] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const password = newPasswordOf(new FormData(form));
    setDiffers(password === null);
    if (password === null) return;
    if ((await run(() => api.post(doneSchema, 'account/password', { password }), t('password.changed'))) === null) return;
    form.reset();
    await onChange();
  };
  return (
    <Panel title={t('password.change')} lead={t('password.lead')}>
      <form className="stack" onSubmit={submit}>
        <NewPassword username={session.operator.name} />
        <p className="pin-problem" role="alert">
          {differs && t('passwordDiffers')}
        </p>
        <div className="line">
          <button type="submit" className="button button--ink" disabled={busy || !fresh}>
            {t('password.change')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
