import { Check, CircleAlert, X } from 'lucide-react';
import type { Notices } from './notices.ts';
import { useValue } from './value.ts';

interface ToastsProps {
  readonly notices: Notices;
  /** Names the button that puts a line away. */
  readonly dismiss: string;
}

/** What just happened, said once to screen readers, with a way back where there is one. */
export function Toasts({ notices, dismiss }: ToastsProps) {
  const list = useValue(notices.list);
  return (
    <div className="toasts" role="status" aria-live="polite" data-testid="notices">
      {list.map(({ id, text, tone, action }) => (
        <div key={id} className="toast" data-tone={tone}>
          {tone === 'good' ? <Check aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
          <p>{text}</p>
          {action !== undefined && (
            <button
              type="button"
              className="button"
              onClick={() => {
                notices.dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" className="button" aria-label={dismiss} onClick={() => notices.dismiss(id)}>
            <X aria-hidden="true" />
          </button>
        </div>
      ))}
    </div>
  );
}
