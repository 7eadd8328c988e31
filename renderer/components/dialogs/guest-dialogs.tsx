import { HandHelping, Timer } from 'lucide-react';
import { AccessPanel } from '../../access/access-panel.tsx';
import { useGuest } from '../../guest/guest-context.ts';
import { useAbandonedPanel } from '../../guest/use-abandoned-panel.ts';
import { useT } from '../../i18n/i18n.tsx';
import { PrivacyDialog } from '../../privacy/privacy-dialog.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useTick } from '../use-clock.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { Dialog } from './dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { CodesDialog, MemoryAskDialog } from './memory-dialogs.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { ScanDialog } from './scan-dialog.tsx';

/** At most one dialog, the most pressing first. */
export function GuestDialogs() {
  const { actions } = useGuest();
  const abandoned = useAbandonedPanel(actions);
  const idleEndsAtMs = useScreen((s) => s.idleEndsAtMs);
  const consent = useScreen((s) => s.consentTextVersion);
  const pin = useScreen((s) => s.pin);
  const asks = useScreen((s) => s.memory?.asks ?? null);
  const codes = useScreen((s) => s.memory?.codes ?? null);
  const link = useScreen((s) => s.memory?.link ?? null);
  const panel = useScreen((s) => s.ui.panel);
  const online = useScreen((s) => s.link === 'online');
  if (!online) return null;
  if (idleEndsAtMs !== null) {
    return <IdleDialog key="idle" endsAtMs={idleEndsAtMs} onStay={actions.stillHere} onFinish={actions.startOver} />;
  }
  if (abandoned !== null) {
    return <IdleDialog key="abandoned" endsAtMs={abandoned.endsAtMs} onStay={abandoned.stay} onFinish={() => actions.open('none')} />;
  }
  // Above the question for consent too, which waits.
  if (panel === 'privacy') return <PrivacyDialog key="privacy" />;
  if (consent !== null) return <ConsentDialog key="consent" />;
  if (pin !== null) return <PinDialog key={`pin-${pin.purpose}`} ask={pin} />;
  if (asks !== null) return <MemoryAskDialog key="asks" asks={asks} />;
  if (codes !== null) return <CodesDialog key={`codes-${codes.format}`} codes={codes} />;
  if (link !== null) return <LinkDialog key={`link-${link.code}`} link={link} />;
  if (panel === 'help') return <HelpDialog key="help" />;
  if (panel === 'access') return <AccessPanel key="access" />;
  if (panel === 'scan') return <ScanDialog key="scan" />;
  return null;
}

function HelpDialog() {
  const t = useT();
  const { actions } = useGuest();
  const close = () => actions.open('none');
  return (
    <Dialog testId="help-dialog" title={t('help.title')} onCancel={close}>
      <span className="dialog-icon">
        <HandHelping aria-hidden="true" />
      </span>
      <p>{t('help.text')}</p>
      <div className="dialog-buttons">
        <button type="button" className="button button--ink" data-testid="help-confirm" onClick={actions.requestHelp}>
          {t('help.confirm')}
        </button>
        <button type="button" className="button button--paper" onClick={close}>
          {t('help.cancel')}
        </button>
      </div>
    </Dialog>
  );
}

interface IdleDialogProps {
  readonly endsAtMs: number;
  readonly onStay: () => void;
  readonly onFinish: () => void;
}

function IdleDialog({ endsAtMs, onStay, onFinish }: IdleDialogProps) {
  const t = useT();
  const now = useTick(250);
  const seconds = Math.max(0, Math.ceil((endsAtMs - now) / 1000));
  return (
    <Dialog testId="idle-warning" title={t('idle.title')} role="alertdialog" onCancel={onStay}>
      <span className="dialog-icon dialog-icon--count">
        <Timer aria-hidden="true" />
        <strong aria-hidden="true">{seconds}</strong>
      </span>
      <p>{t('idle.text', { seconds })}</p>
      <div className="dialog-buttons">
        <button type="button" className="button button--ink" data-testid="idle-stay" onClick={onStay}>
          {t('idle.stay')}
        </button>
        <button type="button" className="button button--paper" onClick={onFinish}>
          {t('idle.finish')}
        </button>
      </div>
    </Dialog>
  );
}
