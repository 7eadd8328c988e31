import { Fingerprint } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { OwnAccount } from '../../../core/contract/operator.ts';
import { Field } from '../../parts/field.tsx';
import { doneSchema } from '../api.ts';
import { addPasskey, passkeysWork } from '../door/passkey.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Panel } from '../parts/panel.tsx';
import { When } from '../parts/when.tsx';
import { useAct } from '../use-act.ts';

interface PasskeyPanelProps {
  readonly passkeys: OwnAccount['passkeys'];
  readonly fresh: boolean;
  readonly onChange: () => Promise<void>;
}

export function PasskeyPanel({ passkeys, fresh, onChange }: PasskeyPanelProps) {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const [going, setGoing] = useState<OwnAccount['passkeys'][number] | null>(null);
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get('name')).trim();
    if ((await run(() => addPasskey(api, name), t('passkey.added', { name }))) === null) await onChange();
    else {
      form.reset();
      await onChange();
    }
  };
  const remove = async (id: string, name: string) => {
    await run(() => api.post(doneSchema, 'account/passkeys/remove', { id }), t('passkey.removed', { name }));
    setGoing(null);
    await onChange();
  };
  return (
    <Panel title={t('passkeys')} lead={t('passkeys.lead')} testId="passkeys">
      {passkeys.length === 0 ? (
        <p className="panel-empty">{t('passkeys.none')}</p>
      ) : (
        <ul className="records">
          {passkeys.map((one) => (
            <li className="record" key={one.id}>
              <div>
                <strong>{one.name}</strong>
                <p className="quiet small">
                  {t('since')} <When at={one.madeMs} day />
                  {one.usedMs !== null && (
                    <>
                      {' · '}
                      {t('lastUsed')} <When at={one.usedMs} />
                    </>
                  )}
                </p>
              </div>
              <button
                type="button"
                className="button button--quiet"
                disabled={!fresh}
                onClick={() => setGoing(one)}
                aria-label={t('removeNamed', { name: one.name })}
              >
                {t('remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {passkeysWork() ? (
        <form className="line line--end" onSubmit={add}>
          <Field label={t('passkey.name')}>
            {(control) => (
              <input
                {...control}
                className="control"
                name="name"
                placeholder={t('passkey.nameHint')}
                required
                maxLength={80}
                data-testid="passkey-name"
              />
            )}
          </Field>
          <button type="submit" className="button button--ink" disabled={busy || !fresh} data-testid="passkey-add">
            <Fingerprint aria-hidden="true" />
            {t('passkey.add')}
          </button>
        </form>
      ) : (
        <p className="quiet small">{t('passkeys.unavailable')}</p>
      )}
      {going !== null && (
        <Confirm
          title={t('passkey.removeTitle', { name: going.name })}
          confirm={t('remove')}
          testId="passkey-remove"
          busy={busy}
          grave
          onConfirm={() => void remove(going.id, going.name)}
          onCancel={() => setGoing(null)}
        >
          <p>{t('passkey.removeText')}</p>
        </Confirm>
      )}
    </Panel>
  );
}
