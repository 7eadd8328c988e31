import type { Card } from '../../../core/contract/index.ts';
import { BookingCard } from './booking-card.tsx';
import { ListCard } from './list-card.tsx';
import { MenuCard } from './menu-card.tsx';
import { PlaceCard } from './place-card.tsx';
import { QrCard } from './qr-card.tsx';
import { SessionCard, SessionsCard } from './session-card.tsx';
import { EmergencyCard, ExhibitorCard, FaqCard, RequestCard } from './small-cards.tsx';

export function AnswerCard({ card }: { readonly card: Card }) {
  switch (card.kind) {
    case 'place':
      return <PlaceCard card={card} />;
    case 'session':
      return <SessionCard card={card} />;
    case 'sessions':
      return <SessionsCard card={card} />;
    case 'list':
      return <ListCard card={card} />;
    case 'menu':
      return <MenuCard card={card} />;
    case 'faq':
      return <FaqCard card={card} />;
    case 'exhibitor':
      return <ExhibitorCard card={card} />;
    case 'booking':
      return <BookingCard card={card} />;
    case 'request':
      return <RequestCard card={card} />;
    case 'qr':
      return <QrCard card={card} />;
    case 'emergency':
      return <EmergencyCard card={card} />;
  }
}
