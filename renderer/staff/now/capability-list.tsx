import { CircleCheck, CircleMinus, CircleX, LoaderCircle } from 'lucide-react';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';

const ICONS = { ready: CircleCheck, starting: LoaderCircle, unavailable: CircleX, off: CircleMinus } as const;
const PARTS = ['configuration', 'venue', 'hearing', 'speaking', 'memory', 'sync', 'languageModel'] as const;

/** What works, and what does not with its reason and remedy: the precise side of the guests' kind banners. */
export function CapabilityList() {
  const t = useT();
  const capabilities = useScreen((s) => s.capabilities);
  if (capabilities === null) return null;
  return (
    <section className="panel" data-testid="staff-capabilities" aria-labelledby="staff-capabilities-title">
      <header>
        <h2 id="staff-capabilities-title">{t('capabilities')}</h2>
      </header>
      <ul className="capabilities">
        {PARTS.map((part) => {
          const capability = capabilities[part];
          if (capability === undefined) return null;
          const { state, reason, remedy } = capability;
          const Icon = ICONS[state];
          return (
            <li key={part} data-state={state}>
              <Icon aria-hidden="true" />
              <div>
                <h3>
                  {t(`cap.${part}`)} <span>{t(part === 'configuration' ? 'configuration.wrong' : `state.${state}`)}</span>
                </h3>
                {reason !== undefined && <p>{reason}</p>}
                {remedy !== undefined && (
                  <p>
                    <strong>{t('remedy')}:</strong> {remedy}
                  </p>
                )}
              </div>
            </li>
          );
        })}
        <li data-state="ready">
          <CircleCheck aria-hidden="true" />
          <div>
            <h3>
              {t('cap.planner')} <span>{t(`planner.${capabilities.planner}`)}</span>
            </h3>
          </div>
        </li>
      </ul>
    </section>
  );
}
