import { CircleAlert, CircleCheck, CircleX, type LucideIcon } from 'lucide-react';
import type { Check, OperatorView } from '../../core/contract/index.ts';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from './operator-i18n.ts';

const ICONS: Readonly<Record<Check['state'], LucideIcon>> = { ok: CircleCheck, warn: CircleAlert, fail: CircleX };
/** What needs somebody comes first. */
const ORDER: Readonly<Record<Check['state'], number>> = { fail: 0, warn: 1, ok: 2 };

/** What the doctor found; its own words are English, as on the command line. */
export function DiagnosePage({ view }: { readonly view: Extract<OperatorView, { readonly stage: 'diagnose' }> }) {
  const t = useT();
  const { actions } = useGuest();
  const { running, checks } = view;
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length;
  return (
    <section className="operator-diagnose" aria-label={t('action.diagnose')}>
      <p className="operator-lead" role="status" data-testid="operator-verdict" data-running={running}>
        {running
          ? t('diagnose.running', { count: checks.length })
          : t('diagnose.done', { ok: count('ok'), warn: count('warn'), fail: count('fail') })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard */}
      <ul className="operator-checks" data-testid="operator-checks" tabIndex={0} aria-label={t('diagnose.list')}>
        {[...checks]
          .sort((a, b) => ORDER[a.state] - ORDER[b.state])
          .map((check, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several findings may bear one name
            <CheckRow key={`${check.name}${i}`} check={check} />
          ))}
      </ul>
      <div className="operator-buttons">
        <button
          type="button"
          className="button button--brass"
          data-testid="operator-again"
          disabled={running}
          onClick={() => actions.operate({ type: 'operator.action', action: 'diagnose' })}
        >
          {t('diagnose.again')}
        </button>
        <button
          type="button"
          className="button button--paper"
          data-testid="operator-back"
          onClick={() => actions.operate({ type: 'operator.back' })}
        >
          {t('back')}
        </button>
      </div>
    </section>
  );
}

function CheckRow({ check }: { readonly check: Check }) {
  const t = useT();
  const Icon = ICONS[check.state];
  return (
    <li className="operator-check" data-state={check.state}>
      <Icon aria-hidden="true" />
      <div>
        <p>
          <span className="operator-state">{t(`state.${check.state}`)}</span>{' '}
          <strong lang="en" dir="ltr">
            {check.name}
          </strong>
        </p>
        <p>
          <span lang="en" dir="ltr">
            {check.message}
          </span>
        </p>
        {check.remedy !== undefined && (
          <p className="operator-remedy">
            {t('remedy')}{' '}
            <span lang="en" dir="ltr">
              {check.remedy}
            </span>
          </p>
        )}
      </div>
    </li>
  );
}
