import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { DraftView } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { Pager } from '../parts/pager.tsx';
import { usePaged } from '../parts/use-paged.ts';
import { useStaff } from '../staff-context.ts';
import { Finding } from './finding.tsx';

type Severity = 'error' | 'warning';
const PAGE = 20;

/** What is wrong in the files, worst first; each can be corrected where it is shown. */
export function Findings({ draft }: { readonly draft: DraftView }) {
  const t = useT();
  const { desk } = useStaff();
  const [severity, setSeverity] = useState<Severity | null>(null);
  const [file, setFile] = useState('');
  const [offset, setOffset] = useState(0);
  const title = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { errors, warnings } = draft.findings;
  const page = usePaged(`${draft.revision} ${severity} ${file} ${offset}`, async () => {
    const found = await desk.ask(
      { type: 'staff.draft.findings', offset, limit: PAGE, ...(severity !== null && { severity }), ...(file !== '' && { file }) },
      'staff.draft.findings',
    );
    return found.ok ? found : null;
  });
  const focusAt = useFocusAfter(page.items, list, title);
  const narrow =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      setOffset(0);
    };
  // The last finding of a page was corrected: the page before it is looked at.
  if (!page.loading && offset > 0 && page.items.length === 0) setOffset(Math.max(0, offset - PAGE));

  return (
    <section className="panel stack" aria-labelledby="findings-title" data-testid="findings">
      <header className="findings-head">
        <h2 id="findings-title" ref={title} tabIndex={-1}>
          {t('findings.title')}
        </h2>
        {errors + warnings > 0 && (
          <div className="line">
            <Filter severity={severity} errors={errors} warnings={warnings} onSeverity={narrow(setSeverity)} />
            <FileFilter draft={draft} file={file} onFile={narrow(setFile)} />
          </div>
        )}
      </header>
      {errors + warnings === 0 ? (
        <p className="callout callout--good">
          <CircleCheck aria-hidden="true" />
          {t('findings.none')}
        </p>
      ) : (
        <ul ref={list} className="findings" aria-busy={page.loading}>
          {page.items.map((finding, i) => (
            <Finding key={finding.id} finding={finding} onSettled={() => focusAt(i)} />
          ))}
        </ul>
      )}
      <Pager offset={offset} limit={PAGE} total={page.total} label={t('findings.pages')} onOffset={setOffset} />
    </section>
  );
}

/** The finding that had the focus is gone with the next list: the one in its place gets it, or the title when none is left. */
function useFocusAfter(
  items: readonly unknown[],
  list: RefObject<HTMLElement | null>,
  title: RefObject<HTMLElement | null>,
): (index: number) => void {
  const at = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list is what it waits for
  useEffect(() => {
    if (at.current === null) return;
    const rows = list.current?.children ?? [];
    const next = rows[Math.min(at.current, rows.length - 1)]?.querySelector<HTMLElement>('.finding-foot :is(input, button)');
    (next ?? title.current)?.focus();
    at.current = null;
  }, [items]);
  return (index) => {
    at.current = index;
  };
}

interface FilterProps {
  readonly severity: Severity | null;
  readonly errors: number;
  readonly warnings: number;
  readonly onSeverity: (severity: Severity | null) => void;
}

function Filter({ severity, errors, warnings, onSeverity }: FilterProps) {
  const t = useT();
  const choice = (value: Severity | null, label: string, icon: React.ReactNode) => (
    <button type="button" aria-pressed={severity === value} onClick={() => onSeverity(value)}>
      {icon}
      {label}
    </button>
  );
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{t('findings.filter')}</legend>
      {choice(null, t('findings.all', { count: errors + warnings }), null)}
      {choice('error', t('count.errors', { count: errors }), <OctagonAlert aria-hidden="true" />)}
      {choice('warning', t('count.warnings', { count: warnings }), <TriangleAlert aria-hidden="true" />)}
    </fieldset>
  );
}

function FileFilter({
  draft,
  file,
  onFile,
}: {
  readonly draft: DraftView;
  readonly file: string;
  readonly onFile: (file: string) => void;
}) {
  const t = useT();
  const files = [...new Set([...draft.sources.map(({ name }) => name), ...draft.findings.items.map((finding) => finding.file)])];
  if (files.length < 2) return null;
  return (
    <select className="control control--auto" aria-label={t('findings.file')} value={file} onChange={(event) => onFile(event.target.value)}>
      <option value="">{t('findings.allFiles')}</option>
      {files.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}
