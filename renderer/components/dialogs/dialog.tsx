import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  readonly testId: string;
  readonly title: string;
  readonly children: ReactNode;
  /** Escape; left out where the guest has to choose. */
  readonly onCancel?: () => void;
  readonly role?: 'dialog' | 'alertdialog';
}

/** A native modal dialog: focus is trapped and given back by the browser, the rest of the page is inert. */
export function Dialog({ testId, title, children, onCancel, role = 'dialog' }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      role={role}
      data-testid={testId}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onCancel?.();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
