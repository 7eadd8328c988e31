import { BellRing, Check, CheckCheck, Clock, Eye, Footprints, type LucideIcon, MapPin, X } from 'lucide-react';
import type { RequestRow } from '../../../core/contract/index.ts';
import { formatDay, formatTime, wallClockMs } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useStaff } from '../staff-context.ts';
import { useValue } from '../value.ts';

const ICONS: Readonly<Record<RequestRow['status'], LucideIcon>> = {
  waiting: Clock,
  seen: Eye,
  coming: Footprints,
  done: CheckCheck,
  cancelled: X,
};
const MAX_CLOSED = 20;

/** What guests asked for, open ones first; it comes by itself. */
export function RequestList() {
  const t = useT();
  const rows = useScreen((s) => s.staff.requests);
  const fresh = useValue(useStaff().fresh);
  const isOpen = (row: RequestRow) => row.status === 'waiting' || row.status === 'seen';
  const open = rows?.filter(isOpen) ?? [];
  const closed = rows?.filter((row) => !isOpen(row)).slice(0, MAX_CLOSED) ?? [];
  return (
    <section className="panel" data-testid="staff-requests" aria-labelledby="staff-requests-title">
      <header>
        <h2 id="staff-requests-title">{t('requests')}</h2>
        <p role="status" className="quiet">
          {t('open', { count: open.length })}
        </p>
      </header>
      {rows === null && <p className="panel-empty">{t('loading')}</p>}
      {rows?.length === 0 && <p className="panel-empty">{t('noRequests')}</p>}
      <ul className="requests">
        {[...open, ...closed].map((row) => (
          <Request key={row.id} row={row} fresh={fresh.includes(row.id)} />
        ))}
      </ul>
    </section>
  );
}

function Request({ row, fresh }: { readonly row: RequestRow; readonly fresh: boolean }) {
  const t = useT();
  const locale = useLocale();
  const { updateRequest } = useStaff();
  const Icon = fresh && row.status === 'waiting' ? BellRing : ICONS[row.status];
  const atMs = wallClockMs(row.createdAt);
  return (
    <li className="request-row" data-status={row.status} data-fresh={fresh} data-testid="staff-request">
      <p className="request-status">
        <Icon aria-hidden="true" />
        {t(fresh && row.status === 'waiting' ? 'status.new' : `status.${row.status}`)}
      </p>
      <div>
        <h3>{row.title}</h3>
        {row.detail !== '' && <p>{row.detail}</p>}
        <p className="request-meta">
          <MapPin aria-hidden="true" />
          {row.placeName} · <time dateTime={row.createdAt}>{`${formatTime(locale, atMs)}, ${formatDay(locale, atMs)}`}</time>
        </p>
      </div>
      <div className="request-buttons">
        {row.status === 'waiting' && (
          <button type="button" className="button button--paper" onClick={() => updateRequest(row.id, 'seen')}>
            <Eye aria-hidden="true" />
            {t('markSeen')}
          </button>
        )}
        {(row.status === 'waiting' || row.status === 'seen') && (
          <button type="button" className="button button--ink" onClick={() => updateRequest(row.id, 'done')}>
            <Check aria-hidden="true" />
            {t('markDone')}
          </button>
        )}
      </div>
    </li>
  );
}
