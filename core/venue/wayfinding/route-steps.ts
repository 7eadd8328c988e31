import type { Point } from '../../contract/index.ts';
import type { Place } from '../model.ts';
import { bearing, metresBetween, nearestOnSegment, simplifyLine, turnBetween } from './geometry.ts';
import type { EdgeKind } from './graph.ts';

export type Turn = 'ahead' | 'left' | 'right' | 'behind';

/** One thing to do on the way, without words: the language is the answer's business. */
export interface RouteStep {
  /**
   * "start" is the first stretch, "straight" the first one on another floor; "left" and "right" turn, then walk
   * `distanceM`; "lift", "stairs", "escalator" change to `toFloorId`; "arrive" is last.
   */
  readonly kind: 'start' | 'straight' | 'left' | 'right' | 'lift' | 'stairs' | 'escalator' | 'arrive';
  readonly floorId: string;
  /** Metres walked in this step. */
  readonly distanceM: number;
  /** Where the turn is, where a "start" or "straight" leads past, which lift it is. */
  readonly landmarkPlaceId?: string;
  readonly toFloorId?: string;
  readonly direction?: 'up' | 'down';
  /** Of "start": which way from how the guest stands. Of "arrive": on which side the place is. */
  readonly turn?: Turn;
  /** A half turn: "bear left". */
  readonly slight?: boolean;
}

export interface RouteLeg {
  readonly floorId: string;
  readonly points: readonly Point[];
}

/** How a route leaves one floor: between leg i and leg i + 1. */
export interface FloorChange {
  readonly kind: Exclude<EdgeKind, 'walk'>;
  readonly placeId: string | undefined;
  readonly direction: 'up' | 'down';
  readonly metres: number;
}

const TURN_DEG = 32;
const FULL_TURN_DEG = 62;
const BEHIND_DEG = 135;
const STRAIGHTEN_M = 1.2;
/** A jink shorter than this is no turn worth saying. */
const SHORTEST_STRETCH_M = 2.5;
const LANDMARK_M = 9;
const LANDMARK_KINDS = new Map(
  ['desk', 'restaurant', 'cafe', 'bar', 'hall', 'shop', 'entrance', 'leisure', 'service', 'room', 'stairs', 'lift', 'toilet'].map(
    (kind, i) => [kind, i * 0.35],
  ),
);

export function stepsOf(
  legs: readonly RouteLeg[],
  changes: readonly FloorChange[],
  options: {
    readonly places: readonly Place[];
    readonly target: Place | undefined;
    readonly fromPlaceId: string | undefined;
    readonly headingDeg: number | undefined;
  },
): RouteStep[] {
  const steps: RouteStep[] = [];
  const own = new Set([options.target?.id, options.fromPlaceId, ...changes.map(({ placeId }) => placeId)]);
  const landmarks = options.places.filter((place) => LANDMARK_KINDS.has(place.kind) && !own.has(place.id));
  let lastBearing: number | undefined;
  legs.forEach((leg, i) => {
    const stepsOut = i === 0 ? undefined : leg.points[0];
    const here = landmarks.filter((place) => place.floorId === leg.floorId && !isWayOut(place, stepsOut));
    const line = dropJinks(simplifyLine(leg.points, STRAIGHTEN_M));
    steps.push(...walk(leg.floorId, line, here, i === 0 ? { headingDeg: options.headingDeg } : null));
    if (line.length > 1) lastBearing = bearing(line.at(-2) ?? [0, 0], line.at(-1) ?? [0, 0]);
    const change = changes[i];
    const next = legs[i + 1];
    if (change === undefined || next === undefined) return;
    steps.push({
      kind: change.kind === 'ramp' ? 'straight' : change.kind,
      floorId: leg.floorId,
      distanceM: change.metres,
      toFloorId: next.floorId,
      direction: change.direction,
      ...(change.placeId === undefined ? {} : { landmarkPlaceId: change.placeId }),
    });
    lastBearing = undefined;
  });
  const last = legs.at(-1);
  if (last !== undefined) steps.push(arrive(last, options.target, lastBearing));
  return steps;
}

