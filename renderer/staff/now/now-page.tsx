import { Bell, BellOff } from 'lucide-react';
import { Page } from '../../parts/page.tsx';
import { useValue } from '../../parts/value.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useStaff } from '../staff-context.ts';
import { CapabilityList } from './capability-list.tsx';
import { RequestList } from './request-list.tsx';

export function NowPage() {
  const t = useT();
  return (
    <Page title={t('nav.now')} lead={t('now.lead')} testId="page-now" actions={<SoundSwitch />}>
      <div className="two">
        <RequestList />
        <CapabilityList />
      </div>
    </Page>
  );
}

function SoundSwitch() {
  const t = useT();
  const staff = useStaff();
  const { sound } = useValue(staff.settings);
  const Icon = sound ? Bell : BellOff;
  return (
    <button type="button" className="button button--paper" aria-pressed={sound} onClick={() => staff.setSound(!sound)}>
      <Icon aria-hidden="true" />
      {t(sound ? 'now.soundOn' : 'now.soundOff')}
    </button>
  );
}
