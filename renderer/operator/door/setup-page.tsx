import { UserRoundCheck } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { type SetUpOffer, setUpOfferSchema } from '../../../core/contract/operator.ts';
import { Field } from '../../parts/field.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { type Api, doneSchema } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { NewPassword, newPasswordOf } from '../parts/new-password.tsx';
import { goTo } from '../route.ts';
import { failureText } from '../use-act.ts';
import { Door, type DoorProps } from './door.tsx';
import { TotpOfferView } from './totp-offer.tsx';

/** "#TENANT/XXXX-XXXX-XXXX": after the #, so that it reaches no log on the way. */
function readLink(hash: string): { readonly tenant: string; readonly code: string } | null {
  const [tenant = '', code = ''] = hash.replace(/^#/, '').split('/');
  try {
    return tenant === '' || code === '' ? null : { tenant: decodeURIComponent(tenant), code };
  } catch {
    return null;
  }
}

/** A new account's first page: whoever has the one-time link chooses the password and ties an authenticator app to it. */
export function SetupPage(door: DoorProps) {
  const t = useT();
  const [link] = useState(() => readLink(location.hash));
  const { offer, problem } = useOffer(door.api, link);
  useTitle(`${t('setup.title')} – Foyer`);
  return (
    <Door {...door}>
      {link === null || problem !== '' ? (
        <div className="pin">
          <h2>{t('setup.title')}</h2>
          <p role="alert" data-testid="setup-problem">
            {link === null ? t('setup.noLink') : problem}
          </p>
          <button type="button" className="button button--paper" onClick={() => goTo({ at: 'fleet' })}>
            {t('signIn')}
          </button>
        </div>
      ) : (
        offer !== null && <SetupForm {...door} link={link} offer={offer} />
      )}
    </Door>
  );
}

function useOffer(api: Api, link: ReturnType<typeof readLink>) {
  const t = useT();
  const [offer, setOffer] = useState<SetUpOffer | null>(null);
  const [problem, setProblem] = useState('');
  const words = useRef(t);
  words.current = t;
  const asked = useRef(false);
  useEffect(() => {
    // Once: a second secret would not be the one in the app.
    if (link === null || asked.current) return;
    asked.current = true;
    api.post(setUpOfferSchema, 'session/setup', link).then(setOffer, (error: unknown) => setProblem(failureText(words.current, error)));
  }, [api, link]);
  return { offer, problem };
}

interface SetupFormProps extends DoorProps {
  readonly link: { readonly tenant: string; readonly code: string };
  readonly offer: SetUpOffer;
}

function SetupForm({ api, link, offer, onSignedIn }: SetupFormProps) {
  const t = useT();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useId();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const password = newPasswordOf(given);
    if (password === null) return setProblem(t('passwordDiffers'));
    setBusy(true);
    setProblem('');
    try {
      await api.post(doneSchema, 'session/setup/finish', { ...link, password, ticket: offer.totp.ticket, totp: given.get('totp') });
      await onSignedIn();
      goTo({ at: 'fleet' });
    } catch (error) {
      setProblem(failureText(t, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="pin" onSubmit={submit} aria-labelledby={`${id}title`} data-testid="setup-form">
      <UserRoundCheck aria-hidden="true" />
      <h2 id={`${id}title`}>{t('setup.welcome', { name: offer.name })}</h2>
      <p>{t('setup.text', { tenant: link.tenant, role: t(`role.${offer.role}`) })}</p>
      <NewPassword username={offer.name} testId="setup" />
      <TotpOfferView offer={offer.totp} />
      <Field label={t('totp')} hint={t('totp.check')}>
        {(control) => (
          <input
            {...control}
            className="control"
            name="totp"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            pattern="[0-9]{6}"
            maxLength={6}
            data-testid="setup-totp"
          />
        )}
      </Field>
      <p className="pin-problem" role="alert" data-testid="setup-problem">
        {problem}
      </p>
      <button type="submit" className="button button--ink" disabled={busy} data-testid="setup-finish">
        {t('setup.finish')}
      </button>
    </form>
  );
}
