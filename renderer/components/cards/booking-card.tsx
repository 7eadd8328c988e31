import { Clock, MapPin, Navigation, StickyNote, Users } from 'lucide-react';
import type { CardOf } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { useT } from '../../i18n/i18n.tsx';
import { CardFrame } from './card-frame.tsx';
import { Fact } from './session-card.tsx';

/** What is booked, with the reference to say at the door; or what became of it. */
export function BookingCard({ card }: { readonly card: CardOf<'booking'> }) {
  const t = useT();
  const { actions } = useGuest();
  const off = card.status === 'cancelled';
  const place = [card.placeName ?? '', card.floorName ?? ''].filter((part) => part !== '').join(', ');
  const way = card.placeName ?? (card.what === 'table' ? card.title : undefined);
  return (
    <CardFrame card={card}>
      <header className="card-head">
        <div>
          <p className="card-kicker">{t(card.notice === undefined ? `booking.${card.status}` : `booking.${card.notice}`)}</p>
          <h2 className={off ? 'struck' : ''}>{card.title}</h2>
        </div>
        {!off && (
          <p className="booking-reference">
            <span>{t('booking.reference')}</span>
            <strong>{card.reference}</strong>
          </p>
        )}
      </header>
      <div className="card-body">
        {card.reason !== undefined && <p className="card-text">{t('request.note', { note: card.reason })}</p>}
        <dl className="facts">
          <Fact icon={<Clock aria-hidden="true" />} text={card.whenText} />
          <Fact icon={<Users aria-hidden="true" />} text={t('booking.party', { count: card.party })} />
          {place !== '' && <Fact icon={<MapPin aria-hidden="true" />} text={place} />}
          {card.note !== undefined && <Fact icon={<StickyNote aria-hidden="true" />} text={card.note} />}
        </dl>
        {!off && way !== undefined && (
          <button type="button" className="button button--ink" onClick={() => actions.ask(t('place.askRoute', { name: way }), 'card')}>
            <Navigation aria-hidden="true" />
            {t('place.showRoute')}
          </button>
        )}
      </div>
    </CardFrame>
  );
}
