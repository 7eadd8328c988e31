import { FileCheck, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DraftView, SourceView } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { Confirm } from '../parts/confirm.tsx';
import { When } from '../parts/when.tsx';
import { useCommand } from '../use-command.ts';
import { DropZone } from './drop-zone.tsx';

/** What the venue is made of; the same file put in again updates its own part. */
export function SourceList({ draft }: { readonly draft: DraftView }) {
  const t = useT();
  const { run, busy } = useCommand();
  const [leaving, setLeaving] = useState<SourceView | null>(null);
  return (
    <section className="panel stack" aria-labelledby="sources-title" data-testid="sources">
      <div>
        <h2 id="sources-title">{t('sources.title')}</h2>
        <p className="panel-lead">{t('sources.lead')}</p>
        <p className="quiet small">{t('data.settings')}</p>
      </div>
      {draft.sources.length > 0 && (
        <ul className="sources">
          {draft.sources.map((source) => (
            <li key={source.id} className="source">
              <FileCheck aria-hidden="true" />
              <div>
                <h3 className="source-name">{source.name}</h3>
                <p className="quiet small">
                  {source.format} · {t('sources.rows', { count: source.rows })}
                  {source.files > 1 && ` · ${t('sources.files', { count: source.files })}`}
                </p>
                <p className="quiet small">
                  {source.importedBy}, <When at={source.importedAt} />
                </p>
              </div>
              <button type="button" className="button button--quiet" onClick={() => setLeaving(source)}>
                <Trash2 aria-hidden="true" />
                {t('remove')}
                <span className="visually-hidden">{source.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <DropZone />
      {leaving !== null && (
        <Confirm
          testId="remove-dialog"
          title={t('sources.removeTitle', { name: leaving.name })}
          confirm={t('remove')}
          grave
          busy={busy}
          onCancel={() => setLeaving(null)}
          onConfirm={() => void run({ type: 'staff.draft.removeSource', sourceId: leaving.id }).then(() => setLeaving(null))}
        >
          <p>{t('sources.removeText', { count: leaving.rows })}</p>
        </Confirm>
      )}
    </section>
  );
}
