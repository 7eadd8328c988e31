import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { MemoryView } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { useT } from '../../i18n/i18n.tsx';
import { QrCode } from '../qr-code.tsx';
import { useTick } from '../use-clock.ts';
import { Dialog } from './dialog.tsx';

/** A code to go on with on another channel: to scan, or to type letter by letter, for as long as it is good. */
export function LinkDialog({ link }: { readonly link: NonNullable<MemoryView['link']> }) {
  const t = useT();
  const { actions } = useGuest();
  const [madeAtMs] = useState(() => performance.now());
  const now = useTick(1000);
  const minutes = Math.max(1, Math.ceil((madeAtMs + link.expiresInMs - now) / 60_000));
  const close = () => actions.answerMemory(false);
  return (
    <Dialog testId="link" title={t('link.title')} onCancel={close}>
      <p>{t('link.scan')}</p>
      <QrCode text={link.text} label={t('link.code', { code: spelled(link.code) })} />
      <p className="link-code" data-testid="link-code">
        {link.code}
      </p>
      <p className="dialog-small" role="timer">
        {t('link.expires', { minutes })}
      </p>
      <p className="dialog-small codes-note">
        <EyeOff aria-hidden="true" />
        {t('link.private')}
      </p>
      <div className="dialog-buttons">
        <button type="button" className="button button--ink" data-testid="link-done" onClick={close}>
          {t('export.done')}
        </button>
      </div>
    </Dialog>
  );
}

/** Said by a screen reader letter by letter. */
function spelled(code: string): string {
  return [...code].join(' ');
}
