import { CircleCheck, Download, Eye, OctagonAlert, Rocket, Trash2, TriangleAlert, Upload } from 'lucide-react';
import { useState } from 'react';
import type { DraftView } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { Confirm } from '../parts/confirm.tsx';
import { goTo } from '../route.ts';
import { useCommand } from '../use-command.ts';
import { Counts } from './counts.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { useReport } from './use-report.ts';

/** The draft in one line, and what can be done with it; stays in sight while the page scrolls. */
export function DraftBar({ draft }: { readonly draft: DraftView }) {
  const t = useT();
  const [asking, setAsking] = useState<'publish' | 'discard' | null>(null);
  const { run, busy } = useCommand();
  const saveReport = useReport();
  const close = () => setAsking(null);
  const reason = draft.asksTimezone
    ? t('publish.needsZone')
    : draft.blocked
      ? t('publish.blocked', { count: draft.findings.errors })
      : null;
  return (
    <section className="draft-bar" aria-label={t('draft.title')} data-testid="draft-bar">
      <div className="draft-what">
        <h3 className="draft-name">{t('draft.name', { name: draft.name })}</h3>
        <State draft={draft} />
      </div>
      <div className="line">
        <a className="button button--quiet" href="#sources-title">
          <Upload aria-hidden="true" />
          {t('draft.add')}
        </a>
        <button type="button" className="button button--quiet" onClick={saveReport}>
          <Download aria-hidden="true" />
          {t('draft.report')}
        </button>
        <button type="button" className="button button--quiet" onClick={() => setAsking('discard')} data-testid="discard">
          <Trash2 aria-hidden="true" />
          {t('draft.discard')}
        </button>
        <button type="button" className="button button--paper" onClick={() => goTo('preview')} data-testid="try-draft">
          <Eye aria-hidden="true" />
          {t('draft.try')}
        </button>
        <button
          type="button"
          className="button button--ink"
          aria-disabled={reason !== null}
          aria-describedby={reason === null ? undefined : 'publish-reason'}
          onClick={() => reason === null && setAsking('publish')}
          data-testid="publish"
        >
          <Rocket aria-hidden="true" />
          {t('draft.publish')}
        </button>
      </div>
      {reason !== null && (
        <p className="draft-reason" id="publish-reason">
          <OctagonAlert aria-hidden="true" />
          {reason}
        </p>
      )}
      <Counts counts={draft.counts} />
      {asking === 'publish' && <PublishDialog draft={draft} onClose={close} />}
      {asking === 'discard' && (
        <Confirm
          testId="discard-dialog"
          title={t('discard.title')}
          confirm={t('discard.confirm')}
          grave
          busy={busy}
          onCancel={close}
          onConfirm={() => void run({ type: 'staff.draft.discard' }, () => t('discard.done')).then(close)}
        >
          <p>{t('discard.text')}</p>
        </Confirm>
      )}
    </section>
  );
}

function State({ draft: { findings, changes } }: { readonly draft: DraftView }) {
  const t = useT();
  const total = changes.counts.reduce((sum, { count }) => sum + count, 0) + changes.settings.length;
  return (
    <p className="line" role="status" data-testid="draft-state">
      {findings.errors > 0 && (
        <a className="pill pill--bad" href="#findings-title">
          <OctagonAlert aria-hidden="true" />
          {t('count.errors', { count: findings.errors })}
        </a>
      )}
      {findings.warnings > 0 && (
        <a className="pill pill--warn" href="#findings-title">
          <TriangleAlert aria-hidden="true" />
          {t('count.warnings', { count: findings.warnings })}
        </a>
      )}
      {findings.errors === 0 && (
        <span className="pill pill--good">
          <CircleCheck aria-hidden="true" />
          {t('draft.ready')}
        </span>
      )}
      <a className="pill" href="#changes-title">
        {changes.first ? t('draft.first') : t('count.changes', { count: total })}
      </a>
    </p>
  );
}
