import type { OwnAccount } from '../../../core/contract/operator.ts';
import { doneSchema } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { Panel } from '../parts/panel.tsx';
import { When } from '../parts/when.tsx';
import { useAct } from '../use-act.ts';

export function SessionPanel({
  sessions,
  onChange,
}: {
  readonly sessions: OwnAccount['sessions'];
  readonly onChange: () => Promise<void>;
}) {
  const t = useT();
  const { api, signOut } = useOperator();
  const { run, busy } = useAct();
  const end = async (which: string) => {
    await run(() => api.post(doneSchema, 'session/end', { which }), t('session.ended'));
    await onChange();
  };
  return (
    <Panel title={t('sessions')} lead={t('sessions.lead')} testId="sessions">
      <ul className="records">
        {sessions.map((one) => (
          <li className="record" key={one.id}>
            <div>
              <strong>{browserOf(one.agent)}</strong> {one.current && <span className="pill pill--good">{t('session.this')}</span>}
              <p className="quiet small">
                {t('session.from', { address: one.address })} · {t('since')} <When at={one.madeMs} /> · {t('lastUsed')}{' '}
                <When at={one.seenMs} />
              </p>
            </div>
            {!one.current && (
              <button type="button" className="button button--quiet" disabled={busy} onClick={() => void end(one.id)}>
                {t('session.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div className="line">
        <button
          type="button"
          className="button button--bad"
          disabled={busy}
          onClick={() => void run(() => signOut('all'))}
          data-testid="sign-out-all"
        >
          {t('session.endAll')}
        </button>
      </div>
    </Panel>
  );
}

/** Enough to know one's own again. */
function browserOf(agent: string): string {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\/[\d]+/.exec(agent)?.[0]?.replace('/', ' ').replace('Edg', 'Edge') ?? '?';
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent)?.[1] ?? '';
  return [browser, system].filter((part) => part !== '').join(', ');
}
