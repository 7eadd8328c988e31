import { ArrowUp, ArrowUpDown, CornerUpLeft, CornerUpRight, Flag, Footprints, type LucideIcon, MapPin, MoveUpRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PlaceView, RouteView as Route, VenueSummary } from '../../../core/contract/index.ts';
import { useT } from '../../i18n/i18n.tsx';
import { type FloorChangeView, FloorMap, type FloorMapProps } from '../map/floor-map.tsx';
import { useReducedMotion } from '../use-reduced-motion.ts';

interface RouteViewProps {
  readonly venue: VenueSummary;
  readonly route: Route;
  readonly place: PlaceView;
  readonly destination: NonNullable<FloorMapProps['destination']>;
}

/** How long a leg stays before the map goes on to the next floor by itself, once. */
const LEG_SHOWN_MS = 5200;

/** The way, one floor at a time: it walks through the floors once, after that the guest chooses. */
export function RouteView({ venue, route, place, destination }: RouteViewProps) {
  const t = useT();
  const [index, setIndex] = useState(0);
  const [playing, setPlaying] = useState(!useReducedMotion());
  const last = route.legs.length - 1;
  useEffect(() => {
    if (!playing || index >= last) return;
    const timer = setTimeout(() => setIndex(index + 1), LEG_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [playing, index, last]);

  const nameOf = (floorId: string) => venue.floors.find((one) => one.id === floorId)?.name ?? floorId;
  const leg = route.legs[index] ?? route.legs[0];
  const floor = venue.floors.find((one) => one.id === leg?.floorId);
  if (leg === undefined || floor === undefined) return null;
  const change = changeAfter(route, index, nameOf);
  return (
    <div className="route-view">
      <FloorMap
        floor={floor}
        here={venue.here}
        leg={leg.points}
        label={t('map.routeLabel', { floor: floor.name, from: route.fromName, to: route.toName })}
        {...(place.floorId === floor.id && index === last ? { destination } : {})}
        {...(change === null ? {} : { change })}
      />
      {last > 0 && (
        <fieldset className="floor-switch" aria-label={t('route.floors')}>
          {route.legs.map((one, i) => (
            <button
              key={`${one.floorId}:${one.points[0]}`}
              type="button"
              aria-pressed={i === index}
              onClick={() => {
                setPlaying(false);
                setIndex(i);
              }}
            >
              <span className="floor-number" aria-hidden="true">
                {i + 1}
              </span>
              {nameOf(one.floorId)}
            </button>
          ))}
        </fieldset>
      )}
      <RouteSteps steps={route.steps.filter((step) => step.floorId === floor.id)} />
    </div>
  );
}

/** Where and how the way leaves the floor of leg `index`; null on the last one. */
function changeAfter(route: Route, index: number, nameOf: (floorId: string) => string): FloorChangeView | null {
  const leg = route.legs[index];
  const next = route.legs[index + 1];
  const at = leg?.points.at(-1);
  if (leg === undefined || next === undefined || at === undefined) return null;
  const step = route.steps.find((one) => one.floorId === leg.floorId && isFloorChange(one.icon));
  const by = step !== undefined && isFloorChange(step.icon) ? step.icon : 'walk';
  return { at, by, toFloorName: nameOf(next.floorId) };
}

function isFloorChange(icon: Route['steps'][number]['icon']): icon is 'lift' | 'stairs' | 'escalator' {
  return icon === 'lift' || icon === 'stairs' || icon === 'escalator';
}

const STEP_ICONS: Readonly<Record<Route['steps'][number]['icon'], LucideIcon>> = {
  start: MapPin,
  straight: ArrowUp,
  left: CornerUpLeft,
  right: CornerUpRight,
  lift: ArrowUpDown,
  stairs: Footprints,
  escalator: MoveUpRight,
  arrive: Flag,
};

function RouteSteps({ steps }: { readonly steps: Route['steps'] }) {
  const t = useT();
  return (
    <ol className="steps" aria-label={t('route.steps')}>
      {steps.map((step, i) => {
        const Icon = STEP_ICONS[step.icon];
        return (
          // Steps may repeat word for word; their place in the way is what tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never reorders
          <li key={i} data-icon={step.icon}>
            <span className="step-icon">
              <Icon aria-hidden="true" />
            </span>
            <span className="step-text">{step.text}</span>
            {step.distanceM >= 1 && <span className="step-distance">{t('route.distance', { metres: Math.round(step.distanceM) })}</span>}
          </li>
        );
      })}
    </ol>
  );
}
