import type { ReactNode } from 'react';
import type { KioskView } from '../../../core/contract/operator-api.ts';
import { deviceText } from '../fleet/health-text.ts';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';
import { Panel } from '../parts/panel.tsx';
import { bytesText, percentText, secondsText } from '../parts/units.ts';
import { Ago, When } from '../parts/when.tsx';

/** What the kiosk last said of itself. */
export function HeartbeatFacts({ kiosk, nowMs }: { readonly kiosk: KioskView; readonly nowMs: number }) {
  const t = useT();
  const facts = useFacts(kiosk, nowMs);
  return (
    <Panel title={t('kiosk.heartbeat')} testId="heartbeat">
      <dl className="facts facts--list">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="numeric">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function useFacts({ heartbeat, seenAt, enrolledAt }: KioskView, nowMs: number): (readonly [string, ReactNode])[] {
  const t = useT();
  const { tag } = useLanguage();
  const number = new Intl.NumberFormat(tag);
  const seen = [t('fact.seen'), seenAt === null ? t('never') : <Ago key="seen" at={seenAt} nowMs={nowMs} />] as const;
  const enrolled = [t('fact.enrolled'), <When key="enrolled" at={enrolledAt} />] as const;
  if (heartbeat === null) return [seen, enrolled];
  const { mic, camera, noiseRms, lastTurnAt, queueDepth, diskFreeBytes, temperatureC, clockOffsetMs } = heartbeat;
  return [
    seen,
    [t('fact.lastTurn'), lastTurnAt === null ? t('never') : <Ago key="turn" at={lastTurnAt} nowMs={nowMs} />],
    [t('fact.started'), <When key="started" at={heartbeat.startedAt} />],
    [t('fact.version'), heartbeat.version],
    [t('fact.platform'), heartbeat.platform ?? '–'],
    [t('fact.model'), heartbeat.hearingModel],
    [t('fact.venue'), heartbeat.venueVersion ?? '–'],
    [t('fact.config'), heartbeat.configVersion === 0 ? t('config.own') : number.format(heartbeat.configVersion)],
    [t('fact.mic'), deviceText(t, mic)],
    [t('fact.noise'), noiseRms === null ? '–' : percentText(tag, noiseRms)],
    [t('fact.camera'), deviceText(t, camera)],
    [t('fact.queue'), number.format(queueDepth)],
    [t('fact.disk'), bytesText(tag, diskFreeBytes)],
    [
      t('fact.temperature'),
      temperatureC === null
        ? '–'
        : new Intl.NumberFormat(tag, { style: 'unit', unit: 'celsius', maximumFractionDigits: 0 }).format(temperatureC),
    ],
    [t('fact.clock'), clockOffsetMs === null ? '–' : secondsText(tag, clockOffsetMs)],
    enrolled,
  ];
}
