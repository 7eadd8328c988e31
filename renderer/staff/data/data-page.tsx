import type { DraftView } from '../../../core/contract/index.ts';
import { Page } from '../../parts/page.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { Changes } from './changes.tsx';
import { DraftBar } from './draft-bar.tsx';
import { DropZone } from './drop-zone.tsx';
import { Findings } from './findings.tsx';
import { Published } from './published.tsx';
import { SourceList } from './source-list.tsx';
import { TableList } from './table-list.tsx';
import { TimezoneQuestion } from './timezone-question.tsx';

/** From files to what guests are told: put in, look, correct, publish. */
export function DataPage() {
  const t = useT();
  const draft = useScreen((s) => s.staff.draft);
  return (
    <Page title={t('nav.data')} lead={t('data.lead')} testId="page-data">
      {draft === undefined && <p className="panel-empty">{t('loading')}</p>}
      {draft === null && (
        <>
          <DropZone large />
          <Published />
        </>
      )}
      {draft !== undefined && draft !== null && <Draft draft={draft} />}
    </Page>
  );
}

function Draft({ draft }: { readonly draft: DraftView }) {
  return (
    <>
      <DraftBar draft={draft} />
      {draft.asksTimezone && <TimezoneQuestion />}
      <div className="draft-parts">
        <div className="stack">
          <Findings draft={draft} />
          <Changes draft={draft} />
        </div>
        <div className="stack">
          <SourceList draft={draft} />
          <TableList tables={draft.tables} />
        </div>
      </div>
    </>
  );
}
