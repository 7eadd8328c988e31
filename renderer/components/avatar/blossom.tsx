import { type Ref, useId } from 'react';

const OUTER = ring(16, 0);
const INNER = ring(16, 11.25);
const HEART = ring(12, 0);

/** The picture of the avatar; what moves carries `data-part`. Units: 600 × 600 around (0, 0). */
export function Blossom({ ref }: { readonly ref?: Ref<SVGSVGElement> }) {
  const id = useId();
  const url = (name: string) => `url(#${id}${name})`;
  return (
    <svg ref={ref} viewBox="-300 -300 600 600" aria-hidden="true" focusable="false">
      <Gradients id={id} />
      <circle r="298" fill={url('halo')} />
      <g data-part="outer">
        {OUTER.map((angle) => (
          <path key={angle} d={petal(232, 50)} transform={`rotate(${angle})`} fill={url('rose')} className="petal petal--outer" />
        ))}
      </g>
      <g data-part="inner">
        {INNER.map((angle) => (
          <path key={angle} d={petal(186, 44)} transform={`rotate(${angle})`} fill={url('amber')} className="petal petal--inner" />
        ))}
      </g>
      {HEART.map((angle) => (
        <path key={angle} d={petal(142, 44)} transform={`rotate(${angle})`} fill={url('honey')} className="petal petal--heart" />
      ))}
      <g data-part="face">
        <circle r="104" fill={url('skin')} />
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
        <g transform="translate(0 42)">
          <clipPath id={`${id}lips`}>
            <use href={`#${id}mouth`} />
          </clipPath>
          <path id={`${id}mouth`} data-part="mouth" d="M-24 -7C-13 2 13 2 24 -7C13 6 -13 6 -24 -7Z" className="avatar-mouth" />
          <g clipPath={url('lips')}>
            <ellipse data-part="tongue" rx="20" ry="11" className="avatar-tongue" />
          </g>
        </g>
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

function Gradients({ id }: { readonly id: string }) {
  return (
    <defs>
      <radialGradient id={`${id}halo`}>
        <stop offset="0.3" className="halo-1" />
        <stop offset="0.62" className="halo-2" />
        <stop offset="1" className="halo-3" />
      </radialGradient>
      <radialGradient id={`${id}skin`} cx="0.42" cy="0.34" r="0.75">
        <stop offset="0" className="skin-1" />
        <stop offset="0.55" className="skin-2" />
        <stop offset="1" className="skin-3" />
      </radialGradient>
      {(['rose', 'amber', 'honey'] as const).map((name) => (
        <linearGradient key={name} id={`${id}${name}`} x1="0" y1="1" x2="0" y2="0">
          <stop offset="0.3" className={`${name}-1`} />
          <stop offset="1" className={`${name}-2`} />
        </linearGradient>
      ))}
    </defs>
  );
}

/** A pointed petal from the middle up to `length`, `half` wide to each side. */
function petal(length: number, half: number): string {
  return `M0 0C${half * 0.7} ${-length * 0.3} ${half} ${-length * 0.72} 0 ${-length}C${-half} ${-length * 0.72} ${-half * 0.7} ${-length * 0.3} 0 0Z`;
}

function ring(count: number, offset: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => offset + (i * 360) / count);
}
