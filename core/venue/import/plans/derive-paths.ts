import type { Point } from '../../../contract/index.ts';
import type { Floor, PathEdge, PathNode } from '../../model.ts';
import { metresBetween } from '../../wayfinding/geometry.ts';
import { findOpenings, type Opening } from './find-doors.ts';
import { joinShafts } from './join-shafts.ts';
import { joinPieces } from './pieces.ts';
import { centreOf, isInside } from './polygon.ts';
import type { Shaft, Space, WalkPlan } from './walk-plan.ts';
import { wayNetwork } from './way-network.ts';

export interface DerivedPaths {
  readonly nodes: readonly PathNode[];
  readonly edges: readonly PathEdge[];
  /** Floors that got paths. */
  readonly floorIds: readonly string[];
  /** Doors that the plan does not have. */
  readonly guessedDoors: number;
  /** Gaps between two parts of a floor that were bridged. */
  readonly bridged: number;
  /** Places that no path leads to. */
  readonly unreached: readonly string[];
}

/** Nodes and edges that a plan has already, on other floors. */
export interface GivenPaths {
  readonly nodes: readonly PathNode[];
  readonly edges: readonly PathEdge[];
}

/** A shaft ends at the nearest node that is not farther than this. */
const SHAFT_REACH_M = 30;

/**
 * Paths for the floors of a plan that have none: along the middle of corridors, halls and other ways, through doors into the
 * rooms, and over stairs, lifts and escalators that stand above each other. The same plan gives the same paths.
 */
export function derivePaths(floors: readonly Floor[], plan: WalkPlan, given: GivenPaths): DerivedPaths {
  const walked = new Set(given.nodes.map(({ floorId }) => floorId));
  const draft = createDraft();
  let guessedDoors = 0;
  const cutOff: Space[] = [];
  const bare = floors.filter(({ id }) => !walked.has(id));
  for (const floor of bare) {
    const spaces = spacesOf(floor, plan);
    if (!spaces.some(({ use }) => use === 'way')) continue;
    const found = findOpenings(
      spaces,
      plan.doors.filter(({ floorId }) => floorId === floor.id),
    );
    guessedDoors += found.guessed;
    cutOff.push(...found.cutOff);
    addFloor(draft, floor.id, spaces, found.openings, shaftEnds(plan.shafts, floor.id, spaces));
  }
  const derived = new Set(draft.nodes.map(({ floorId }) => floorId));
  const order = new Map(floors.map(({ id, level }) => [id, level]));
  for (const link of joinShafts(plan.shafts, order)) {
    if (!derived.has(link.from.floorId) && !derived.has(link.to.floorId)) continue;
    const [from, to] = [link.from, link.to].map((stop) => nearest([...draft.nodes, ...given.nodes], stop.floorId, stop.at, stop.placeId));
    if (from !== undefined && to !== undefined) draft.addEdge(from.id, to.id, link.kind, link.oneWay);
  }
  const { kept, edges, bridged } = joinPieces(draft.nodes, draft.edges, given);
  const reached = new Set(kept.flatMap(({ placeId }) => placeId ?? []));
  const unreached = [
    ...new Set([...draft.nodes, ...cutOff].flatMap(({ placeId }) => (placeId === undefined || reached.has(placeId) ? [] : [placeId]))),
  ];
  return { nodes: kept, edges, floorIds: [...new Set(kept.map(({ floorId }) => floorId))], guessedDoors, bridged, unreached };
}

/** Where a plan has rooms but no corridors, people walk between the rooms, inside the outline. */
function spacesOf(floor: Floor, plan: WalkPlan): Space[] {
  const spaces = plan.spaces.filter(({ floorId }) => floorId === floor.id);
  if (spaces.some(({ use }) => use === 'way') || floor.outline.length < 3) return spaces;
  return [...spaces, { floorId: floor.id, ring: floor.outline, holes: [], use: 'way' }];
}

/** Ends of shafts that stand in a way without walls of their own. */
function shaftEnds(shafts: readonly Shaft[], floorId: string, spaces: readonly Space[]): Point[] {
  return shafts
    .flatMap(({ stops }) => stops)
    .filter(
      (stop) =>
        stop.floorId === floorId &&
        !spaces.some(({ use, ring, placeId }) => use === 'room' && (placeId === stop.placeId || isInside(ring, stop.at))),
    )
    .map(({ at }) => at);
}

