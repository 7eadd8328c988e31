import type { FormEvent } from 'react';
import type { GroupView } from '../../../core/contract/operator-api.ts';
import { Field } from '../../parts/field.tsx';
import { doneSchema } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { useAct } from '../use-act.ts';

interface GroupFormProps {
  /** null: a new one. */
  readonly group: GroupView | null;
  readonly onSaved: (id: string) => Promise<void>;
}

export function GroupForm({ group, onSaved }: GroupFormProps) {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const id = group?.id ?? text('id');
    const body = {
      id,
      name: group?.id === '' ? group.name : text('name'),
      channel: text('channel'),
      window: { from: text('from'), to: text('to') },
    };
    if ((await run(() => api.post(doneSchema, 'groups', body), t('groups.saved'))) !== null) await onSaved(id);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="fields">
        {group === null && (
          <Field label={t('groups.id')} hint={t('groups.idHint')}>
            {(control) => (
              <input
                {...control}
                className="control"
                name="id"
                required
                pattern="[a-z0-9][a-z0-9\-]*"
                maxLength={40}
                data-testid="group-id"
              />
            )}
          </Field>
        )}
        {group?.id !== '' && (
          <Field label={t('name')}>
            {(control) => (
              <input
                {...control}
                className="control"
                name="name"
                required
                maxLength={80}
                defaultValue={group?.name ?? ''}
                data-testid="group-name"
              />
            )}
          </Field>
        )}
        <Field label={t('groups.channel')} hint={t('groups.channelHint')}>
          {(control) => (
            <input
              {...control}
              className="control"
              name="channel"
              required
              pattern="[a-z0-9][a-z0-9\-]*"
              maxLength={40}
              defaultValue={group?.channel ?? 'stable'}
            />
          )}
        </Field>
        <Field label={t('groups.from')} hint={t('groups.windowHint')}>
          {(control) => (
            <input {...control} className="control" type="time" name="from" required defaultValue={group?.window.from ?? '02:00'} />
          )}
        </Field>
        <Field label={t('groups.to')}>
          {(control) => (
            <input {...control} className="control" type="time" name="to" required defaultValue={group?.window.to ?? '05:00'} />
          )}
        </Field>
      </div>
      <div className="line">
        <button type="submit" className="button button--ink" disabled={busy} data-testid="group-save">
          {t('groups.save')}
        </button>
      </div>
    </form>
  );
}
