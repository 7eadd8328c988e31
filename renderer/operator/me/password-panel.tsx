import { type FormEvent, useState } from 'react';
import { MIN_PASSWORD } from '../../../core/contract/operator.ts';
import { Field } from '../../staff/parts/field.tsx';
import { doneSchema } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { Panel } from '../parts/page.tsx';
import { useAct } from '../use-act.ts';

export function PasswordPanel({ fresh, onChange }: { readonly fresh: boolean; readonly onChange: () => Promise<void> }) {
  const t = useT();
  const { api, session } = useOperator();
  const { run, busy } = useAct();
  const [differs, setDiffers] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const password = String(given.get('password'));
    setDiffers(password !== given.get('again'));
    if (password !== given.get('again')) return;
    if ((await run(() => api.post(doneSchema, 'account/password', { password }), t('password.changed'))) === null) return;
    form.reset();
    await onChange();
  };
  return (
    <Panel title={t('password.change')} lead={t('password.lead')}>
      <form className="stack" onSubmit={submit}>
        <input
          className="visually-hidden"
          name="username"
          autoComplete="username"
          value={session.operator.name}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <Field label={t('password.new')} hint={t('password.hint', { min: MIN_PASSWORD })}>
          {(control) => (
            <input
              {...control}
              className="control"
              name="password"
              type="password"
              autoComplete="new-password"
              required
              minLength={MIN_PASSWORD}
              maxLength={200}
            />
          )}
        </Field>
        <Field label={t('password.again')}>
          {(control) => (
            <input {...control} className="control" name="again" type="password" autoComplete="new-password" required maxLength={200} />
          )}
        </Field>
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
