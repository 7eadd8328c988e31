import { useState } from 'react';
import type { Found } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { EditFormFrame } from './edit-form-frame.tsx';
import type { EditFormProps } from './edits-page.tsx';
import { Finder } from './finder.tsx';
import { useEdit } from './use-edit.ts';

/** A session does not take place; it stays in the programme and the kiosk says so. */
export function CancelForm({ onDone }: EditFormProps) {
  const t = useT();
  const { publish, busy } = useEdit();
  const [session, setSession] = useState<Found | null>(null);
  const off = session?.cancelled === true;
  const submit = async (sessionId: string) => {
    if (await publish({ kind: 'session.cancel', sessionId })) onDone();
  };
  return (
    <EditFormFrame
      label={t('cancelSession.do')}
      ready={session !== null && !off}
      busy={busy}
      onCancel={onDone}
      onSubmit={() => session !== null && void submit(session.id)}
    >
      <Finder kind="session" label={t('cancelSession.which')} chosen={session} onChoose={setSession} />
      <p className="quiet">{t(off ? 'cancelSession.isOff' : 'cancelSession.text')}</p>
    </EditFormFrame>
  );
}
