import { ArrowRight, CalendarX, type LucideIcon, Minus, Move, PenLine, Plus, TextCursorInput } from 'lucide-react';
import { useState } from 'react';
import type { ChangeView, DraftView } from '../../../core/contract/index.ts';
import { kindOf, labelOf, useT } from '../i18n/staff-i18n.ts';
import { Pager } from '../parts/pager.tsx';
import { usePaged } from '../parts/use-paged.ts';
import { useStaff } from '../staff-context.ts';
import { readable } from './readable.ts';

const PAGE = 20;

export const CHANGE_ICONS: Readonly<Record<ChangeView['what'], LucideIcon>> = {
  added: Plus,
  moved: Move,
  renamed: TextCursorInput,
  cancelled: CalendarX,
  changed: PenLine,
  removed: Minus,
};

type Choice = { readonly kind: string; readonly what: ChangeView['what'] } | null;

/** What will be different for guests, before against after. */
export function Changes({ draft }: { readonly draft: DraftView }) {
  const t = useT();
  const { desk } = useStaff();
  const [choice, setChoice] = useState<Choice>(null);
  const [offset, setOffset] = useState(0);
  const { changes, revision } = draft;
  const page = usePaged(`${revision} ${choice?.kind} ${choice?.what} ${offset}`, async () => {
    const found = await desk.ask({ type: 'staff.draft.changes', offset, limit: PAGE, ...choice }, 'staff.draft.changes');
    return found.ok ? found : null;
  });
  const choose = (next: Choice) => {
    setChoice(next);
    setOffset(0);
  };
  return (
    <section className="panel stack" aria-labelledby="changes-title" data-testid="changes">
      <div>
        <h2 id="changes-title">{t('changes.title')}</h2>
        <p className="panel-lead">{t(changes.first ? 'changes.first' : changes.any ? 'changes.lead' : 'changes.none')}</p>
      </div>
      {changes.settings.length > 0 && (
        <p>{t('changed.settings', { list: changes.settings.map((name) => labelOf(t, 'setting', name)).join(', ') })}</p>
      )}
      {changes.counts.length > 0 && (
        <fieldset className="filters">
          <legend className="visually-hidden">{t('changes.filter')}</legend>
          <button type="button" aria-pressed={choice === null} onClick={() => choose(null)}>
            {t('changes.all')}
          </button>
          {changes.counts.map(({ kind, what, count }) => {
            const Icon = CHANGE_ICONS[what];
            return (
              <button
                type="button"
                key={`${kind} ${what}`}
                aria-pressed={choice?.kind === kind && choice.what === what}
                onClick={() => choose({ kind, what })}
              >
                <Icon aria-hidden="true" />
                {t(`changed.${what}`, { count, kind: kindOf(t, kind, count) })}
              </button>
            );
          })}
        </fieldset>
      )}
      {changes.any && (
        <ul className="changes" aria-busy={page.loading}>
          {page.items.map((change) => (
            <Change key={`${change.kind} ${change.id} ${change.what}`} change={change} />
          ))}
        </ul>
      )}
      <Pager offset={offset} limit={PAGE} total={page.total} label={t('changes.pages')} onOffset={setOffset} />
    </section>
  );
}

function Change({ change }: { readonly change: ChangeView }) {
  const t = useT();
  const Icon = CHANGE_ICONS[change.what];
  return (
    <li className="change-row" data-what={change.what} data-testid="change">
      <span className="pill">
        <Icon aria-hidden="true" />
        {t(`what.${change.what}`)}
      </span>
      <div>
        <h3>
          {change.name} <span className="quiet change-kind">{kindOf(t, change.kind, 1)}</span>
        </h3>
        {change.fields.length > 0 && (
          <dl className="change-fields">
            {change.fields.map(({ field, before, after }) => (
              <div key={field}>
                <dt>{labelOf(t, 'field', field)}</dt>
                <dd>
                  {before !== '' && (
                    <del>
                      <span className="visually-hidden">{t('changes.before')} </span>
                      {readable(before)}
                    </del>
                  )}
                  {before !== '' && <ArrowRight aria-hidden="true" className="change-arrow" />}
                  <ins>
                    <span className="visually-hidden">{t('changes.after')} </span>
                    {after === '' ? t('empty') : readable(after)}
                  </ins>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}
