import { Check, EyeOff, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { FindingView } from '../../../core/contract/index.ts';
import { Field } from '../../parts/field.tsx';
import { labelOf, useT, wordsFor } from '../i18n/staff-i18n.ts';
import { useCommand } from '../use-command.ts';

/** Settings, floor plans and ways: a value of theirs cannot be corrected here. */
const IN_THE_FILE = /\.(?:ya?ml|geojson|json|zip)$/i;

interface FindingProps {
  readonly finding: FindingView;
  /** It is gone from the list: the focus must go elsewhere. */
  readonly onSettled: () => void;
}

export function Finding({ finding, onSettled }: FindingProps) {
  const t = useT();
  const { run, busy } = useCommand();
  const bad = finding.severity === 'error';
  const Icon = bad ? OctagonAlert : TriangleAlert;
  const ignore = async () => {
    const outcome = await run({ type: 'staff.draft.ignore', findingId: finding.id }, () => t('findings.ignored'));
    if (outcome.ok) onSettled();
  };
  return (
    <li className="finding" data-severity={finding.severity} data-testid="finding">
      <div className="finding-head">
        <span className={`pill ${bad ? 'pill--bad' : 'pill--warn'}`}>
          <Icon aria-hidden="true" />
          {t(`severity.${finding.severity}`)}
        </span>
        <p className="quiet small">
          {finding.line === undefined ? finding.file : t('findings.where', { file: finding.file, line: finding.line })}
          {finding.column !== undefined && ` · ${labelOf(t, 'field', finding.column)}`}
        </p>
      </div>
      <div>
        <p className="finding-reason">{finding.reason}</p>
        <p className="quiet">{wordsFor(t, 'remedy', finding.code) ?? finding.remedy}</p>
        {bad && finding.fix === undefined && IN_THE_FILE.test(finding.file) && (
          <p className="quiet">{t('findings.inFile', { file: finding.file })}</p>
        )}
      </div>
      {finding.row !== undefined && <Row row={finding.row} label={t('findings.row', { reason: finding.reason })} />}
      <div className="finding-foot">
        {finding.fix !== undefined && <Fix finding={finding} fix={finding.fix} onSettled={onSettled} />}
        {!bad && (
          <button type="button" className="button button--quiet" disabled={busy} onClick={() => void ignore()}>
            <EyeOff aria-hidden="true" />
            {t('findings.ignore')}
            <span className="visually-hidden">{finding.reason}</span>
          </button>
        )}
      </div>
    </li>
  );
}

/** The row as the file has it. */
function Row({ row, label }: { readonly row: NonNullable<FindingView['row']>; readonly label: string }) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a row wider than the screen is scrolled by keyboard too
    <section className="scroll" tabIndex={0} aria-label={label}>
      <table className="grid-table row-table">
        <thead>
          <tr>
            {row.map(({ column, bad }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells stand where they stand; two columns may have one name
              <th key={i} scope="col" data-bad={bad}>
                {labelOf(t, 'field', column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {row.map(({ value, bad }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <td key={i} data-bad={bad}>
                {bad && <TriangleAlert aria-label={t('findings.badCell')} />}
                {value === '' ? <span className="quiet">{t('empty')}</span> : value}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

interface FixProps extends FindingProps {
  readonly fix: NonNullable<FindingView['fix']>;
}

/** The kiosk judges the row again with the new value; what is still wrong comes back as a finding. */
function Fix({ finding, fix, onSettled }: FixProps) {
  const t = useT();
  const { run, busy } = useCommand();
  const [value, setValue] = useState(fix.value);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const outcome = await run({ type: 'staff.draft.fix', findingId: finding.id, value }, () =>
      t('findings.fixed', { column: labelOf(t, 'field', fix.column) }),
    );
    if (outcome.ok) onSettled();
  };
  return (
    <form className="fix" onSubmit={(event) => void submit(event)}>
      <Field label={t('findings.newValue', { column: labelOf(t, 'field', fix.column) })}>
        {(control) => (
          <input
            {...control}
            className="control"
            value={value}
            data-testid="fix-value"
            onChange={(event) => setValue(event.target.value)}
            autoComplete="off"
          />
        )}
      </Field>
      <button type="submit" className="button button--ink" disabled={busy || value === fix.value} data-testid="fix-save">
        <Check aria-hidden="true" />
        {t('findings.fix')}
      </button>
    </form>
  );
}
