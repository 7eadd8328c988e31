import { CircleCheck, FileX, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { VersionView } from '../../../core/contract/index.ts';
import { Page } from '../../parts/page.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { Counts } from '../data/counts.tsx';
import { useT } from '../i18n/staff-i18n.ts';
import { Confirm } from '../parts/confirm.tsx';
import { When } from '../parts/when.tsx';
import { useCommand } from '../use-command.ts';

/** Everything that was ever published, and the way back to it. */
export function VersionsPage() {
  const t = useT();
  const versions = useScreen((s) => s.staff.versions);
  const [chosen, setChosen] = useState<VersionView | null>(null);
  return (
    <Page title={t('nav.versions')} lead={t('versions.lead')} testId="page-versions">
      <section className="panel" aria-label={t('nav.versions')}>
        {versions === undefined && <p className="panel-empty">{t('loading')}</p>}
        {versions?.length === 0 && <p className="panel-empty">{t('published.none')}</p>}
        <ol className="versions">
          {versions?.map((version) => (
            <Version key={version.version} version={version} onBack={() => setChosen(version)} />
          ))}
        </ol>
      </section>
      {chosen !== null && <RollbackDialog to={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

function Version({ version, onBack }: { readonly version: VersionView; readonly onBack: () => void }) {
  const t = useT();
  return (
    <li className="version" data-current={version.current} data-testid="version">
      <div>
        <h3>
          {version.version}{' '}
          {version.current && (
            <span className="pill pill--good">
              <CircleCheck aria-hidden="true" />
              {t('versions.current')}
            </span>
          )}
          {!version.readable && (
            <span className="pill pill--bad">
              <FileX aria-hidden="true" />
              {t('versions.broken')}
            </span>
          )}
        </h3>
        <p className="quiet small">
          {version.createdBy}, <When at={version.createdAt} />
        </p>
      </div>
      <div className="stack version-what">
        <p>{version.summary}</p>
        <Counts counts={version.counts} />
      </div>
      {!version.current && version.readable && (
        <button type="button" className="button button--paper" onClick={onBack} data-testid="version-back">
          <Undo2 aria-hidden="true" />
          {t('versions.back')}
          <span className="visually-hidden">{version.version}</span>
        </button>
      )}
    </li>
  );
}

function RollbackDialog({ to, onClose }: { readonly to: VersionView; readonly onClose: () => void }) {
  const t = useT();
  const { run, busy } = useCommand();
  const before = useScreen((s) => s.staff.versions?.find((version) => version.current)?.version);
  const goBack = async (version: string, undoTo: string | undefined) => {
    const outcome = await run({ type: 'staff.rollback', version }, () => ({
      text: t('rollback.done', { version }),
      ...(undoTo !== undefined && { action: { label: t('undo'), run: () => void goBack(undoTo, undefined) } }),
    }));
    if (outcome.ok) onClose();
  };
  return (
    <Confirm
      testId="rollback-dialog"
      title={t('rollback.title', { version: to.version })}
      confirm={t('rollback.confirm')}
      busy={busy}
      onConfirm={() => void goBack(to.version, before)}
      onCancel={onClose}
    >
      <p>{t('rollback.text')}</p>
      <p className="quiet">{to.summary}</p>
    </Confirm>
  );
}
