import { Ban, Check, CircleAlert, Clock, Download, type LucideIcon, Send } from 'lucide-react';
import type { CommandView } from '../../../core/contract/operator-api.ts';
import { doneSchema } from '../api.ts';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { Panel } from '../parts/panel.tsx';
import { bytesText } from '../parts/units.ts';
import { When } from '../parts/when.tsx';
import { useAct } from '../use-act.ts';
import { usePeople } from '../use-people.ts';

const ICONS: Readonly<Record<CommandView['state'], LucideIcon>> = {
  queued: Clock,
  sent: Send,
  done: Check,
  failed: CircleAlert,
  refused: Ban,
  expired: Ban,
  cancelled: Ban,
};
const TONES: Partial<Record<CommandView['state'], string>> = {
  done: 'pill--good',
  failed: 'pill--bad',
  refused: 'pill--warn',
  expired: 'pill--warn',
  sent: 'pill--note',
};

/** What was asked of the kiosk, and what came of it. */
export function CommandList({ commands, onChange }: { readonly commands: readonly CommandView[]; readonly onChange: () => Promise<void> }) {
  const t = useT();
  return (
    <Panel title={t('commands.title')} testId="commands">
      {commands.length === 0 ? (
        <p className="panel-empty">{t('commands.none')}</p>
      ) : (
        <ul className="records" aria-live="polite">
          {commands.map((command) => (
            <Command key={command.id} command={command} onChange={onChange} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Command({ command, onChange }: { readonly command: CommandView; readonly onChange: () => Promise<void> }) {
  const t = useT();
  const { tag } = useLanguage();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const may = useMay('operator');
  const nameOf = usePeople();
  const { id, kind, state, detail, text, bundle } = command;
  const Icon = ICONS[state];
  const cancel = async () => {
    await run(() => api.post(doneSchema, 'commands/cancel', { command: id }));
    await onChange();
  };
  return (
    <li className="record" data-testid="command" data-kind={kind} data-state={state}>
      <div>
        <strong>{t(`action.${kind}`)}</strong>{' '}
        <span className={`pill ${TONES[state] ?? ''}`}>
          <Icon aria-hidden="true" />
          {t(`command.${state}`)}
        </span>
        {detail !== undefined && <p>{detail}</p>}
        {text !== undefined && <p className="quiet">{Object.values(text)[0]}</p>}
        <p className="quiet small">
          {nameOf(command.by)} · <When at={command.createdAt} />
          {state === 'queued' && (
            <>
              {' '}
              · {t('command.until')} <When at={command.untilAt} />
            </>
          )}
        </p>
      </div>
      {state === 'queued' && may && (
        <button type="button" className="button button--quiet" disabled={busy} onClick={() => void cancel()}>
          {t('command.cancel')}
        </button>
      )}
      {bundle !== null && may && (
        <a className="button button--paper" href={`/v1/operator/logs?command=${id}`} download data-testid="logs">
          <Download aria-hidden="true" />
          {t('command.download', { size: bytesText(tag, bundle.bytes) })}
        </a>
      )}
    </li>
  );
}
