import { Plus } from 'lucide-react';
import { useState } from 'react';
import { enrolCodeAnswerSchema } from '../../../core/contract/operator-api.ts';
import { Dialog } from '../../components/dialogs/dialog.tsx';
import { useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { useAct } from '../use-act.ts';

/** A code that makes one more kiosk part of the fleet. */
export function EnrolButton() {
  const t = useT();
  const { api, session } = useOperator();
  const { run, busy } = useAct();
  const [code, setCode] = useState<string | null>(null);
  const make = async () => {
    const answer = await run(() => api.post(enrolCodeAnswerSchema, 'kiosks/enrol-code'));
    if (answer !== null) setCode(answer.code.includes('/') ? answer.code : `${session.operator.tenant}/${answer.code}`);
  };
  return (
    <>
      <button type="button" className="button button--paper" disabled={busy} onClick={() => void make()} data-testid="enrol">
        <Plus aria-hidden="true" />
        {t('enrol.make')}
      </button>
      {code !== null && (
        <Dialog testId="enrol-dialog" title={t('enrol.title')} onCancel={() => setCode(null)}>
          <p>{t('enrol.text')}</p>
          <p>
            <code className="link-code">{`foyer kiosk enrol ${code} --url ${location.origin}`}</code>
          </p>
          <div className="dialog-buttons line">
            <button type="button" className="button button--ink" onClick={() => setCode(null)}>
              {t('close')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