interface Draft extends GivenPaths {
  readonly nodes: PathNode[];
  readonly edges: PathEdge[];
  addNode(floorId: string, at: Point, placeId?: string): PathNode;
  addEdge(from: string, to: string, kind?: PathEdge['kind'], oneWay?: boolean): void;
}

function createDraft(): Draft {
  const nodes: PathNode[] = [];
  const edges: PathEdge[] = [];
  const counts = new Map<string, number>();
  return {
    nodes,
    edges,
    addNode(floorId, at, placeId) {
      const count = (counts.get(floorId) ?? 0) + 1;
      counts.set(floorId, count);
      const rounded: Point = [Math.round(at[0] * 100) / 100, Math.round(at[1] * 100) / 100];
      const node: PathNode = {
        id: `${floorId.slice(0, 150)}/way-${count}`,
        floorId,
        at: rounded,
        ...(placeId === undefined ? {} : { placeId }),
      };
      nodes.push(node);
      return node;
    },
    addEdge(from, to, kind = 'walk', oneWay) {
      if (from !== to) edges.push({ from, to, kind, closed: false, ...(oneWay === true ? { oneWay } : {}) });
    },
  };
}

function addFloor(draft: Draft, floorId: string, spaces: readonly Space[], openings: readonly Opening[], ends: readonly Point[]): void {
  const doors = openings.map((opening) => doorNodes(draft, floorId, opening));
  const obstacles = spaces.filter(({ use }) => use !== 'way');
  for (const way of spaces.filter(({ use }) => use === 'way')) {
    const own = openings.flatMap((opening, i) => (opening.spaces.includes(way) ? [{ at: opening.at, node: doors[i]?.outside }] : []));
    const inside = ends.filter((at) => isInside(way.ring, at)).map((at) => ({ at, node: draft.addNode(floorId, at) }));
    const ports = [...own, ...inside];
    const { points, lines } = wayNetwork(
      way,
      ports.map(({ at }) => at),
      obstacles,
    );
    const nodes = points.map((at, i) => ports[i]?.node ?? draft.addNode(floorId, at));
    for (const [a, b] of lines) draft.addEdge(nodes[a]?.id ?? '', nodes[b]?.id ?? '');
  }
  throughRooms(draft, floorId, spaces, openings, doors);
}

interface DoorNodes {
  /** On the way's side; of a door between two rooms, that of the second. */
  readonly outside: PathNode;
  readonly of: ReadonlyMap<Space, PathNode>;
}

/** A door stands for the room behind it; one between two rooms is a node of each. */
function doorNodes(draft: Draft, floorId: string, { at, spaces }: Opening): DoorNodes {
  const rooms = spaces.filter(({ use }) => use === 'room');
  const nodes = rooms.map((room) => draft.addNode(floorId, at, room.placeId));
  const [first = draft.addNode(floorId, at), second] = nodes;
  if (second !== undefined) draft.addEdge(first.id, second.id);
  return { outside: second ?? first, of: new Map(rooms.map((room, i) => [room, nodes[i] ?? first])) };
}

/** A room with several doors is walked through where a room behind it has no other way in. */
function throughRooms(
  draft: Draft,
  floorId: string,
  spaces: readonly Space[],
  openings: readonly Opening[],
  doors: readonly DoorNodes[],
): void {
  for (const room of spaces.filter(({ use }) => use === 'room')) {
    const own = openings.flatMap((opening, i) => (opening.spaces.includes(room) ? [{ opening, node: doors[i]?.of.get(room) }] : []));
    const leadsOn = own.some(({ opening }) => opening.spaces.length === 2 && opening.spaces.every(({ use }) => use === 'room'));
    if (own.length < 2 || !leadsOn) continue;
    const centre = draft.addNode(floorId, centreOf(room.ring));
    for (const { node } of own) if (node !== undefined) draft.addEdge(centre.id, node.id);
  }
}

function nearest(nodes: readonly PathNode[], floorId: string, at: Point, placeId: string | undefined): PathNode | undefined {
  const here = nodes.filter((node) => node.floorId === floorId);
  const own = here.filter((node) => placeId !== undefined && node.placeId === placeId);
  const near = (own.length > 0 ? own : here)
    .map((node) => ({ node, metres: metresBetween(node.at, at) }))
    .filter(({ metres }) => metres <= SHAFT_REACH_M);
  return near.reduce<(typeof near)[number] | undefined>(
    (best, one) => (best === undefined || one.metres < best.metres ? one : best),
    undefined,
  )?.node;
}
