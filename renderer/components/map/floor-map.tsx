import type { FloorPlan, Point, VenueSummary } from '../../../core/contract/index.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useElementSize } from '../use-element-size.ts';
import { MapAreas } from './areas.tsx';
import { type Box, lengthOf, roundedPath, viewFor } from './geometry.ts';
import { DestinationPin, FloorChange, HereMarker } from './markers.tsx';

export interface FloorChangeView {
  readonly at: Point;
  readonly by: 'lift' | 'stairs' | 'escalator' | 'walk';
  readonly toFloorName: string;
}

export interface FloorMapProps {
  readonly floor: FloorPlan;
  readonly here: VenueSummary['here'];
  readonly destination?: { readonly placeId: string; readonly at: Point; readonly name: string };
  /** The way on this floor, in walking order. */
  readonly leg?: readonly Point[];
  readonly change?: FloorChangeView;
  readonly label: string;
}

/** Seconds a line takes to draw itself per 40 m, within limits a guest will watch. */
function drawSeconds(metres: number): number {
  return Math.min(3.2, Math.max(1.2, metres / 40));
}

/** One floor to scale, with what matters to this guest on top of it. */
export function FloorMap({ floor, here, destination, leg, change, label }: FloorMapProps) {
  const t = useT();
  const [ref, size] = useElementSize<HTMLDivElement>();
  const aspect = size.height > 0 ? size.width / size.height : 1.6;
  const hereOnFloor = here !== null && here.floorId === floor.id ? here : null;
  const focus = leg ?? (destination === undefined ? [] : [destination.at, ...(hereOnFloor === null ? [] : [hereOnFloor.at])]);
  const view = viewFor(floorBox(floor), focus, aspect);
  const pixelsPerMetre = size.width > 0 ? size.width / view.width : 10;
  const px = (pixels: number) => pixels / pixelsPerMetre;
  return (
    <div ref={ref} className="map" data-testid="floor-map">
      <svg viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} role="img" aria-label={label}>
        <MapAreas floor={floor} highlightId={destination?.placeId ?? null} px={px} />
        {leg !== undefined && leg.length > 1 && <RouteLine key={`${floor.id}:${leg.length}`} leg={leg} px={px} />}
        {change !== undefined && <FloorChange change={change} px={px} view={view} />}
        {hereOnFloor !== null && (
          <HereMarker at={hereOnFloor.at} headingDeg={hereOnFloor.headingDeg} text={t('map.here')} px={px} view={view} />
        )}
        {destination !== undefined && <DestinationPin at={destination.at} name={destination.name} px={px} view={view} />}
      </svg>
    </div>
  );
}

function RouteLine({ leg, px }: { readonly leg: readonly Point[]; readonly px: (pixels: number) => number }) {
  const d = roundedPath(leg, px(22));
  const seconds = `${drawSeconds(lengthOf(leg)).toFixed(2)}s`;
  return (
    <g className="route" style={{ '--draw': seconds } as React.CSSProperties}>
      <path d={d} className="route-casing" strokeWidth={px(15)} pathLength={1} />
      <path d={d} className="route-line" strokeWidth={px(8)} pathLength={1} />
      <path d={d} className="route-steps" strokeWidth={px(3.4)} strokeDasharray={`0 ${px(18)}`} />
    </g>
  );
}

function floorBox(floor: FloorPlan): Box {
  return { x: 0, y: 0, width: floor.widthM, height: floor.heightM };
}
