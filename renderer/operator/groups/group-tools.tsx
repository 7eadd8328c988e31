import { useState } from 'react';
import type { CommandKind } from '../../../core/contract/fleet.ts';
import type { GroupView } from '../../../core/contract/operator-api.ts';
import { doneSchema } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { AskAction } from '../kiosk/kiosk-actions.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Panel } from '../parts/panel.tsx';
import { useAct } from '../use-act.ts';

/** Of many kiosks at once: no logs, which are of one. */
const FOR_MANY = ['message', 'update-now', 'restart'] as const;

interface GroupToolsProps {
  readonly group: GroupView;
  readonly name: string;
  readonly onRemoved: () => Promise<void>;
}

/** What may be asked of all kiosks of a group, or of the whole house. */
export function GroupTools({ group, name, onRemoved }: GroupToolsProps) {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const [may, isAdmin] = [useMay('operator'), useMay('admin')];
  const [asking, setAsking] = useState<CommandKind | 'remove' | null>(null);
  const everyone = group.id === '' ? t('groups.everyKiosk') : name;
  const remove = async () => {
    if ((await run(() => api.post(doneSchema, 'groups/remove', { id: group.id }), t('groups.removed', { name }))) !== null)
      await onRemoved();
    setAsking(null);
  };
  return (
    <Panel title={t('groups.toAll', { name: everyone })} lead={may ? t('groups.toAllLead') : t('actions.mayNot')}>
      {may && (
        <div className="line">
          {FOR_MANY.map((kind) => (
            <button key={kind} type="button" className="button button--paper" onClick={() => setAsking(kind)} data-testid={`group-${kind}`}>
              {t(`action.${kind}`)}
            </button>
          ))}
        </div>
      )}
      {isAdmin && group.id !== '' && (
        <div className="line">
          <button type="button" className="button button--bad" onClick={() => setAsking('remove')}>
            {t('groups.remove')}
          </button>
        </div>
      )}
      {asking === 'remove' && (
        <Confirm
          title={t('groups.removeTitle', { name })}
          confirm={t('groups.remove')}
          testId="group-remove"
          busy={busy}
          grave
          onConfirm={() => void remove()}
          onCancel={() => setAsking(null)}
        >
          <p>{t('groups.removeText')}</p>
        </Confirm>
      )}
      {asking !== null && asking !== 'remove' && (
        <AskAction
          kind={asking}
          to={group.id === '' ? { all: true } : { group: group.id }}
          name={everyone}
          onDone={async () => setAsking(null)}
          onCancel={() => setAsking(null)}
        />
      )}
    </Panel>
  );
}
