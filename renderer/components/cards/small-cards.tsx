import { BadgeCheck, Check, CheckCheck, Eye, Footprints, Globe, MapPin, Navigation, Phone, Siren, X } from 'lucide-react';
import type { CardOf } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { formatTime, wallClockMs } from '../../i18n/format.ts';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { FloorMap } from '../map/floor-map.tsx';
import { Badge, CardFrame } from './card-frame.tsx';

export function FaqCard({ card }: { readonly card: CardOf<'faq'> }) {
  const t = useT();
  return (
    <CardFrame card={card}>
      <header className="card-head">
        <h2>{card.question}</h2>
        {card.exact && (
          <Badge tone="accent" icon={<BadgeCheck aria-hidden="true" />}>
            {t('faq.exact')}
          </Badge>
        )}
      </header>
      <div className="card-body">{card.exact ? <blockquote>{card.answer}</blockquote> : <p className="card-lead">{card.answer}</p>}</div>
    </CardFrame>
  );
}

export function ExhibitorCard({ card }: { readonly card: CardOf<'exhibitor'> }) {
  const t = useT();
  const { actions } = useGuest();
  const venue = useScreen((s) => s.kiosk?.venue ?? null);
  const { place } = card;
  const floor = venue?.floors.find((one) => one.id === place?.floorId);
  return (
    <CardFrame card={card}>
      <header className="card-head">
        <div>
          {card.stand !== undefined && <p className="card-kicker">{`${t('exhibitor.stand')} ${card.stand}`}</p>}
          <h2>{card.name}</h2>
        </div>
      </header>
      {venue !== null && floor !== undefined && place !== undefined && (
        <FloorMap
          floor={floor}
          here={venue.here}
          destination={{ placeId: place.id, at: place.at, name: card.stand ?? place.name }}
          label={t('map.label', { floor: floor.name })}
        />
      )}
      <div className="card-body">
        <div className="badges">
          {place !== undefined && place.floorName !== '' && (
            <Badge tone="plain" icon={<MapPin aria-hidden="true" />}>
              {place.floorName}
            </Badge>
          )}
          {card.categories.map((category) => (
            <Badge key={category} tone="plain">
              {category}
            </Badge>
          ))}
          {card.website !== undefined && (
            <Badge tone="plain" icon={<Globe aria-hidden="true" />}>
              {card.website}
            </Badge>
          )}
        </div>
        {card.description !== undefined && <p className="card-text">{card.description}</p>}
        {place !== undefined && (
          <button
            type="button"
            className="button button--ink"
            onClick={() => actions.ask(t('place.askRoute', { name: card.name }), 'card')}
          >
            <Navigation aria-hidden="true" />
            {t('place.showRoute')}
          </button>
        )}
      </div>
    </CardFrame>
  );
}

const REQUEST_ICONS = { waiting: Check, seen: Eye, coming: Footprints, done: CheckCheck, cancelled: X } as const;

export function RequestCard({ card }: { readonly card: CardOf<'request'> }) {
  const t = useT();
  const locale = useLocale();
  const Icon = REQUEST_ICONS[card.status];
  return (
    <CardFrame card={card}>
      <div className="request">
        <span className="request-icon" data-status={card.status}>
          <Icon aria-hidden="true" />
        </span>
        <div>
          <p className="card-kicker">{t(`request.${card.status}`)}</p>
          <h2>{card.title}</h2>
          {card.detail !== undefined && <p className="card-text">{card.detail}</p>}
          {card.note !== undefined && <p className="card-lead">{t('request.note', { note: card.note })}</p>}
          <p className="card-count">
            {[
              ...(card.ticket === undefined ? [] : [t('request.number', { ticket: card.ticket })]),
              t('request.at', { time: formatTime(locale, wallClockMs(card.createdAt)) }),
            ].join(' · ')}
          </p>
        </div>
      </div>
    </CardFrame>
  );
}

export function EmergencyCard({ card }: { readonly card: CardOf<'emergency'> }) {
  const t = useT();
  return (
    <CardFrame card={card}>
      <header className="card-head">
        <span className="siren">
          <Siren aria-hidden="true" />
        </span>
        <div>
          <h2>{card.title}</h2>
          <p className="card-lead">{card.text}</p>
        </div>
      </header>
      <div className="card-body">
        <ul className="contacts" aria-label={t('emergency.call')}>
          {card.contacts.map((contact) => (
            <li key={contact.number}>
              <Phone aria-hidden="true" />
              <span>{contact.label}</span>
              <strong dir="ltr" data-long={contact.number.length > 8}>
                {contact.number}
              </strong>
            </li>
          ))}
        </ul>
        {card.steps.length > 0 && (
          <ol className="emergency-steps" aria-label={t('emergency.steps')}>
            {card.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </div>
    </CardFrame>
  );
}
