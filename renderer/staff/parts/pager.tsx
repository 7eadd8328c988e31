import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useT } from '../i18n/staff-i18n.ts';

interface PagerProps {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly label: string;
  readonly onOffset: (offset: number) => void;
}

/** Nothing when everything fits on one page. */
export function Pager({ offset, limit, total, label, onOffset }: PagerProps) {
  const t = useT();
  if (total <= limit) return null;
  const last = Math.min(offset + limit, total);
  return (
    <nav className="pager" aria-label={label}>
      <button
        type="button"
        className="button button--paper"
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - limit))}
        aria-label={t('pager.back')}
      >
        <ChevronLeft aria-hidden="true" />
      </button>
      <p className="numeric" role="status">
        {t('pager.range', { from: offset + 1, to: last, total })}
      </p>
      <button
        type="button"
        className="button button--paper"
        disabled={last >= total}
        onClick={() => onOffset(offset + limit)}
        aria-label={t('pager.on')}
      >
        <ChevronRight aria-hidden="true" />
      </button>
    </nav>
  );
}
