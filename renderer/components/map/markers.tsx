import { ArrowUpDown, Footprints, MoveUpRight } from 'lucide-react';
import type { Point } from '../../../core/contract/index.ts';
import { useT } from '../../i18n/i18n.tsx';
import type { FloorChangeView } from './floor-map.tsx';
import type { Box } from './geometry.ts';
import { MapIcon } from './map-icon.tsx';

type Px = (pixels: number) => number;

interface HereProps {
  readonly at: Point;
  readonly headingDeg: number;
  readonly text: string;
  readonly px: Px;
  readonly view: Box;
}

/** The guest, and the way they are facing: heading 0 is the top of the plan. */
export function HereMarker({ at: [x, y], headingDeg, text, px, view }: HereProps) {
  return (
    <g className="here">
      <circle cx={x} cy={y} r={px(30)} className="here-pulse" />
      <path
        d={`M0 0L${px(-17)} ${px(-40)}Q0 ${px(-50)} ${px(17)} ${px(-40)}Z`}
        transform={`translate(${x} ${y}) rotate(${headingDeg})`}
        className="here-heading"
      />
      <circle cx={x} cy={y} r={px(13)} className="here-dot" strokeWidth={px(4.5)} />
      <Tag at={[x, y]} offset={px(34)} text={text} px={px} view={view} kind="here" />
    </g>
  );
}

interface PinProps {
  readonly at: Point;
  readonly name: string;
  readonly px: Px;
  readonly view: Box;
}

export function DestinationPin({ at: [x, y], name, px, view }: PinProps) {
  return (
    <g className="pin">
      <g transform={`translate(${x} ${y}) scale(${px(1)})`}>
        <g className="pin-body">
          <path d="M0 0C-6 -13 -22 -22 -22 -40A22 22 0 1 1 22 -40C22 -22 6 -13 0 0Z" className="pin-shape" />
          <circle cy="-40" r="8.5" className="pin-eye" />
        </g>
      </g>
      <Tag at={[x, y]} offset={px(22)} text={name} px={px} view={view} kind="pin" />
    </g>
  );
}

const CHANGE_ICONS = { lift: ArrowUpDown, stairs: Footprints, escalator: MoveUpRight, walk: MoveUpRight } as const;
const CHANGE_TEXTS = { lift: 'map.lift', stairs: 'map.stairs', escalator: 'map.escalator', walk: 'map.floorChange' } as const;

/** Where the way leaves this floor, and how. */
export function FloorChange({ change, px, view }: { readonly change: FloorChangeView; readonly px: Px; readonly view: Box }) {
  const t = useT();
  const [x, y] = change.at;
  return (
    <g className="change">
      <circle cx={x} cy={y} r={px(22)} className="change-dot" strokeWidth={px(4)} />
      <MapIcon icon={CHANGE_ICONS[change.by]} x={x} y={y} size={px(25)} />
      <Tag at={[x, y]} offset={px(40)} text={t(CHANGE_TEXTS[change.by], { floor: change.toFloorName })} px={px} view={view} kind="change" />
    </g>
  );
}

interface TagProps {
  readonly at: Point;
  /** Metres below the point; above it when there is no room below. */
  readonly offset: number;
  readonly text: string;
  readonly px: Px;
  readonly view: Box;
  readonly kind: 'here' | 'pin' | 'change';
}

function Tag({ at: [x, y], offset, text, px, view, kind }: TagProps) {
  const width = px(text.length * 10.4 + 30);
  const height = px(36);
  const margin = px(8);
  const below = y + offset + height / 2 + margin < view.y + view.height;
  const middle = Math.min(Math.max(x, view.x + width / 2 + margin), view.x + view.width - width / 2 - margin);
  const at = below ? y + offset : y - offset - (kind === 'pin' ? px(44) : 0);
  return (
    <g className={`tag tag--${kind}`}>
      <rect x={middle - width / 2} y={at - height / 2} width={width} height={height} rx={height / 2} />
      <text x={middle} y={at} dy="0.35em" fontSize={px(19)}>
        {text}
      </text>
    </g>
  );
}
