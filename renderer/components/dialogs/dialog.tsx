import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

interface DialogProps {
  readonly testId: string;
  readonly title: string;
  readonly children: ReactNode;
  /** Escape; left out where the guest has to choose. */
  readonly onCancel?: () => void;
  readonly role?: 'dialog' | 'alertdialog';
  /** No button has the focus at first, where the guest must not be steered. */
  readonly neutral?: boolean;
}

/** A native modal dialog: focus is trapped and given back by the browser, the rest of the page is inert. */
export function Dialog({ testId, title, children, onCancel, role = 'dialog', neutral = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // A layout effect: closed while still in the page, the browser gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    if (neutral) dialog.querySelector<HTMLElement>('h2')?.focus();
    return () => dialog.close();
  }, [neutral]);
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
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
