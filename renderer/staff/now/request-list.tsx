import { Bell, BellRing, Check, CheckCheck, Clock, Eye, Footprints, type LucideIcon, MapPin, MessageSquare, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { RequestRow } from '../../../core/contract/index.ts';
import { formatDay, formatTime, wallClockMs } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { useValue } from '../../parts/value.ts';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useStaff } from '../staff-context.ts';

const ICONS: Readonly<Record<RequestRow['status'], LucideIcon>> = {
  waiting: Clock,
  seen: Eye,
  coming: Footprints,
  done: CheckCheck,
  cancelled: X,
};
const MAX_CLOSED = 20;
const MAX_NOTE = 200;

/** What guests asked for, open ones first; it comes by itself. */
export function RequestList() {
  const t = useT();
  const rows = useScreen((s) => s.staff.requests);
  const fresh = useValue(useStaff().fresh);
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

function isOpen({ status }: RequestRow): boolean {
  return status !== 'done' && status !== 'cancelled';
}

function Request({ row, fresh }: { readonly row: RequestRow; readonly fresh: boolean }) {
  const t = useT();
  const locale = useLocale();
  const [writing, setWriting] = useState(false);
  const isNew = fresh && row.status === 'waiting';
  const Icon = isNew ? BellRing : ICONS[row.status];
  const atMs = wallClockMs(row.createdAt);
  return (
    <li className="request-row" data-status={row.status} data-fresh={fresh} data-testid="staff-request">
      <p className="request-status">
        <Icon aria-hidden="true" />
        {t(isNew ? 'status.new' : `status.${row.status}`)}
        {row.ticket !== undefined && <span className="quiet numeric">{t('request.number', { ticket: row.ticket })}</span>}
      </p>
      <div>
        <h3>{row.staffTitle ?? row.title}</h3>
        {row.detail !== '' && <p>{row.detail}</p>}
        {row.note !== undefined && <p className="quiet">{t('request.noted', { note: row.note })}</p>}
        <p className="request-meta">
          <MapPin aria-hidden="true" />
          {row.placeName} · <time dateTime={row.createdAt}>{`${formatTime(locale, atMs)}, ${formatDay(locale, atMs)}`}</time>
        </p>
        {row.context !== undefined && (
          <details className="request-context">
            <summary>{t('request.before')}</summary>
            <p>{row.context}</p>
          </details>
        )}
      </div>
      {isOpen(row) && <Buttons row={row} onNote={() => setWriting(!writing)} writing={writing} />}
      {writing && isOpen(row) && <NoteForm row={row} onDone={() => setWriting(false)} />}
    </li>
  );
}

interface ButtonsProps {
  readonly row: RequestRow;
  readonly writing: boolean;
  readonly onNote: () => void;
}

function Buttons({ row: { id, status }, writing, onNote }: ButtonsProps) {
  const t = useT();
  const { updateRequest } = useStaff();
  return (
    <div className="request-buttons">
      {status === 'waiting' && (
        <button type="button" className="button button--paper" onClick={() => updateRequest(id, 'seen')}>
          <Eye aria-hidden="true" />
          {t('markSeen')}
        </button>
      )}
      {status !== 'coming' && (
        <button type="button" className="button button--paper" data-testid="request-coming" onClick={() => updateRequest(id, 'coming')}>
          <Footprints aria-hidden="true" />
          {t('markComing')}
        </button>
      )}
      <button type="button" className="button button--ink" onClick={() => updateRequest(id, 'done')}>
        <Check aria-hidden="true" />
        {t('markDone')}
      </button>
      <button type="button" className="button button--quiet" data-testid="request-note" aria-expanded={writing} onClick={onNote}>
        <MessageSquare aria-hidden="true" />
        {t('request.notePlaceholder')}
      </button>
    </div>
  );
}

/** A word to the guest: shown on their card, and said while they are still there. */
function NoteForm({ row, onDone }: { readonly row: RequestRow; readonly onDone: () => void }) {
  const t = useT();
  const { updateRequest } = useStaff();
  const [note, setNote] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() === '' || row.status === 'done' || row.status === 'cancelled') return;
    updateRequest(row.id, row.status === 'waiting' ? 'seen' : row.status, note.trim());
    onDone();
  };
  return (
    <form className="request-note line" onSubmit={send}>
      <input
        className="control"
        aria-label={t('request.notePlaceholder')}
        placeholder={t('request.notePlaceholder')}
        maxLength={MAX_NOTE}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        data-testid="request-note-text"
      />
      <button type="submit" className="button button--ink" disabled={note.trim() === ''} data-testid="request-note-send">
        <Bell aria-hidden="true" />
        {t('request.noteSend')}
      </button>
    </form>
  );
}