/** The lift or stairs one has just come out of says nothing of where to turn. */
function isWayOut(place: Place, stepsOut: Point | undefined): boolean {
  return stepsOut !== undefined && (place.kind === 'lift' || place.kind === 'stairs') && metresBetween(place.at, stepsOut) < LANDMARK_M;
}

function walk(
  floorId: string,
  line: readonly Point[],
  landmarks: readonly Place[],
  start: { headingDeg: number | undefined } | null,
): RouteStep[] {
  const steps: RouteStep[] = [];
  for (let i = 0; i + 1 < line.length; i += 1) {
    const a = line[i] ?? [0, 0];
    const b = line[i + 1] ?? a;
    const distanceM = metresBetween(a, b);
    const towards = bearing(a, b);
    if (i === 0) {
      const turn = start?.headingDeg === undefined ? undefined : turnName(turnBetween(start.headingDeg, towards));
      const past = passing(a, b, landmarks);
      steps.push({
        kind: start === null ? 'straight' : 'start',
        floorId,
        distanceM,
        ...(turn === undefined ? {} : { turn }),
        ...(past === undefined ? {} : { landmarkPlaceId: past.id }),
      });
      continue;
    }
    const angle = turnBetween(bearing(line[i - 1] ?? a, a), towards);
    const near = nearestLandmark(a, landmarks);
    if (Math.abs(angle) < TURN_DEG) {
      const before = steps.at(-1);
      if (before !== undefined) steps[steps.length - 1] = { ...before, distanceM: before.distanceM + distanceM };
      continue;
    }
    steps.push({
      kind: angle < 0 ? 'left' : 'right',
      floorId,
      distanceM,
      ...(Math.abs(angle) < FULL_TURN_DEG ? { slight: true } : {}),
      ...(near === undefined ? {} : { landmarkPlaceId: near.id }),
    });
  }
  return steps;
}

function arrive(leg: RouteLeg, target: Place | undefined, lastBearing: number | undefined): RouteStep {
  const end = leg.points.at(-1) ?? [0, 0];
  const step = { kind: 'arrive', floorId: leg.floorId, distanceM: 0 } as const;
  const centre = target === undefined ? undefined : centreOf(target.polygon ?? [target.at]);
  if (centre === undefined || lastBearing === undefined || metresBetween(end, centre) < 0.5) return step;
  const turn = turnName(turnBetween(lastBearing, bearing(end, centre)));
  return turn === 'behind' ? step : { ...step, turn };
}

function turnName(angle: number): Turn {
  if (Math.abs(angle) > BEHIND_DEG) return 'behind';
  if (Math.abs(angle) < 45) return 'ahead';
  return angle < 0 ? 'left' : 'right';
}

/** The landmark by a point, the prominent kinds before the rest. */
function nearestLandmark(at: Point, landmarks: readonly Place[]): Place | undefined {
  return best(landmarks, (place) => metresBetween(at, place.at));
}

/** A landmark beside the middle part of a stretch. */
function passing(a: Point, b: Point, landmarks: readonly Place[]): Place | undefined {
  return best(landmarks, (place) => {
    const { share, metres } = nearestOnSegment(place.at, a, b);
    return share > 0.15 && share < 0.95 ? metres : Number.POSITIVE_INFINITY;
  });
}

function best(landmarks: readonly Place[], metresTo: (place: Place) => number): Place | undefined {
  let found: Place | undefined;
  let least = LANDMARK_M;
  for (const place of landmarks) {
    const metres = metresTo(place) + (LANDMARK_KINDS.get(place.kind) ?? 0);
    if (metres >= least) continue;
    least = metres;
    found = place;
  }
  return found;
}

function dropJinks(line: readonly Point[]): Point[] {
  return line.filter((point, i) => {
    const next = line[i + 1];
    return i === 0 || next === undefined || i + 1 === line.length || metresBetween(point, next) >= SHORTEST_STRETCH_M;
  });
}

function centreOf(polygon: readonly Point[]): Point {
  const sum = polygon.reduce<[number, number]>((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0]);
  return [sum[0] / polygon.length, sum[1] / polygon.length];
}
