import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import type { RouteView, VenueSummary } from '../../../core/contract/index.ts';
import { useT } from '../../i18n/i18n.tsx';
import { PhoneDialog } from '../dialogs/phone-dialog.tsx';

interface TakeAlongProps {
  readonly route: RouteView;
  readonly venue: VenueSummary;
}

export function TakeAlong({ route, venue }: TakeAlongProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button button--paper take-along" data-testid="take-along" onClick={() => setOpen(true)}>
        <Smartphone aria-hidden="true" />
        {t('phone.take')}
      </button>
      {open && <PhoneDialog route={route} venue={venue} onClose={() => setOpen(false)} />}
    </>
  );
}
