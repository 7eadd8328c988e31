import { type FormEvent, useState } from 'react';
import { type TotpOffer, totpOfferSchema } from '../../../core/contract/operator.ts';
import { Field } from '../../parts/field.tsx';
import { doneSchema } from '../api.ts';
import { TotpOfferView } from '../door/totp-offer.tsx';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { Panel } from '../parts/panel.tsx';
import { useAct } from '../use-act.ts';

/** Another phone, or another app. */
export function TotpPanel({ fresh }: { readonly fresh: boolean }) {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  const begin = async () => setOffer(await run(() => api.post(totpOfferSchema, 'account/totp/offer')));
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const totp = String(new FormData(event.currentTarget).get('totp'));
    const done = await run(() => api.post(doneSchema, 'account/totp', { ticket: offer?.ticket, totp }), t('totp.changed'));
    if (done !== null) setOffer(null);
  };
  return (
    <Panel title={t('totp.panel')} lead={t('totp.lead')}>
      {offer === null ? (
        <div className="line">
          <button type="button" className="button button--paper" disabled={busy || !fresh} onClick={() => void begin()}>
            {t('totp.begin')}
          </button>
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          <TotpOfferView offer={offer} />
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
              />
            )}
          </Field>
          <div className="line">
            <button type="submit" className="button button--ink" disabled={busy}>
              {t('totp.use')}
            </button>
            <button type="button" className="button button--quiet" onClick={() => setOffer(null)}>
              {t('cancel')}
            </button>
          </div>
        </form>
      )}
    </Panel>
  );
}
