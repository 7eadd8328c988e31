import type { KioskView } from '../../../core/contract/operator-api.ts';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';
import { LightPill } from '../parts/light.tsx';
import { bytesText } from '../parts/units.ts';
import { Ago } from '../parts/when.tsx';
import { goTo, pathOf } from '../route.ts';
import { deviceText } from './health-text.ts';
import { ReasonList } from './reason-list.tsx';

interface KioskRowProps {
  readonly kiosk: KioskView;
  /** The endpoint's, so that a wrong clock here makes nothing look late. */
  readonly nowMs: number;
}

export function KioskRow({ kiosk, nowMs }: KioskRowProps) {
  const t = useT();
  const route = { at: 'kiosk', kiosk: kiosk.id } as const;
  return (
    <li className="kiosk" data-light={kiosk.light} data-testid="kiosk" data-name={kiosk.name}>
      <div className="kiosk-head">
        <h3>
          <a
            href={pathOf(route)}
            onClick={(event) => {
              event.preventDefault();
              goTo(route);
            }}
          >
            {kiosk.name}
          </a>
        </h3>
        <p className="quiet small">{kiosk.group ?? t('group.none')}</p>
      </div>
      <div className="kiosk-why">
        <LightPill light={kiosk.light} />
        {kiosk.reasons.length > 0 && <ReasonList reasons={kiosk.reasons} />}
      </div>
      <Facts kiosk={kiosk} nowMs={nowMs} />
    </li>
  );
}

function Facts({ kiosk: { heartbeat, seenAt }, nowMs }: KioskRowProps) {
  const t = useT();
  const { tag } = useLanguage();
  const facts: (readonly [string, React.ReactNode])[] = [
    [t('fact.seen'), seenAt === null ? t('never') : <Ago at={seenAt} nowMs={nowMs} key="seen" />],
  ];
  if (heartbeat !== null)
    facts.push(
      [t('fact.version'), heartbeat.version],
      [t('fact.venue'), heartbeat.venueVersion ?? '–'],
      [t('fact.mic'), deviceText(t, heartbeat.mic)],
      [t('fact.camera'), deviceText(t, heartbeat.camera)],
      [t('fact.queue'), new Intl.NumberFormat(tag).format(heartbeat.queueDepth)],
      [t('fact.disk'), bytesText(tag, heartbeat.diskFreeBytes)],
    );
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="numeric">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
