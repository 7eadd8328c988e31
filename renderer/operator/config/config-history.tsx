import { useState } from 'react';
import { type ConfigView, configWrittenSchema } from '../../../core/contract/operator-api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { When } from '../parts/when.tsx';
import { useAct } from '../use-act.ts';
import { usePeople } from '../use-people.ts';

/** Every revision, with the way back to it. */
export function ConfigHistory({ view, onWritten }: { readonly view: ConfigView; readonly onWritten: () => Promise<void> }) {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const isAdmin = useMay('admin');
  const nameOf = usePeople();
  const [to, setTo] = useState<number | null>(null);
  const { scope, target, revision } = view;
  const rollBack = async () => {
    const written = await run(
      () => api.post(configWrittenSchema, 'config/roll-back', { scope, target, to, base: revision }),
      t('config.rolledBack'),
    );
    setTo(null);
    if (written !== null) await onWritten();
  };
  return (
    <div className="stack" data-testid="config-history">
      <h4>{t('config.history')}</h4>
      {view.history.length === 0 ? (
        <p className="quiet">{t('config.never')}</p>
      ) : (
        <ul className="records">
          {view.history.map((one) => (
            <li className="record" key={one.revision}>
              <div>
                <strong>{t('config.revision', { revision: one.revision })}</strong>{' '}
                {one.revision === revision && <span className="pill pill--good">{t('config.current')}</span>}{' '}
                {one.restored !== null && <span className="pill">{t('config.restored', { revision: one.restored })}</span>}{' '}
                {one.failedAt.length > 0 && <span className="pill pill--bad">{t('config.failedAt', { count: one.failedAt.length })}</span>}
                {one.note !== '' && <p>{one.note}</p>}
                <p className="quiet small">
                  {nameOf(one.by)} · <When at={one.at} />
                </p>
                <details className="fold">
                  <summary>{t('config.show')}</summary>
                  <pre className="json">{JSON.stringify(one.config, null, 2)}</pre>
                </details>
              </div>
              {isAdmin && one.revision !== revision && (
                <button
                  type="button"
                  className="button button--quiet"
                  disabled={busy}
                  onClick={() => setTo(one.revision)}
                  data-testid={`roll-back-${one.revision}`}
                >
                  {t('config.rollBack')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {to !== null && (
        <Confirm
          title={t('config.rollBackTitle', { revision: to })}
          confirm={t('config.rollBack')}
          testId="roll-back"
          busy={busy}
          onConfirm={() => void rollBack()}
          onCancel={() => setTo(null)}
        >
          <p>{t('config.rollBackText')}</p>
        </Confirm>
      )}
    </div>
  );
}
