import { Accessibility, Footprints, MoveUpRight, Navigation } from 'lucide-react';
import type { CardOf } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { FloorMap } from '../map/floor-map.tsx';
import { Badge, CardFrame } from './card-frame.tsx';
import { OpenBadge } from './open-badge.tsx';
import { RouteView } from './route-view.tsx';
import { TakeAlong } from './take-along.tsx';

export function PlaceCard({ card }: { readonly card: CardOf<'place'> }) {
  const t = useT();
  const { actions } = useGuest();
  const venue = useScreen((s) => s.kiosk?.venue ?? null);
  const { place, route } = card;
  const floor = venue?.floors.find((one) => one.id === place.floorId);
  const destination = { placeId: place.id, at: place.at, name: place.name };
  return (
    <CardFrame card={card} className={route === undefined ? '' : 'card--route'}>
      <header className="card-head">
        <div>
          {place.floorName !== '' && <p className="card-kicker">{place.floorName}</p>}
          <h2>{place.name}</h2>
          {route !== undefined && <PlaceFacts card={card} />}
        </div>
        {route !== undefined && (
          <div className="route-aside">
            <RouteFigures route={route} />
            {venue !== null && <TakeAlong route={route} venue={venue} />}
          </div>
        )}
      </header>
      {venue !== null && route !== undefined && <RouteView venue={venue} route={route} destination={destination} place={place} />}
      {venue !== null && route === undefined && floor !== undefined && (
        <FloorMap floor={floor} here={venue.here} destination={destination} label={t('map.label', { floor: floor.name })} />
      )}
      {route === undefined && (
        <div className="card-body">
          <PlaceFacts card={card} />
          {place.description !== undefined && <p className="card-text">{place.description}</p>}
          <button
            type="button"
            className="button button--ink"
            onClick={() => actions.ask(t('place.askRoute', { name: place.name }), 'card')}
          >
            <Navigation aria-hidden="true" />
            {t('place.showRoute')}
          </button>
        </div>
      )}
    </CardFrame>
  );
}

function PlaceFacts({ card: { place, route } }: { readonly card: CardOf<'place'> }) {
  const t = useT();
  if (route !== undefined) {
    // What is true of the place is not true of the way: a hall may be step-free and this way to it not.
    return (
      <div className="badges">
        <OpenBadge place={place} />
        {route.stepFree ? (
          <Badge tone="plain" icon={<Accessibility aria-hidden="true" />}>
            {t('route.stepFree')}
          </Badge>
        ) : (
          <Badge tone="soon" icon={<MoveUpRight aria-hidden="true" />}>
            {t('route.hasSteps')}
          </Badge>
        )}
      </div>
    );
  }
  const stepFree = t('place.stepFree');
  const labels = place.labels.filter((label) => label.toLowerCase() !== stepFree.toLowerCase());
  return (
    <div className="badges">
      <OpenBadge place={place} />
      {(place.stepFree === true || labels.length < place.labels.length) && (
        <Badge tone="plain" icon={<Accessibility aria-hidden="true" />}>
          {stepFree}
        </Badge>
      )}
      {labels.map((label) => (
        <Badge key={label} tone="plain">
          {label}
        </Badge>
      ))}
    </div>
  );
}

function RouteFigures({ route }: { readonly route: NonNullable<CardOf<'place'>['route']> }) {
  const t = useT();
  const minutes = route.durationS < 45 ? 0 : Math.max(1, Math.round(route.durationS / 60));
  return (
    <p className="route-figures">
      <Footprints aria-hidden="true" />
      <span>
        <strong>{t('route.summary', { minutes })}</strong>
        <span>{t('route.distance', { metres: Math.round(route.distanceM) })}</span>
      </span>
    </p>
  );
}
