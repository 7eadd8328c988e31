import { Check, CircleAlert, X } from 'lucide-react';
import type { Notices } from '../../staff/notices.ts';
import { useValue } from '../../staff/value.ts';
import { useT } from '../i18n/operator-i18n.tsx';

/** What just happened, said once to screen readers. */
export function Toasts({ notices }: { readonly notices: Notices }) {
  const t = useT();
  const list = useValue(notices.list);
  return (
    <div className="toasts" role="status" aria-live="polite" data-testid="notices">
      {list.map(({ id, text, tone }) => (
        <div key={id} className="toast" data-tone={tone}>
          {tone === 'good' ? <Check aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
          <p>{text}</p>
          <button type="button" className="button" aria-label={t('dismiss')} onClick={() => notices.dismiss(id)}>
            <X aria-hidden="true" />
          </button>
        </div>
      ))}
    </div>
  );
}
