import type { ReactNode } from 'react';
import { Dialog } from '../components/dialogs/dialog.tsx';

export interface ConfirmProps {
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

interface ConfirmDialogProps extends ConfirmProps {
  readonly cancel: string;
  /** `even`: as wide as each other; `line`: as wide as what they say. */
  readonly buttons: 'even' | 'line';
}

/** Asks once more, with what will happen in the text and on the button. */
export function ConfirmDialog({ title, confirm, cancel, buttons, testId, onConfirm, onCancel, children, ...state }: ConfirmDialogProps) {
  const { busy = false, disabled = false, grave = false } = state;
  return (
    <Dialog testId={testId} title={title} onCancel={onCancel}>
      {children}
      <div className={buttons === 'line' ? 'dialog-buttons line' : 'dialog-buttons'}>
        <button type="button" className="button button--paper" onClick={onCancel}>
          {cancel}
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
