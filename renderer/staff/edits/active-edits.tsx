import { TriangleAlert, Undo2 } from 'lucide-react';
import type { EditView } from '../../../core/contract/index.ts';
import { formatDay, formatTime, wallClockMs } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { When } from '../parts/when.tsx';
import { useEdit } from './use-edit.ts';

/** Quick edits that hold, the newest first, each with the way back. */
export function ActiveEdits() {
  const t = useT();
  const edits = useScreen((s) => s.staff.edits);
  const { undo, busy } = useEdit();
  return (
    <section className="panel" aria-labelledby="edits-title" data-testid="active-edits">
      <header>
        <h2 id="edits-title">{t('edits.active')}</h2>
      </header>
      {edits === undefined && <p className="panel-empty">{t('loading')}</p>}
      {edits?.length === 0 && <p className="panel-empty">{t('edits.none')}</p>}
      <ul className="edits">
        {edits?.map((edit) => (
          <li key={edit.id} data-testid="edit">
            <div>
              <h3>{edit.title}</h3>
              <Until edit={edit} />
              <p className="quiet small">
                {edit.by}, <When at={edit.at} />
              </p>
              {edit.missing && (
                <p className="pill pill--warn">
                  <TriangleAlert aria-hidden="true" />
                  {t('edits.missing')}
                </p>
              )}
            </div>
            <button type="button" className="button button--paper" disabled={busy} onClick={() => undo(edit.id)}>
              <Undo2 aria-hidden="true" />
              {t('undo')}
              <span className="visually-hidden">{edit.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Until({ edit: { edit } }: { readonly edit: EditView }) {
  const t = useT();
  const locale = useLocale();
  if (!('until' in edit) || edit.until === undefined) return null;
  const atMs = wallClockMs(edit.until);
  return <p className="small">{t('edits.until', { when: `${formatDay(locale, atMs)}, ${formatTime(locale, atMs)}` })}</p>;
}
