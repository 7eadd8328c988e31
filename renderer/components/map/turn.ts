import type { FloorPlan, Point } from '../../../core/contract/index.ts';
import { type Box, boundsOf } from './geometry.ts';

/** Turns a point of a floor as the whole floor is turned. */
export type Turn = (point: Point) => Point;

/** Turns the floor about its middle so that what lies ahead of someone who faces `headingDeg` (clockwise from the plan's top) is up. */
export function turnFor({ widthM, heightM }: Pick<FloorPlan, 'widthM' | 'heightM'>, headingDeg: number): Turn {
  if (headingDeg % 360 === 0) return (point) => point;
  const radians = (-headingDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [cx, cy] = [widthM / 2, heightM / 2];
  return ([x, y]) => [cx + cos * (x - cx) - sin * (y - cy), cy + sin * (x - cx) + cos * (y - cy)];
}

export function turnedFloor(floor: FloorPlan, turn: Turn): FloorPlan {
  return {
    ...floor,
    outline: floor.outline.map(turn),
    areas: floor.areas.map((area) => ({ ...area, polygon: area.polygon.map(turn) })),
  };
}

/** What the turned floor covers. */
export function turnedBox({ widthM, heightM }: FloorPlan, turn: Turn): Box {
  return boundsOf(
    [
      [0, 0],
      [widthM, 0],
      [widthM, heightM],
      [0, heightM],
    ].map(([x = 0, y = 0]) => turn([x, y])),
  );
}
