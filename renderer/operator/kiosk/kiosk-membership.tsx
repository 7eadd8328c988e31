import { useState } from 'react';
import { groupsViewSchema, type KioskView } from '../../../core/contract/operator-api.ts';
import { Field } from '../../parts/field.tsx';
import { doneSchema } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Panel } from '../parts/panel.tsx';
import { useAct } from '../use-act.ts';
import { useLoaded } from '../use-loaded.ts';

/** Which group the kiosk is in, and the end of its part in the fleet. */
export function KioskMembership({ kiosk, onChange }: { readonly kiosk: KioskView; readonly onChange: () => Promise<void> }) {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const { value } = useLoaded('groups', () => api.get(groupsViewSchema, 'groups'));
  const [revoking, setRevoking] = useState(false);
  const move = async (group: string) => {
    await run(() => api.post(doneSchema, 'kiosks/group', { kiosk: kiosk.id, group: group === '' ? null : group }), t('membership.moved'));
    await onChange();
  };
  const revoke = async () => {
    await run(() => api.post(doneSchema, 'kiosks/revoke', { kiosk: kiosk.id }), t('revoke.done', { name: kiosk.name }));
    setRevoking(false);
    await onChange();
  };
  return (
    <Panel title={t('membership.title')}>
      <Field label={t('group')} hint={t('membership.hint')}>
        {(control) => (
          <select
            {...control}
            className="control"
            value={kiosk.group ?? ''}
            disabled={busy}
            onChange={(event) => void move(event.target.value)}
            data-testid="kiosk-group"
          >
            <option value="">{t('group.none')}</option>
            {(value?.groups ?? [])
              .filter(({ id }) => id !== '')
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        )}
      </Field>
      {!kiosk.revoked && (
        <div className="line">
          <button type="button" className="button button--bad" onClick={() => setRevoking(true)}>
            {t('revoke')}
          </button>
        </div>
      )}
      {revoking && (
        <Confirm
          title={t('revoke.title', { name: kiosk.name })}
          confirm={t('revoke')}
          testId="revoke"
          busy={busy}
          grave
          onConfirm={() => void revoke()}
          onCancel={() => setRevoking(false)}
        >
          <p>{t('revoke.text')}</p>
        </Confirm>
      )}
    </Panel>
  );
}
