import { KeyRound, LogIn } from 'lucide-react';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { Field } from '../../parts/field.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { doneSchema } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { failureText } from '../use-act.ts';
import { Door, type DoorProps } from './door.tsx';
import { passkeysWork, signInByPasskey } from './passkey.ts';

interface SignInPageProps extends DoorProps {
  readonly ended: 'nobody' | 'ended' | 'unreachable';
}

/** Password with a code of the authenticator app, or a passkey. */
export function SignInPage({ ended, ...door }: SignInPageProps) {
  const t = useT();
  const form = useSignIn(door);
  const id = useId();
  useTitle(`${t('signIn')} – Foyer`);
  return (
    <Door {...door}>
      {ended !== 'nobody' && (
        <p className="callout" role="status" data-testid="ended">
          {t(`ended.${ended}`)}
        </p>
      )}
      <form className="pin" onSubmit={form.submit} aria-labelledby={`${id}title`}>
        <KeyRound aria-hidden="true" />
        <h2 id={`${id}title`}>{t('signIn')}</h2>
        <Field label={t('house')} hint={t('house.hint')}>
          {(control) => (
            <input
              {...control}
              className="control"
              required
              maxLength={200}
              value={form.tenant}
              onChange={form.onTenant}
              data-testid="sign-in-tenant"
            />
          )}
        </Field>
        <Field label={t('name')}>
          {(control) => (
            <input {...control} className="control" name="username" autoComplete="username" maxLength={80} data-testid="sign-in-name" />
          )}
        </Field>
        <Field label={t('password')}>
          {(control) => (
            <input
              {...control}
              className="control"
              name="password"
              type="password"
              autoComplete="current-password"
              maxLength={200}
              data-testid="sign-in-password"
            />
          )}
        </Field>
        <Field label={t('totp')} hint={t('totp.hint')}>
          {(control) => (
            <input
              {...control}
              className="control"
              name="totp"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={12}
              data-testid="sign-in-totp"
            />
          )}
        </Field>
        <p className="pin-problem" role="alert" data-testid="sign-in-problem">
          {form.problem}
        </p>
        <button type="submit" className="button button--ink" disabled={form.busy} data-testid="sign-in">
          <LogIn aria-hidden="true" />
          {t('signIn')}
        </button>
        {passkeysWork() && (
          <button
            type="button"
            className="button button--paper"
            disabled={form.busy}
            onClick={form.byPasskey}
            data-testid="sign-in-passkey"
          >
            <KeyRound aria-hidden="true" />
            {t('signInPasskey')}
          </button>
        )}
      </form>
    </Door>
  );
}

function useSignIn({ api, settings, onSignedIn }: DoorProps) {
  const t = useT();
  const [tenant, setTenant] = useState(settings.tenant);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => setTenant(settings.tenant), [settings.tenant]);
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem('');
    try {
      await work();
      await onSignedIn();
      return true;
    } catch (error) {
      setProblem(failureText(t, error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    tenant,
    problem,
    busy,
    onTenant: (event: { readonly target: { readonly value: string } }) => setTenant(event.target.value),
    byPasskey() {
      if (tenant.trim() === '') setProblem(t('house.needed'));
      else void attempt(() => signInByPasskey(api, tenant.trim()));
    },
    async submit(event: FormEvent<HTMLFormElement>) {
      event.preventDefault();
      const form = event.currentTarget;
      const given = new FormData(form);
      const body = { tenant: tenant.trim(), name: given.get('username'), password: given.get('password'), totp: given.get('totp') };
      // A code works once.
      if (!(await attempt(() => api.post(doneSchema, 'session', body))) && form.isConnected) {
        const totp = form.elements.namedItem('totp');
        if (totp instanceof HTMLInputElement) totp.value = '';
      }
    },
  };
}
