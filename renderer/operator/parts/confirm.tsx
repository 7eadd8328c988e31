import type { ReactNode } from 'react';
import { Dialog } from '../../components/dialogs/dialog.tsx';
import { useT } from '../i18n/operator-i18n.tsx';

interface ConfirmProps {
  readonly title: string;
  readonly confirm: string;
  readonly testId: string;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** Something is lost by it. */
  readonly grave?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** Asks once more, with what will happen in the text and on the button. */
export function Confirm({
  title,
  confirm,
  testId,
  busy = false,
  disabled = false,
  grave = false,
  onConfirm,
  onCancel,
  children,
}: ConfirmProps) {
  const t = useT();
  return (
    <Dialog testId={testId} title={title} onCancel={onCancel}>
      {children}
      <div className="dialog-buttons line">
        <button type="button" className="button button--paper" onClick={onCancel}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className={`button ${grave ? 'button--bad' : 'button--ink'}`}
          disabled={busy || disabled}
          onClick={onConfirm}
          data-testid={`${testId}-confirm`}
        >
          {confirm}
        </button>
      </div>
    </Dialog>
  );
}
