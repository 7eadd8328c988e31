import { PackagePlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Field } from '../../parts/field.tsx';
import { useT } from '../i18n/staff-i18n.ts';
import { useCommand } from '../use-command.ts';

const EMPTY = { what: '', where: '', details: '', day: '' };

/** Something was handed in. */
export function FoundForm() {
  const t = useT();
  const { run, busy } = useCommand();
  const [item, setItem] = useState(EMPTY);
  const set = (key: keyof typeof EMPTY) => (event: { target: { value: string } }) => setItem({ ...item, [key]: event.target.value });
  const enter = async (event: FormEvent) => {
    event.preventDefault();
    const { day, ...rest } = item;
    const { ok } = await run({ type: 'staff.item.found', ...rest, ...(day === '' ? {} : { day }) }, () => t('items.entered'));
    if (ok) setItem(EMPTY);
  };
  return (
    <form className="panel stack" aria-label={t('items.enter')} onSubmit={(event) => void enter(event)} data-testid="found-form">
      <header>
        <h2>{t('items.enter')}</h2>
      </header>
      <div className="fields">
        <Field label={t('items.what')} hint={t('items.whatHint')}>
          {(control) => (
            <input
              {...control}
              className="control"
              required
              maxLength={200}
              value={item.what}
              onChange={set('what')}
              data-testid="found-what"
            />
          )}
        </Field>
        <Field label={t('items.where')}>
          {(control) => <input {...control} className="control" maxLength={200} value={item.where} onChange={set('where')} />}
        </Field>
        <Field label={t('items.details')} hint={t('items.detailsHint')}>
          {(control) => <input {...control} className="control" maxLength={500} value={item.details} onChange={set('details')} />}
        </Field>
        <Field label={t('items.day')}>
          {(control) => <input {...control} type="date" className="control" value={item.day} onChange={set('day')} />}
        </Field>
      </div>
      <div className="line">
        <button type="submit" className="button button--ink" disabled={busy || item.what.trim() === ''} data-testid="found-enter">
          <PackagePlus aria-hidden="true" />
          {t('items.enter')}
        </button>
      </div>
    </form>
  );
}
