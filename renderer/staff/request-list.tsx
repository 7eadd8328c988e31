import { Check, CheckCheck, Clock, Eye, type LucideIcon, MapPin, X } from 'lucide-react';
import type { RequestRow } from '../../core/contract/index.ts';
import { formatDay, formatTime, wallClockMs } from '../i18n/format.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { useScreen } from '../store/use-screen.ts';
import type { Staff } from './create-staff.ts';

const ICONS: Readonly<Record<RequestRow['status'], LucideIcon>> = { waiting: Clock, seen: Eye, done: CheckCheck, cancelled: X };
const NONE: readonly RequestRow[] = [];

export function RequestList({ onUpdate }: { readonly onUpdate: Staff['updateRequest'] }) {
  const t = useT();
  const rows = useScreen((s) => s.staff.requests ?? NONE);
  const open = rows.filter((row) => row.status === 'waiting' || row.status === 'seen');
  const closed = rows.filter((row) => row.status === 'done' || row.status === 'cancelled').slice(0, 20);
  return (
    <section className="panel" data-testid="staff-requests" aria-labelledby="staff-requests-title">
      <header>
        <h2 id="staff-requests-title">{t('staff.requests')}</h2>
        <p role="status">{t('staff.open', { count: open.length })}</p>
      </header>
      {rows.length === 0 && <p className="panel-empty">{t('staff.noRequests')}</p>}
      <ul className="requests">
        {[...open, ...closed].map((row) => (
          <Request key={row.id} row={row} onUpdate={onUpdate} />
        ))}
      </ul>
    </section>
  );
}

function Request({ row, onUpdate }: { readonly row: RequestRow; readonly onUpdate: Staff['updateRequest'] }) {
  const t = useT();
  const locale = useLocale();
  const Icon = ICONS[row.status];
  const atMs = wallClockMs(row.createdAt);
  return (
    <li className="request-row" data-status={row.status} data-testid="staff-request">
      <p className="request-status">
        <Icon aria-hidden="true" />
        {t(`staff.status.${row.status}`)}
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
          <button type="button" className="button button--paper" onClick={() => onUpdate(row.id, 'seen')}>
            <Eye aria-hidden="true" />
            {t('staff.markSeen')}
          </button>
        )}
        {(row.status === 'waiting' || row.status === 'seen') && (
          <button type="button" className="button button--ink" onClick={() => onUpdate(row.id, 'done')}>
            <Check aria-hidden="true" />
            {t('staff.markDone')}
          </button>
        )}
      </div>
    </li>
  );
}
