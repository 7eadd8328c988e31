import { Check, RotateCcw } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { CaseView } from '../../../core/contract/index.ts';
import { formatDay, wallClockMs } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { Page } from '../../parts/page.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useCommand } from '../use-command.ts';
import { LeadList } from './lead-list.tsx';

const MAX_CLOSED = 20;
const MAX_NOTE = 300;

/** Support cases that guests opened, and who is interested in more. */
export function CasesPage() {
  const t = useT();
  const cases = useScreen((s) => s.staff.cases);
  const open = cases?.filter(({ status }) => status === 'open') ?? [];
  const closed = cases?.filter(({ status }) => status === 'closed').slice(0, MAX_CLOSED) ?? [];
  return (
    <Page title={t('nav.cases')} lead={t('cases.lead')} testId="page-cases">
      <section className="panel" aria-labelledby="cases-title" data-testid="staff-cases">
        <header>
          <h2 id="cases-title">{t('cases.title')}</h2>
          <p className="quiet">{t('open', { count: open.length })}</p>
        </header>
        {cases === undefined && <p className="panel-empty">{t('loading')}</p>}
        {cases?.length === 0 && <p className="panel-empty">{t('cases.none')}</p>}
        <ul className="records">
          {[...open, ...closed].map((one) => (
            <Case key={one.id} one={one} />
          ))}
        </ul>
      </section>
      <LeadList />
    </Page>
  );
}

function Case({ one }: { readonly one: CaseView }) {
  const t = useT();
  const locale = useLocale();
  return (
    <li className="record" data-state={one.status} data-testid="staff-case">
      <div>
        <p className="quiet small">
          {t(`cases.${one.status}`)} · {t('request.number', { ticket: one.ticket })} ·{' '}
          <time dateTime={one.createdAt}>{formatDay(locale, wallClockMs(one.createdAt))}</time>
        </p>
        <h3>{one.about}</h3>
        {one.detail !== '' && <p>{one.detail}</p>}
        {one.note !== '' && <p className="quiet">{t('request.noted', { note: one.note })}</p>}
      </div>
      <CaseForm one={one} />
    </li>
  );
}

/** A word to the guest, and what becomes of the case. */
function CaseForm({ one }: { readonly one: CaseView }) {
  const t = useT();
  const { run, busy } = useCommand();
  const [note, setNote] = useState('');
  const update = async (status: CaseView['status']) => {
    const said = note.trim();
    const { ok } = await run({ type: 'staff.case.update', caseId: one.id, status, ...(said === '' ? {} : { note: said }) });
    if (ok) setNote('');
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    void update(one.status);
  };
  return (
    <form className="line" onSubmit={send}>
      <input
        className="control"
        aria-label={t('request.notePlaceholder')}
        placeholder={t('request.notePlaceholder')}
        maxLength={MAX_NOTE}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <button type="submit" className="button button--paper" disabled={busy || note.trim() === ''}>
        {t('request.noteSend')}
      </button>
      <button
        type="button"
        className="button button--ink"
        disabled={busy}
        data-testid="case-toggle"
        onClick={() => void update(one.status === 'open' ? 'closed' : 'open')}
      >
        {one.status === 'open' ? <Check aria-hidden="true" /> : <RotateCcw aria-hidden="true" />}
        {t(one.status === 'open' ? 'cases.close' : 'cases.reopen')}
      </button>
    </form>
  );
}
