import { ArrowLeft } from 'lucide-react';
import { kioskAnswerSchema } from '../../../core/contract/operator-api.ts';
import { Page } from '../../parts/page.tsx';
import { ConfigPanel } from '../config/config-panel.tsx';
import { ReasonList } from '../fleet/reason-list.tsx';
import { useT } from '../i18n/operator-i18n.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { LightPill } from '../parts/light.tsx';
import { LoadState, Panel } from '../parts/panel.tsx';
import { goTo, pathOf } from '../route.ts';
import { useLoaded } from '../use-loaded.ts';
import { CommandList } from './command-list.tsx';
import { HeartbeatFacts } from './heartbeat-facts.tsx';
import { HistoryChart } from './history-chart.tsx';
import { KioskActions } from './kiosk-actions.tsx';
import { KioskMembership } from './kiosk-membership.tsx';
import { VersionList } from './version-list.tsx';

const REFRESH_MS = 3000;

/** One kiosk: how it is, what can be done about it, and how it is set. */
export function KioskPage({ kiosk: id }: { readonly kiosk: string }) {
  const t = useT();
  const { api } = useOperator();
  const isAdmin = useMay('admin');
  const { value, problem, reload } = useLoaded(
    `kiosk ${id}`,
    (background) => api.get(kioskAnswerSchema, 'kiosk', { query: { kiosk: id }, background }),
    REFRESH_MS,
  );
  const kiosk = value?.kiosk;
  return (
    <Page
      title={kiosk?.name ?? ''}
      lead={kiosk === undefined ? undefined : (kiosk.group ?? t('group.none'))}
      testId="page-kiosk"
      actions={
        <a
          className="button button--quiet"
          href={pathOf({ at: 'fleet' })}
          onClick={(event) => {
            event.preventDefault();
            goTo({ at: 'fleet' });
          }}
        >
          <ArrowLeft aria-hidden="true" />
          {t('kiosk.back')}
        </a>
      }
    >
      <LoadState problem={problem} loaded={value !== null} />
      {value !== null && (
        <>
          <section className="panel kiosk-state" data-light={value.kiosk.light} aria-label={t('kiosk.state')}>
            <LightPill light={value.kiosk.light} />
            {value.kiosk.reasons.length === 0 ? <p>{t('kiosk.allWell')}</p> : <ReasonList reasons={value.kiosk.reasons} bullets />}
          </section>
          <div className="two">
            <div className="stack">
              <KioskActions kiosk={value.kiosk} onSent={reload} />
              <CommandList commands={value.commands} onChange={reload} />
              <HistoryChart history={value.history} />
            </div>
            <div className="stack">
              <HeartbeatFacts kiosk={value.kiosk} nowMs={Date.parse(value.serverTime)} />
            </div>
          </div>
          <ConfigPanel scope="kiosk" target={id} title={t('config.ofKiosk')} folded />
          <div className="two">
            <Panel title={t('config.merged')} lead={t('config.mergedLead')}>
              <pre className="json">{JSON.stringify(value.config, null, 2)}</pre>
            </Panel>
            <div className="stack">
              <VersionList configs={value.configs} state={value.kiosk.config} />
              {isAdmin && <KioskMembership kiosk={value.kiosk} onChange={reload} />}
            </div>
          </div>
        </>
      )}
    </Page>
  );
}
