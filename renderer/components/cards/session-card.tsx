import { CalendarX, CircleDot, Clock, Languages, MapPin, Mic, Navigation } from 'lucide-react';
import type { CardOf, SessionView } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { languageIn } from '../../i18n/format.ts';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { Badge, CardFrame } from './card-frame.tsx';
import { More } from './list-card.tsx';

export function SessionCard({ card }: { readonly card: CardOf<'session'> }) {
  const t = useT();
  const locale = useLocale();
  const { actions } = useGuest();
  const { session } = card;
  const { room } = session;
  return (
    <CardFrame card={card}>
      <header className="card-head">
        <div>
          {session.track !== undefined && <p className="card-kicker">{session.track}</p>}
          <h2 className={session.status === 'cancelled' ? 'struck' : ''}>{session.title}</h2>
        </div>
        <PhaseBadge session={session} />
      </header>
      <div className="card-body">
        <dl className="facts">
          <Fact icon={<Clock aria-hidden="true" />} text={session.whenText} />
          {room !== null && (
            <Fact icon={<MapPin aria-hidden="true" />} text={[room.name, room.floorName].filter((part) => part !== '').join(', ')} />
          )}
          {session.speakers.length > 0 && (
            <Fact icon={<Mic aria-hidden="true" />} text={session.speakers.map((one) => one.name).join(', ')} />
          )}
          {session.language !== undefined && <Fact icon={<Languages aria-hidden="true" />} text={languageIn(locale, session.language)} />}
        </dl>
        {session.abstract !== undefined && <p className="card-text">{session.abstract}</p>}
        {room !== null && (
          <button
            type="button"
            className="button button--ink"
            onClick={() => actions.ask(t('place.askRoute', { name: room.name }), 'card')}
          >
            <Navigation aria-hidden="true" />
            {t('place.showRoute')}
          </button>
        )}
      </div>
    </CardFrame>
  );
}

export function Fact({ icon, text }: { readonly icon: React.ReactNode; readonly text: string }) {
  return (
    <div className="fact">
      <dt>{icon}</dt>
      <dd>{text}</dd>
    </div>
  );
}

export function PhaseBadge({ session }: { readonly session: SessionView }) {
  const t = useT();
  if (session.status === 'cancelled') {
    return (
      <Badge tone="bad" icon={<CalendarX aria-hidden="true" />}>
        {t('session.cancelled')}
      </Badge>
    );
  }
  if (session.phase === 'later') return null;
  const tone = session.phase === 'now' ? 'good' : session.phase === 'next' ? 'soon' : 'plain';
  const Icon = session.phase === 'now' ? CircleDot : Clock;
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {t(`session.${session.phase}`)}
    </Badge>
  );
}

export function SessionsCard({ card }: { readonly card: CardOf<'sessions'> }) {
  const t = useT();
  const { actions } = useGuest();
  return (
    <CardFrame card={card}>
      <header className="card-head">
        <h2>{card.title}</h2>
        <More shown={card.sessions.length} total={card.total} />
      </header>
      <ul className="rows">
        {card.sessions.map((session) => (
          <li key={session.id}>
            <button type="button" className="row" onClick={() => actions.ask(t('session.ask', { title: session.title }), 'card')}>
              <span className="row-time">
                <strong>{session.startsAt.slice(11)}</strong>
                <span>{session.endsAt.slice(11)}</span>
              </span>
              <span className="row-main">
                <span className={session.status === 'cancelled' ? 'row-title struck' : 'row-title'}>{session.title}</span>
                <span className="row-sub">
                  {[session.room?.name, session.speakers.map((one) => one.name).join(', ')].filter(Boolean).join(' · ')}
                </span>
              </span>
              <PhaseBadge session={session} />
            </button>
          </li>
        ))}
      </ul>
    </CardFrame>
  );
}
