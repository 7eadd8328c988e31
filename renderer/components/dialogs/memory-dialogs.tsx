import { ChevronLeft, ChevronRight, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { MemoryView } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { useT } from '../../i18n/i18n.tsx';
import { QrCode } from '../qr-code.tsx';
import { Dialog } from './dialog.tsx';

/** What is about to be lost, read back; nothing happens without a yes. */
export function MemoryAskDialog({ asks }: { readonly asks: NonNullable<MemoryView['asks']> }) {
  const t = useT();
  const { actions } = useGuest();
  const no = () => actions.answerMemory(false);
  return (
    <Dialog testId="memory-asks" title={t(`memory.asks.${asks.what}`)} role="alertdialog" neutral onCancel={no}>
      <p>{asks.text}</p>
      <div className="dialog-buttons">
        <button type="button" className="button button--paper" data-testid="memory-yes" onClick={() => actions.answerMemory(true)}>
          {t(`memory.yes.${asks.what}`)}
        </button>
        <button type="button" className="button button--paper" data-testid="memory-no" onClick={no}>
          {t('memory.no')}
        </button>
      </div>
    </Dialog>
  );
}

/** Codes for the guest's phone, one at a time: what is in them is not shown to the room. */
export function CodesDialog({ codes }: { readonly codes: NonNullable<MemoryView['codes']> }) {
  const t = useT();
  const { actions } = useGuest();
  const [at, setAt] = useState(0);
  const { parts, format, leftOut } = codes;
  const last = parts.length - 1;
  const shown = Math.min(at, last);
  const close = () => actions.answerMemory(false);
  return (
    <Dialog testId="codes" title={t('export.title')} onCancel={close}>
      <p>{t('export.scan', { count: parts.length })}</p>
      <div className="codes">
        <button
          type="button"
          className="button button--paper"
          aria-label={t('export.previous')}
          disabled={shown === 0}
          onClick={() => setAt(shown - 1)}
        >
          <ChevronLeft className="mirrors" aria-hidden="true" />
        </button>
        <QrCode text={parts[shown] ?? ''} label={t('export.code', { number: shown + 1, count: parts.length })} />
        <button
          type="button"
          className="button button--paper"
          aria-label={t('export.next')}
          data-testid="codes-next"
          disabled={shown === last}
          onClick={() => setAt(shown + 1)}
        >
          <ChevronRight className="mirrors" aria-hidden="true" />
        </button>
      </div>
      <p className="codes-at" role="status">
        {t('export.code', { number: shown + 1, count: parts.length })}
      </p>
      <fieldset className="choice" aria-label={t('export.format')}>
        {(['text', 'json'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === format}
            data-testid={`export-${one}`}
            onClick={() => actions.exportMemory(one)}
          >
            {t(`export.${one}`)}
          </button>
        ))}
      </fieldset>
      <p className="dialog-small codes-note">
        <EyeOff aria-hidden="true" />
        {t('export.private')}
      </p>
      {leftOut > 0 && <p className="dialog-small">{t('export.leftOut', { count: leftOut })}</p>}
      <div className="dialog-buttons">
        <button type="button" className="button button--ink" data-testid="codes-done" onClick={close}>
          {t('export.done')}
        </button>
      </div>
    </Dialog>
  );
}
