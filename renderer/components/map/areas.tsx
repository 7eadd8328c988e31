import type { FloorPlan } from '../../../core/contract/index.ts';
import { type Box, boundsOf, pathOf } from './geometry.ts';
import { labelFor, largestRoom, type MapLabel } from './labels.ts';
import { MapIcon, mapIconOf } from './map-icon.tsx';
import { overlaps } from './tags.ts';

interface MapAreasProps {
  readonly floor: FloorPlan;
  readonly highlightId: string | null;
  /** Metres that so many pixels of the screen cover. */
  readonly px: (pixels: number) => number;
  /** Where something more important is written. */
  readonly taken: readonly Box[];
}

type Area = FloorPlan['areas'][number];

const OUTDOORS = new Set(['outside', 'road', 'street', 'grass']);
/** Drawn but never named: they are there to be recognised. */
const UNNAMED = new Set(['furniture', 'planting', 'wall', 'closed', 'guestroom', 'outside', 'void']);
const GROUND = new Set(['corridor', 'foyer', 'lobby', 'courtyard', 'road', 'street', 'water', 'grass']);

/** Areas by kind, large ones below small ones, with a name where it fits, else a symbol where that fits. */
export function MapAreas({ floor, highlightId, px, taken }: MapAreasProps) {
  const outdoors = floor.areas.filter((area) => OUTDOORS.has(area.kind));
  const indoors = floor.areas.filter((area) => !OUTDOORS.has(area.kind)).sort((a, b) => sizeOf(b) - sizeOf(a));
  const shape = (area: Area) => (
    <path
      key={`${area.placeId}${pathOf(area.polygon)}`}
      d={pathOf(area.polygon, true)}
      className="map-area"
      data-kind={area.kind}
      data-highlight={area.placeId !== null && area.placeId === highlightId}
      strokeWidth={px(area.placeId !== null && area.placeId === highlightId ? 3.5 : 1.25)}
    />
  );
  return (
    <>
      {outdoors.map(shape)}
      <path d={pathOf(floor.outline, true)} className="map-outline" strokeWidth={px(3)} />
      {indoors.map(shape)}
      <path d={pathOf(floor.outline, true)} className="map-walls" strokeWidth={px(3)} />
      {floor.areas
        .filter((area) => !UNNAMED.has(area.kind) && area.placeId !== highlightId)
        .map((area) => (
          <AreaName key={`${area.placeId}${pathOf(area.polygon)}`} area={area} px={px} taken={taken} />
        ))}
    </>
  );
}

function sizeOf(area: Area): number {
  const { width, height } = boundsOf(area.polygon);
  return width * height;
}

function AreaName({ area, px, taken }: { readonly area: Area; readonly px: MapAreasProps['px']; readonly taken: readonly Box[] }) {
  const icon = mapIconOf(area.kind);
  const ground = GROUND.has(area.kind);
  const room = largestRoom(area.polygon);
  const label = labelFor(area.name, area.polygon, ground ? [px(17)] : [px(21), px(18), px(15)]);
  if (label !== null) {
    if (taken.some((box) => overlaps(box, boxOf(label)))) return null;
    return <Name label={label} ground={ground} />;
  }
  const size = Math.min(px(24), Math.min(room.width, room.height) * 0.8);
  const [x, y] = [room.x + room.width / 2, room.y + room.height / 2];
  const hidden = taken.some((box) => overlaps(box, { x: x - size / 2, y: y - size / 2, width: size, height: size }));
  if (icon === null || hidden || size < px(14)) return null;
  return <MapIcon icon={icon} x={x} y={y} size={size} />;
}

function boxOf({ lines, at: [x, y], fontSize }: MapLabel): Box {
  const width = Math.max(...lines.map((line) => line.length)) * fontSize * 0.54;
  const height = lines.length * fontSize * 1.12;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function Name({ label, ground }: { readonly label: MapLabel; readonly ground: boolean }) {
  const [x, y] = label.at;
  const top = y - ((label.lines.length - 1) * label.fontSize * 1.12) / 2;
  return (
    <text className={ground ? 'map-name map-name--ground' : 'map-name'} fontSize={label.fontSize} x={x} y={top}>
      {label.lines.map((line, i) => (
        <tspan key={line} x={x} dy={i === 0 ? '0.35em' : '1.12em'}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
