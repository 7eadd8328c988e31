import { type FormEvent, useId, useState } from 'react';
import type { OperatorView } from '../../core/contract/index.ts';
import { useGuest } from '../guest/guest-context.ts';
import { TouchKeyboard } from '../staff/touch/touch-keyboard.tsx';
import { useT } from './operator-i18n.ts';

type ConnectView = Extract<OperatorView, { readonly stage: 'connect' }>;

/** How the kiosk stands with its memory endpoint, and a one-time code that enrols it there. */
export function ConnectPage({ view }: { readonly view: ConnectView }) {
  const t = useT();
  const { actions } = useGuest();
  const { cloud } = view;
  return (
    <section className="operator-connect" aria-label={t('action.connect')}>
      <p className="operator-lead" role="status" data-testid="operator-cloud" data-state={cloud.state}>
        {t(`cloud.${cloud.state}`)}
      </p>
      {cloud.reason !== undefined && (
        <p>
          <span lang="en" dir="ltr">
            {cloud.reason}
          </span>
        </p>
      )}
      <dl className="operator-facts">
        <Fact name={t('cloud.url')} value={cloud.url ?? '–'} />
        <Fact name={t('cloud.tenant')} value={cloud.tenant} />
        <Fact name={t('cloud.device')} value={cloud.device ?? t('cloud.notEnrolled')} />
      </dl>
      <EnrolForm view={view} />
      <div className="operator-buttons">
        <button
          type="button"
          className="button button--paper"
          data-testid="operator-back"
          onClick={() => actions.operate({ type: 'operator.back' })}
        >
          {t('back')}
        </button>
      </div>
      <TouchKeyboard />
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
}

function EnrolForm({ view: { cloud, busy, outcome } }: { readonly view: ConnectView }) {
  const t = useT();
  const { actions } = useGuest();
  const id = useId();
  const [code, setCode] = useState('');
  const [url, setUrl] = useState(cloud.url ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const address = url.trim();
    if (code.trim() === '' || address === '') return;
    actions.operate({ type: 'operator.enrol', code, ...(address === cloud.url ? {} : { url: address }) });
  };
  return (
    <form className="operator-enrol" onSubmit={submit}>
      <div>
        <label htmlFor={`${id}url`}>{t('enrol.url')}</label>
        <input
          id={`${id}url`}
          className="operator-field"
          dir="ltr"
          value={url}
          maxLength={500}
          placeholder="https://"
          autoComplete="off"
          spellCheck={false}
          data-testid="operator-url"
          onChange={(event) => setUrl(event.target.value)}
        />
      </div>
      <div>
        <label htmlFor={`${id}code`}>{t('enrol.code')}</label>
        <input
          id={`${id}code`}
          className="operator-field"
          dir="ltr"
          value={code}
          maxLength={250}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}hint`}
          data-testid="operator-code"
          onChange={(event) => setCode(event.target.value)}
        />
        <p id={`${id}hint`} className="operator-hint">
          {t('enrol.hint')} <code dir="ltr">grand-hotel/K7QD-9XWM-T4PA</code>
        </p>
      </div>
      <button
        type="submit"
        className="button button--brass"
        data-testid="operator-enrol"
        disabled={busy || code.trim() === '' || url.trim() === ''}
      >
        {t(busy ? 'enrol.busy' : 'enrol.do')}
      </button>
      <p className="operator-outcome" role="alert" data-testid="operator-outcome" data-ok={outcome?.ok}>
        {outcome?.ok === true && t('enrol.done', { as: outcome.message })}
        {outcome?.ok === false && (
          <span lang="en" dir="ltr">
            {outcome.message}. {outcome.remedy}
          </span>
        )}
      </p>
    </form>
  );
}
