import type { FormEvent, ReactNode } from 'react';
import { useT } from '../i18n/staff-i18n.ts';

interface EditFormFrameProps {
  readonly label: string;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** Fields of a quick edit, and the one button that tells guests. */
export function EditFormFrame({ label, ready, busy, onSubmit, onCancel, children }: EditFormFrameProps) {
  const t = useT();
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (ready && !busy) onSubmit();
      }}
    >
      {children}
      <div className="line">
        <button type="submit" className="button button--ink" disabled={!ready || busy} data-testid="edit-publish">
          {label}
        </button>
        <button type="button" className="button button--paper" onClick={onCancel}>
          {t('cancel')}
        </button>
        <p className="quiet small">{t('edits.atOnce')}</p>
      </div>
    </form>
  );
}
