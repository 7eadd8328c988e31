import { type ReactNode, useId } from 'react';
import type { PetalKind } from '../../../core/contract/theme.ts';

const OUTER = ring(16, 0);
const INNER = ring(16, 11.25);
const HEART = ring(12, 0);

/**
 * The picture of the avatar, units: 600 × 600 around its middle. Each part that moves is a layer of its own, as small as it
 * can be, so that a movement is a matter of composition: only eyes, brows and the little square of the mouth are ever drawn again.
 */
export function Blossom({ petals }: { readonly petals: PetalKind }) {
  return (
    <>
      <Layer part="outer" half={236}>
        <Petals kind={petals} angles={OUTER} length={232} half={50} look="outer" />
      </Layer>
      <Layer part="inner" half={190}>
        <Petals kind={petals} angles={INNER} length={186} half={44} look="inner" />
      </Layer>
      <div className="avatar-layer" data-part="face" style={place(0, 0, FACE_HALF, FACE_HALF, 300)}>
        <Face petals={petals} />
        <div className="avatar-layer" data-part="lips" style={place(0, MOUTH_Y, MOUTH_HALF.x, MOUTH_HALF.y, FACE_HALF)}>
          <Mouth />
        </div>
      </div>
    </>
  );
}

const FACE_HALF = 146;
/** Where the lips meet, and the middle of the mouth's layer: it opens downwards. */
const LIPS_Y = 42;
const MOUTH_Y = 54;
const MOUTH_HALF = { x: 40, y: 34 } as const;

/** A layer of twice `halfX` × `halfY`, with its middle at (x, y) of a parent of twice `parentHalf`, in per cent of it. */
function place(x: number, y: number, halfX: number, halfY: number, parentHalf: number): React.CSSProperties {
  const percent = (units: number) => `${((100 * units) / (2 * parentHalf)).toFixed(3)}%`;
  return {
    left: percent(parentHalf + x - halfX),
    top: percent(parentHalf + y - halfY),
    width: percent(2 * halfX),
    height: percent(2 * halfY),
  };
}

function Layer({ part, half, children }: { readonly part: string; readonly half: number; readonly children: ReactNode }) {
  return (
    <div className="avatar-layer" data-part={part} style={place(0, 0, half, half, 300)}>
      <svg viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`} aria-hidden="true" focusable="false">
        {children}
      </svg>
    </div>
  );
}

interface PetalsProps {
  readonly angles: readonly number[];
  readonly length: number;
  readonly half: number;
  readonly look: 'outer' | 'inner' | 'heart';
  readonly kind: PetalKind;
}

function Petals({ kind, angles, length, half, look }: PetalsProps) {
  const id = useId();
  if (kind === 'none') return null;
  return (
    <>
      <linearGradient id={id} x1="0" y1="1" x2="0" y2="0">
        <stop offset="0.3" className={`${look}-1`} />
        <stop offset="1" className={`${look}-2`} />
      </linearGradient>
      {angles.map((angle) => (
        <path
          key={angle}
          d={SHAPES[kind](length, half)}
          transform={`rotate(${angle})`}
          fill={`url(#${id})`}
          className={`petal petal--${look}`}
        />
      ))}
    </>
  );
}

function Face({ petals }: { readonly petals: PetalKind }) {
  const id = useId();
  const half = FACE_HALF;
  return (
    <svg viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`} aria-hidden="true" focusable="false">
      <radialGradient id={id} cx="0.42" cy="0.34" r="0.75">
        <stop offset="0" className="skin-1" />
        <stop offset="0.55" className="skin-2" />
        <stop offset="1" className="skin-3" />
      </radialGradient>
      <Petals kind={petals} angles={HEART} length={142} half={44} look="heart" />
      <circle r="104" fill={`url(#${id})`} />
      <ellipse cx="-60" cy="24" rx="19" ry="12" className="avatar-cheek" />
      <ellipse cx="60" cy="24" rx="19" ry="12" className="avatar-cheek" />
      <g data-part="brows" className="avatar-brow">
        <path d="M-50 -37 Q-37 -46 -23 -40" />
        <path d="M50 -37 Q37 -46 23 -40" />
      </g>
      <g data-part="eyes">
        <Eye x={-36} />
        <Eye x={36} />
      </g>
    </svg>
  );
}

function Eye({ x }: { readonly x: number }) {
  return (
    <g transform={`translate(${x} -8)`}>
      <g data-part="lid">
        <ellipse rx="11.5" ry="15.5" className="avatar-eye" />
        <circle cx="3.8" cy="-5.5" r="4" className="avatar-glint" />
        <circle cx="-3.4" cy="5.6" r="1.9" className="avatar-glint avatar-glint--low" />
      </g>
    </g>
  );
}

/** Around (0, 0) where the lips meet. */
function Mouth() {
  const id = useId();
  const { x, y } = MOUTH_HALF;
  return (
    <svg viewBox={`${-x} ${MOUTH_Y - LIPS_Y - y} ${2 * x} ${2 * y}`} aria-hidden="true" focusable="false">
      <clipPath id={`${id}lips`}>
        <use href={`#${id}mouth`} />
      </clipPath>
      <path id={`${id}mouth`} data-part="mouth" d="M-24 -7C-13 2 13 2 24 -7C13 6 -13 6 -24 -7Z" className="avatar-mouth" />
      <g clipPath={`url(#${id}lips)`}>
        <ellipse data-part="tongue" rx="20" ry="11" className="avatar-tongue" />
      </g>
    </svg>
  );
}

/** From the middle up to `length`, `half` wide to each side. */
const SHAPES: Readonly<Record<Exclude<PetalKind, 'none'>, (length: number, half: number) => string>> = { pointed, round, rays };

function pointed(length: number, half: number): string {
  return `M0 0C${half * 0.7} ${-length * 0.3} ${half} ${-length * 0.72} 0 ${-length}C${-half} ${-length * 0.72} ${-half * 0.7} ${-length * 0.3} 0 0Z`;
}

function round(length: number, half: number): string {
  const r = half * 0.78;
  const shoulder = r - length;
  return `M0 0L${-r} ${shoulder}A${r} ${r} 0 0 1 ${r} ${shoulder}Z`;
}

function rays(length: number, half: number): string {
  const [foot, tip] = [half * 0.14, half * 0.2];
  return `M${-foot} 0L${-tip} ${tip - length}A${tip} ${tip} 0 0 1 ${tip} ${tip - length}L${foot} 0Z`;
}

function ring(count: number, offset: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => offset + (i * 360) / count);
}
