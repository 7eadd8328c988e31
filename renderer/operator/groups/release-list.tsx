import { useState } from 'react';
import { type ReleaseView, releasesViewSchema } from '../../../core/contract/operator-api.ts';
import { doneSchema } from '../api.ts';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { LoadState, Panel } from '../parts/panel.tsx';
import { bytesText } from '../parts/units.ts';
import { When } from '../parts/when.tsx';
import { useAct } from '../use-act.ts';
import { useLoaded } from '../use-loaded.ts';

/** What each channel gives its kiosks, staged from one channel to the next. */
export function ReleaseList() {
  const t = useT();
  const { api } = useOperator();
  const { value, problem, reload } = useLoaded('releases', () => api.get(releasesViewSchema, 'releases'));
  return (
    <Panel title={t('releases.title')} lead={t('releases.lead')} testId="releases">
      <LoadState problem={problem} loaded={value !== null} />
      {value !== null &&
        (value.releases.length === 0 ? (
          <p className="panel-empty">{t('releases.none')}</p>
        ) : (
          <ul className="records">
            {value.releases.map((release) => (
              <Release key={release.id} release={release} onChange={reload} />
            ))}
          </ul>
        ))}
    </Panel>
  );
}

function Release({ release, onChange }: { readonly release: ReleaseView; readonly onChange: () => Promise<void> }) {
  const t = useT();
  const { tag } = useLanguage();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const isAdmin = useMay('admin');
  const [withdrawing, setWithdrawing] = useState(false);
  const { id, kind, name, version, channel, files, current, withdrawnAt } = release;
  const title = [t(`release.${kind}`), kind === 'model' ? name : '', version].filter((part) => part !== '').join(' ');
  const act = async (path: string, body: object, said: string) => {
    await run(() => api.post(doneSchema, path, { release: id, ...body }), said);
    setWithdrawing(false);
    await onChange();
  };
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <li className="record">
      <div>
        <strong>{title}</strong> <span className="pill">{channel}</span>{' '}
        {current && <span className="pill pill--good">{t('release.current')}</span>}{' '}
        {withdrawnAt !== null && <span className="pill pill--warn">{t('release.withdrawn')}</span>}
        <p className="quiet small">
          <When at={release.publishedAt} /> · {bytesText(tag, bytes)}
        </p>
      </div>
      {isAdmin && withdrawnAt === null && (
        <div className="line">
          <form
            className="line"
            onSubmit={(event) => {
              event.preventDefault();
              const next = String(new FormData(event.currentTarget).get('channel'));
              void act('releases/promote', { channel: next }, t('release.promoted', { channel: next }));
            }}
          >
            <input
              className="control control--auto"
              name="channel"
              required
              pattern="[a-z0-9][a-z0-9\-]*"
              aria-label={t('release.toChannel', { name: title })}
              placeholder={t('groups.channel')}
            />
            <button type="submit" className="button button--quiet" disabled={busy}>
              {t('release.promote')}
            </button>
          </form>
          <button type="button" className="button button--quiet" disabled={busy} onClick={() => setWithdrawing(true)}>
            {t('release.withdraw')}
          </button>
        </div>
      )}
      {withdrawing && (
        <Confirm
          title={t('release.withdrawTitle', { name: title, channel })}
          confirm={t('release.withdraw')}
          testId="release-withdraw"
          busy={busy}
          grave
          onConfirm={() => void act('releases/withdraw', {}, t('release.withdrawn'))}
          onCancel={() => setWithdrawing(false)}
        >
          <p>{t('release.withdrawText')}</p>
        </Confirm>
      )}
    </li>
  );
}
