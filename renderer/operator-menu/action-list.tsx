import { Cloud, LayoutDashboard, type LucideIcon, Mic, Power, RefreshCw, RotateCcw, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import type { OperatorAction } from '../../core/contract/index.ts';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from './operator-i18n.ts';

const ICONS: Readonly<Record<OperatorAction, LucideIcon>> = {
  restart: RotateCcw,
  reload: RefreshCw,
  calibrate: Mic,
  staff: LayoutDashboard,
  connect: Cloud,
  diagnose: Stethoscope,
  quit: Power,
};

type Asked = 'restart' | 'quit';
const isAsked = (action: OperatorAction): action is Asked => action === 'restart' || action === 'quit';

export function ActionList({ actions: offered }: { readonly actions: readonly OperatorAction[] }) {
  const t = useT();
  const { actions } = useGuest();
  const [asked, setAsked] = useState<Asked | null>(null);
  const act = (action: OperatorAction) => actions.operate({ type: 'operator.action', action });
  if (asked !== null) {
    return (
      <section className="operator-shut" aria-label={t(`sure.${asked}`)}>
        <p className="operator-lead" role="alert">
          {t(`sure.${asked}`)}
        </p>
        <div className="operator-buttons">
          <button type="button" className="button button--brass" data-testid="operator-sure" onClick={() => act(asked)}>
            {t(`do.${asked}`)}
          </button>
          <button type="button" className="button button--paper" data-testid="operator-not" onClick={() => setAsked(null)}>
            {t('back')}
          </button>
        </div>
      </section>
    );
  }
  return (
    <ul className="operator-actions">
      {offered.map((action) => {
        const Icon = ICONS[action];
        return (
          <li key={action}>
            <button
              type="button"
              className="operator-action"
              data-testid={`operator-${action}`}
              onClick={() => (isAsked(action) ? setAsked(action) : act(action))}
            >
              <Icon aria-hidden="true" />
              <strong>{t(`action.${action}`)}</strong>
              <span>{t(`about.${action}`)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
