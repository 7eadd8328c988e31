import { DownloadCloud, FileText, MessageSquare, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { CommandKind } from '../../../core/contract/fleet.ts';
import { commandsWrittenSchema, type KioskView } from '../../../core/contract/operator-api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Panel } from '../parts/panel.tsx';
import { useAct } from '../use-act.ts';
import { type Message, MessageForm, toMessage } from './message-form.tsx';

const ACTIONS = [
  ['restart', RotateCw],
  ['update-now', DownloadCloud],
  ['message', MessageSquare],
  ['pull-logs', FileText],
] as const;

interface KioskActionsProps {
  readonly kiosk: KioskView;
  readonly onSent: () => Promise<void>;
}

/** Restart, update, a message on the screen, logs. Each asks once more; what came of it is below. */
export function KioskActions({ kiosk, onSent }: KioskActionsProps) {
  const t = useT();
  const may = useMay('operator');
  const [asking, setAsking] = useState<CommandKind | null>(null);
  return (
    <Panel title={t('actions.title')} lead={may ? undefined : t('actions.mayNot')} testId="actions">
      {may && (
        <div className="line">
          {ACTIONS.map(([kind, Icon]) => (
            <button
              key={kind}
              type="button"
              className="button button--paper"
              disabled={kiosk.revoked}
              onClick={() => setAsking(kind)}
              data-testid={`action-${kind}`}
            >
              <Icon aria-hidden="true" />
              {t(`action.${kind}`)}
            </button>
          ))}
        </div>
      )}
      {asking !== null && (
        <AskAction
          kind={asking}
          to={{ kiosks: [kiosk.id] }}
          name={kiosk.name}
          onDone={async () => {
            setAsking(null);
            await onSent();
          }}
          onCancel={() => setAsking(null)}
        />
      )}
    </Panel>
  );
}

interface AskActionProps {
  readonly kind: CommandKind;
  readonly to: { readonly kiosks: readonly string[] } | { readonly group: string } | { readonly all: true };
  /** Whom it is for, in words. */
  readonly name: string;
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
}

export function AskAction({ kind, to, name, onDone, onCancel }: AskActionProps) {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const [message, setMessage] = useState<Message>({ texts: {}, minutes: 60 });
  const given = toMessage(message);
  const send = async () => {
    const body = kind === 'message' ? { to, kind, ...given } : { to, kind };
    const done = await run(() => api.post(commandsWrittenSchema, 'commands', body), t('action.sent', { name }));
    if (done !== null) await onDone();
  };
  return (
    <Confirm
      title={t(`action.${kind}.title`, { name })}
      confirm={t(`action.${kind}.do`)}
      testId="action-confirm"
      busy={busy}
      disabled={kind === 'message' && given === null}
      onConfirm={() => void send()}
      onCancel={onCancel}
    >
      <p>{t(`action.${kind}.text`)}</p>
      {kind === 'message' && <MessageForm message={message} onMessage={setMessage} />}
    </Confirm>
  );
}
