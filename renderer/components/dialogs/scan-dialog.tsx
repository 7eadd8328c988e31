import { useEffect, useRef, useState } from 'react';
import type { ScannerState } from '../../guest/devices.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Dialog } from './dialog.tsx';

const SAYS = {
  starting: 'scan.starting',
  ready: 'scan.ready',
  several: 'scan.several',
  denied: 'scan.denied',
  off: 'scan.starting',
} as const satisfies Record<ScannerState, string>;

/** The camera's picture, so that the guest sees what it sees. Closing it closes the camera, unless it is kept always ready. */
export function ScanDialog() {
  const t = useT();
  const { actions } = useGuest();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<ScannerState>('starting');
  useEffect(() => (video.current === null ? undefined : actions.scan(video.current, setState)), [actions]);
  const close = () => actions.open('none');
  return (
    <Dialog testId="scan" title={t('scan.title')} onCancel={close}>
      <div className="viewfinder" data-state={state}>
        <video ref={video} muted playsInline aria-label={t('scan.video')} />
        <span className="viewfinder-frame" aria-hidden="true" />
      </div>
      <p role="status">{t(SAYS[state])}</p>
      {state !== 'denied' && <p className="dialog-small">{t('scan.text')}</p>}
      <div className="dialog-buttons">
        <button type="button" className="button button--paper" data-testid="scan-cancel" onClick={close}>
          {t('scan.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
