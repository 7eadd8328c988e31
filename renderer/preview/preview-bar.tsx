import { ArrowLeft, CircleAlert, Eye } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { LocalDateTime } from '../../core/contract/index.ts';
import { useT } from '../staff/i18n/staff-i18n.ts';
import { goTo } from '../staff/route.ts';

interface PreviewBarProps {
  /** Of a draft; otherwise of what is published. */
  readonly draft: boolean;
  /** null: the real time. */
  readonly now: LocalDateTime | null;
  readonly problem: string | null;
  readonly onNow: (now: LocalDateTime | null) => void;
}

/** A date is chosen in several steps; the screen begins again after the last. */
const SETTLE_MS = 500;

/** Cannot be taken for the kiosk: it says what this is, and for which time. */
export function PreviewBar({ draft, now, problem, onNow }: PreviewBarProps) {
  const t = useT();
  const id = useId();
  const [chosen, setChosen] = useState(now);
  useEffect(() => {
    if (chosen === now) return;
    const timer = setTimeout(() => onNow(chosen), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [chosen, now, onNow]);
  return (
    <header className="preview-bar" data-testid="preview-bar">
      <button type="button" className="preview-back" onClick={() => goTo('data')} data-testid="preview-close">
        <ArrowLeft aria-hidden="true" />
        {t('preview.back')}
      </button>
      <p className="preview-what">
        <Eye aria-hidden="true" />
        <strong>{t(draft ? 'preview.ofDraft' : 'preview.ofPublished')}</strong>
        <span>{t('preview.noEffect')}</span>
      </p>
      <div className="preview-now">
        <label htmlFor={id}>{t('preview.now')}</label>
        <input
          id={id}
          type="datetime-local"
          value={chosen ?? ''}
          data-testid="preview-now"
          onChange={(event) => setChosen(event.target.value === '' ? null : event.target.value.slice(0, 16))}
        />
        <button type="button" aria-pressed={chosen === null} onClick={() => setChosen(null)}>
          {t('preview.real')}
        </button>
      </div>
      {problem !== null && (
        <p className="preview-problem" role="alert">
          <CircleAlert aria-hidden="true" />
          {problem}
        </p>
      )}
    </header>
  );
}
