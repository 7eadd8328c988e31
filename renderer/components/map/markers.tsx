import { ArrowUpDown, Footprints, MoveUpRight } from 'lucide-react';
import type { Point } from '../../../core/contract/index.ts';
import type { FloorChangeView } from './floor-map.tsx';
import { MapIcon } from './map-icon.tsx';
import type { PlacedTag } from './tags.ts';

type Px = (pixels: number) => number;

interface HereProps {
  readonly at: Point;
  readonly px: Px;
}

/** The guest, who faces the top of the map. */
export function HereMarker({ at: [x, y], px }: HereProps) {
  return (
    <g className="here">
      <circle cx={x} cy={y} r={px(30)} className="here-pulse" />
      <path
        d={`M0 0L${px(-17)} ${px(-40)}Q0 ${px(-50)} ${px(17)} ${px(-40)}Z`}
        transform={`translate(${x} ${y})`}
        className="here-heading"
      />
      <circle cx={x} cy={y} r={px(13)} className="here-dot" strokeWidth={px(4.5)} />
    </g>
  );
}

export function DestinationPin({ at: [x, y], px }: { readonly at: Point; readonly px: Px }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${px(1)})`}>
      <g className="pin-body">
        <path d="M0 0C-6 -13 -22 -22 -22 -40A22 22 0 1 1 22 -40C22 -22 6 -13 0 0Z" className="pin-shape" />
        <circle cy="-40" r="8.5" className="pin-eye" />
      </g>
    </g>
  );
}

const CHANGE_ICONS = { lift: ArrowUpDown, stairs: Footprints, escalator: MoveUpRight, walk: MoveUpRight } as const;

/** Where the way leaves this floor, and how. */
export function FloorChange({ change, px }: { readonly change: FloorChangeView; readonly px: Px }) {
  const [x, y] = change.at;
  return (
    <g className="change">
      <circle cx={x} cy={y} r={px(22)} className="change-dot" strokeWidth={px(4)} />
      <MapIcon icon={CHANGE_ICONS[change.by]} x={x} y={y} size={px(25)} />
    </g>
  );
}

export function Tag({ tag, px }: { readonly tag: PlacedTag; readonly px: Px }) {
  const { x, y, width, height } = tag.box;
  return (
    <g className={`tag tag--${tag.id}`}>
      <rect x={x} y={y} width={width} height={height} rx={height / 2} />
      <text x={x + width / 2} y={y + height / 2} dy="0.35em" fontSize={px(19)}>
        {tag.text}
      </text>
    </g>
  );
}
