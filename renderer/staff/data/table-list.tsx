import { Check, CircleHelp, Table2, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import type { TableView } from '../../../core/contract/index.ts';
import { kindOf, labelOf, useT } from '../i18n/staff-i18n.ts';
import { useCommand } from '../use-command.ts';

/** Below this, a guess is worth a look. */
const UNSURE = 0.7;

/** What the columns of each table were taken for, and the way to say otherwise. */
export function TableList({ tables }: { readonly tables: readonly TableView[] }) {
  const t = useT();
  if (tables.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="tables-title" data-testid="tables">
      <div>
        <h2 id="tables-title">{t('tables.title')}</h2>
        <p className="panel-lead">{t('tables.lead')}</p>
      </div>
      {tables.map((table) => (
        <Table key={`${table.id} ${table.kind} ${table.columns.map(({ field }) => field)}`} table={table} />
      ))}
    </section>
  );
}

function Table({ table }: { readonly table: TableView }) {
  const t = useT();
  const { run, busy } = useCommand();
  const [kind, setKind] = useState(table.kind);
  const [fields, setFields] = useState(table.columns.map(({ field }) => field));
  const changed = kind !== table.kind || fields.some((field, i) => field !== table.columns[i]?.field);
  const known = table.kinds.find((one) => one.kind === kind)?.fields ?? [];
  const unsure = table.waits === true || table.columns.some(({ field, confidence }) => field !== null && (confidence ?? 1) < UNSURE);
  const choose = (next: string) => {
    const has = table.kinds.find((one) => one.kind === next)?.fields ?? [];
    setKind(next);
    // What means the same for the other kind stays.
    setFields((before) => before.map((field) => (field !== null && has.includes(field) ? field : null)));
  };
  return (
    <details className="fold" open={unsure || changed}>
      <summary>
        <Table2 aria-hidden="true" />
        <strong>{table.file}</strong>
        <span className="quiet">{kindOf(t, table.kind)}</span>
        <span className={`pill ${unsure ? 'pill--warn' : ''}`}>
          {table.edited ? <UserRoundCheck aria-hidden="true" /> : unsure ? <CircleHelp aria-hidden="true" /> : <Check aria-hidden="true" />}
          {t(table.edited ? 'tables.edited' : unsure ? 'tables.unsure' : 'tables.guessed')}
        </span>
      </summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run({ type: 'staff.draft.setMapping', tableId: table.id, kind, fields }, () => t('tables.done'));
        }}
      >
        <label className="line">
          {t('tables.kind')}
          <select className="control control--auto" value={kind} onChange={(event) => choose(event.target.value)}>
            {table.kinds.map((one) => (
              <option key={one.kind} value={one.kind}>
                {kindOf(t, one.kind)}
              </option>
            ))}
          </select>
        </label>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen is scrolled by keyboard too */}
        <section className="scroll" tabIndex={0} aria-label={table.file}>
          <Columns table={table} fields={fields} known={known} onFields={setFields} />
        </section>
        <div className="line">
          <button type="submit" className="button button--ink" disabled={!changed || busy}>
            {t('tables.apply')}
          </button>
          {changed && <p className="quiet">{t('tables.unsaved')}</p>}
        </div>
      </form>
    </details>
  );
}

interface ColumnsProps {
  readonly table: TableView;
  readonly fields: readonly (string | null)[];
  readonly known: readonly string[];
  readonly onFields: (fields: (string | null)[]) => void;
}

function Columns({ table, fields, known, onFields }: ColumnsProps) {
  const t = useT();
  return (
    <table className="grid-table">
      <thead>
        <tr>
          <th scope="col">{t('tables.column')}</th>
          <th scope="col">{t('tables.means')}</th>
          <th scope="col">{t('tables.samples')}</th>
          <th scope="col">{t('tables.sure')}</th>
        </tr>
      </thead>
      <tbody>
        {table.columns.map((column, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand; two may have one name
          <tr key={i}>
            <th scope="row">{column.name || t('tables.nameless', { number: i + 1 })}</th>
            <td>
              <select
                className="control control--auto"
                aria-label={t('tables.meansOf', { column: column.name })}
                value={fields[i] ?? ''}
                onChange={(event) => onFields(fields.map((field, at) => (at === i ? event.target.value || null : field)))}
              >
                <option value="">{t('tables.ignore')}</option>
                {known.map((field) => (
                  <option key={field} value={field}>
                    {labelOf(t, 'field', field)}
                  </option>
                ))}
              </select>
            </td>
            <td className="quiet samples">{column.samples.slice(0, 3).join(' · ')}</td>
            <td>
              <Confidence value={fields[i] === null || fields[i] !== column.field ? undefined : column.confidence} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Confidence({ value }: { readonly value: number | undefined }) {
  const t = useT();
  if (value === undefined) return null;
  const unsure = value < UNSURE;
  return (
    <span className={`pill ${unsure ? 'pill--warn' : 'pill--good'}`}>
      {unsure ? <CircleHelp aria-hidden="true" /> : <Check aria-hidden="true" />}
      {t(unsure ? 'tables.unsureColumn' : 'tables.sureColumn')}
    </span>
  );
}
