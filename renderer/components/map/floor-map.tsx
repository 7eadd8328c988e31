import { useMemo } from 'react';
import type { FloorPlan, Point, VenueSummary } from '../../../core/contract/index.ts';
import { lengthOf } from '../../../core/venue/wayfinding/geometry.ts';
import { type MessageKey, useT } from '../../i18n/i18n.tsx';
import { useElementSize } from '../use-element-size.ts';
import { MapAreas } from './areas.tsx';
import { type Box, roundedPath, viewFor } from './geometry.ts';
import { DestinationPin, FloorChange, HereMarker, Tag } from './markers.tsx';
import { placeTags, sample, type TagRequest } from './tags.ts';
import { type Turn, turnedBox, turnedFloor, turnFor } from './turn.ts';

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

const CHANGE_TEXTS: Readonly<Record<FloorChangeView['by'], MessageKey>> = {
  lift: 'map.lift',
  stairs: 'map.stairs',
  escalator: 'map.escalator',
  walk: 'map.floorChange',
};

/** One floor to scale, turned the way the guest stands, with what matters to this guest on top of it. */
export function FloorMap(props: FloorMapProps) {
  const t = useT();
  const [ref, size] = useElementSize<HTMLDivElement>();
  const headingDeg = props.here?.headingDeg ?? 0;
  const turn = useMemo(() => turnFor(props.floor, headingDeg), [props.floor, headingDeg]);
  const floor = useMemo(() => turnedFloor(props.floor, turn), [props.floor, turn]);
  const { hereOnFloor, destination, leg, change } = turned(props, turn);
  const focus = leg ?? (destination === undefined ? [] : [destination.at, ...(hereOnFloor === null ? [] : [hereOnFloor.at])]);
  const view = viewFor(turnedBox(floor, turn), focus, size.height > 0 ? size.width / size.height : 1.6);
  const pixelsPerMetre = size.width > 0 ? size.width / view.width : 10;
  const px = (pixels: number) => pixels / pixelsPerMetre;
  const requests: TagRequest[] = [
    ...(hereOnFloor === null ? [] : [{ id: 'here', at: hereOnFloor.at, text: t('map.here'), clear: px(22) }]),
    ...(destination === undefined ? [] : [{ id: 'pin', at: destination.at, text: destination.name, clear: px(14), clearAbove: px(72) }]),
    ...(change === undefined
      ? []
      : [{ id: 'change', at: change.at, text: t(CHANGE_TEXTS[change.by], { floor: change.toFloorName }), clear: px(32) }]),
  ];
  const facing = hereOnFloor === null ? [] : sample([hereOnFloor.at, ahead(hereOnFloor.at, px(50))], px(12));
  const tags = placeTags(requests, { view, px, keep: [...sample([...(leg ?? focus)], px(12)), ...facing] });
  const taken = [...tags.map((tag) => tag.box), ...requests.map(({ at: [x, y], clear }) => square(x, y, clear))];
  return (
    <div ref={ref} className="map" data-testid="floor-map">
      {size.width > 0 && (
        <svg viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} role="img" aria-label={props.label}>
          <MapAreas floor={floor} highlightId={destination?.placeId ?? null} px={px} taken={taken} />
          {leg !== undefined && leg.length > 1 && <RouteLine key={`${floor.id}:${leg.length}`} leg={leg} px={px} />}
          {hereOnFloor !== null && <HereMarker at={hereOnFloor.at} px={px} />}
          {change !== undefined && <FloorChange change={change} px={px} />}
          {destination !== undefined && <DestinationPin at={destination.at} px={px} />}
          {tags.map((tag) => (
            <Tag key={tag.id} tag={tag} px={px} />
          ))}
        </svg>
      )}
    </div>
  );
}

/** Seconds a line takes to draw itself per 40 m, within limits a guest will watch. */
function drawSeconds(metres: number): number {
  return Math.min(3.2, Math.max(1.2, metres / 40));
}

function RouteLine({ leg, px }: { readonly leg: readonly Point[]; readonly px: (pixels: number) => number }) {
  const d = roundedPath(leg, px(22));
  const seconds = `${drawSeconds(lengthOf(leg)).toFixed(2)}s`;
  return (
    <g className="route" style={{ '--draw': seconds } as React.CSSProperties}>
      <path d={d} className="route-casing" strokeWidth={px(16)} pathLength={1} />
      <path d={d} className="route-line" strokeWidth={px(9)} pathLength={1} />
      <path d={d} className="route-steps" strokeWidth={px(3.4)} strokeDasharray={`0 ${px(18)}`} />
    </g>
  );
}

function turned({ floor, here, destination, leg, change }: FloorMapProps, turn: Turn) {
  return {
    hereOnFloor: here !== null && here.floorId === floor.id ? { at: turn(here.at) } : null,
    destination: destination === undefined ? undefined : { ...destination, at: turn(destination.at) },
    leg: leg?.map(turn),
    change: change === undefined ? undefined : { ...change, at: turn(change.at) },
  };
}

/** The point `by` metres ahead of the guest, who faces the top of the map. */
function ahead([x, y]: Point, by: number): Point {
  return [x, y - by];
}

function square(x: number, y: number, half: number): Box {
  return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
}
