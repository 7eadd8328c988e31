import { RotateCcw } from 'lucide-react';
import type { LeadView } from '../../../core/contract/index.ts';
import { formatDay, wallClockMs } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useCommand } from '../use-command.ts';

/** Who is interested in more, how promising it is, and whether the CRM has it. */
export function LeadList() {
  const t = useT();
  const leads = useScreen((s) => s.staff.leads);
  return (
    <section className="panel" aria-labelledby="leads-title" data-testid="staff-leads">
      <header>
        <h2 id="leads-title">{t('leads.title')}</h2>
      </header>
      {leads === undefined && <p className="panel-empty">{t('loading')}</p>}
      {leads?.length === 0 && <p className="panel-empty">{t('leads.none')}</p>}
      <ul className="records">
        {leads?.map((lead) => (
          <Lead key={lead.id} lead={lead} />
        ))}
      </ul>
    </section>
  );
}

function Lead({ lead }: { readonly lead: LeadView }) {
  const t = useT();
  const locale = useLocale();
  const { run, busy } = useCommand();
  const { need, size, budget, timeframe, contactName, contact, score, delivery, problem } = lead;
  const facts = [size, budget, timeframe].filter((part) => part !== '').join(' · ');
  const reach = [contactName, contact].filter((part) => part !== '').join(', ');
  return (
    <li className="record" data-state={delivery} data-testid="staff-lead">
      <div>
        <p className="quiet small">
          {t('leads.score', { score })} · {t('request.number', { ticket: lead.ticket })} ·{' '}
          <time dateTime={lead.createdAt}>{formatDay(locale, wallClockMs(lead.createdAt))}</time>
        </p>
        <h3>{need}</h3>
        {facts !== '' && <p>{facts}</p>}
        <p>{reach === '' ? t('leads.noContact') : reach}</p>
        {delivery !== 'off' && (
          <p className={delivery === 'dead' ? 'lead-problem' : 'quiet small'}>
            {[t(`leads.delivery.${delivery}`), problem].filter((part) => part !== '').join(': ')}
          </p>
        )}
      </div>
      {delivery === 'dead' && (
        <button
          type="button"
          className="button button--ink"
          disabled={busy}
          data-testid="lead-retry"
          onClick={() => void run({ type: 'staff.lead.retry', leadId: lead.id }, () => t('leads.retried'))}
        >
          <RotateCcw aria-hidden="true" />
          {t('leads.retry')}
        </button>
      )}
    </li>
  );
}
