import { memo } from 'react';
import type { FloorPlan } from '../../../core/contract/index.ts';
import { boundsOf, pathOf } from './geometry.ts';
import { labelFor, largestRoom, type MapLabel } from './labels.ts';
import { MapIcon, mapIconOf } from './map-icon.tsx';

interface MapAreasProps {
  readonly floor: FloorPlan;
  readonly highlightId: string | null;
  /** Metres that so many pixels of the screen cover. */
  readonly px: (pixels: number) => number;
}

/** Kinds of areas that are ground rather than rooms: no label and no icon of their own. */
const GROUND = new Set(['corridor', 'wall', 'planting', 'water', 'void', 'outside', 'courtyard', 'foyer', 'lobby', 'street', 'grass']);

/** Areas by kind, with a name where it fits, else a symbol where that fits. */
export const MapAreas = memo(function MapAreas({ floor, highlightId, px }: MapAreasProps) {
  return (
    <>
      <path d={pathOf(floor.outline, true)} className="map-outline" strokeWidth={px(3)} />
      {floor.areas.map((area) => (
        <path
          key={pathOf(area.polygon)}
          d={pathOf(area.polygon, true)}
          className="map-area"
          data-kind={area.kind}
          data-highlight={area.placeId !== null && area.placeId === highlightId}
          strokeWidth={px(area.placeId !== null && area.placeId === highlightId ? 3.5 : 1.25)}
        />
      ))}
      {floor.areas.map((area) => (
        <AreaName key={pathOf(area.polygon)} area={area} px={px} />
      ))}
    </>
  );
});

function AreaName({ area, px }: { readonly area: FloorPlan['areas'][number]; readonly px: (pixels: number) => number }) {
  const icon = mapIconOf(area.kind);
  const ground = GROUND.has(area.kind);
  const label = labelFor(area.name, area.polygon, ground ? [px(17)] : [px(21), px(18), px(15)]);
  const room = largestRoom(area.polygon);
  const middle = [room.x + room.width / 2, room.y + room.height / 2] as const;
  if (icon !== null && label !== null && room.height > px(24) + label.lines.length * label.fontSize * 1.12 + px(16)) {
    const up = px(14) + label.lines.length * label.fontSize * 0.56;
    return (
      <>
        <MapIcon icon={icon} x={middle[0]} y={middle[1] - up + px(6)} size={px(24)} />
        <Name label={{ ...label, at: [label.at[0], label.at[1] + px(14)] }} ground={ground} />
      </>
    );
  }
  if (label !== null) return <Name label={label} ground={ground} />;
  const { width, height } = boundsOf(area.polygon);
  if (icon === null || Math.min(width, height) < px(17)) return null;
  return <MapIcon icon={icon} x={middle[0]} y={middle[1]} size={Math.min(px(24), Math.min(width, height) * 0.8)} />;
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
