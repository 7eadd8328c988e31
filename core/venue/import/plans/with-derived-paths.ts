import type { Floor, Venue } from '../../model.ts';
import { textIn } from '../../model.ts';
import { createWayfinder } from '../../wayfinding.ts';
import type { Finding } from '../finding.ts';
import { derivePaths } from './derive-paths.ts';
import { isInside, metresToRing } from './polygon.ts';
import type { Shaft, Space, WalkPlan } from './walk-plan.ts';

/**
 * The venue with paths on the floors that have none, derived from the plans; said in a finding, as nobody drew them.
 * @param plans what the files' floor plans say; for a venue of Foyer's own folder the shapes of its places are taken.
 */
export function withDerivedPaths(venue: Venue, plans: readonly WalkPlan[], file: string, report: (finding: Finding) => void): Venue {
  const plan: WalkPlan = plans.length > 0 ? join(plans) : planOf(venue);
  if (plan.spaces.every(({ use }) => use === 'closed')) return venue;
  const derived = derivePaths(venue.floors, plan, venue);
  if (derived.nodes.length === 0) return venue;
  const known = new Set(venue.places.map(({ id }) => id));
  const names = derived.floorIds.map((id) => textIn(venue.floors.find((floor) => floor.id === id)?.name, venue.languages[0] ?? 'en'));
  const details = [
    derived.guessedDoors > 0 ? `${derived.guessedDoors} doors were put where rooms meet a corridor` : '',
    derived.bridged > 0 ? `${derived.bridged} gaps were bridged` : '',
    derived.unreached.length > 0
      ? `no way was found to ${derived.unreached.slice(0, 5).join(', ')}${derived.unreached.length > 5 ? ` and ${derived.unreached.length - 5} more` : ''}`
      : '',
  ].filter((detail) => detail !== '');
  report({
    severity: 'warning',
    code: 'paths-derived',
    file,
    reason: `routes were derived from the rooms and doors of ${names.join(', ')}${details.length === 0 ? '' : `: ${details.join('; ')}`}`,
    remedy: 'Try some routes in the preview; export the venue and correct paths.yaml where they are wrong.',
  });
  const nodes = derived.nodes.map(({ placeId, ...node }) => (placeId !== undefined && known.has(placeId) ? { ...node, placeId } : node));
  return withProvenSteps({ ...venue, nodes: [...venue.nodes, ...nodes], edges: [...venue.edges, ...derived.edges] }, file, report);
}

/** A derived network cannot show that a plan is wrong: a promise of no steps that it does not bear out is taken back, and said. */
function withProvenSteps(venue: Venue, file: string, report: (finding: Finding) => void): Venue {
  const promised = venue.places.filter(({ stepFree }) => stepFree === true);
  const start =
    venue.places.find(({ id }) => id === venue.defaultPlaceId) ?? venue.places.find(({ kind }) => kind === 'entrance') ?? venue.places[0];
  if (promised.length === 0 || start === undefined) return venue;
  const metres = createWayfinder(venue).distances({ placeId: start.id }, { stepFree: true });
  const unproven = new Set(promised.flatMap(({ id }) => (metres(id) === null ? [id] : [])));
  if (unproven.size === 0) return venue;
  report({
    severity: 'warning',
    code: 'step-free-unproven',
    file,
    column: 'stepFree',
    value: [...unproven].slice(0, 5).join(', '),
    reason: `${unproven.size === 1 ? 'a place is' : `${unproven.size} places are`} said to be step-free, but the derived routes lead there over stairs only; guests are not promised it`,
    remedy: 'Add the lift or ramp to the plan or to paths.yaml.',
  });
  return {
    ...venue,
    places: venue.places.map(({ stepFree, ...place }) =>
      stepFree === undefined || unproven.has(place.id) ? place : { ...place, stepFree },
    ),
  };
}

function join(plans: readonly WalkPlan[]): WalkPlan {
  return {
    spaces: plans.flatMap(({ spaces }) => spaces),
    doors: plans.flatMap(({ doors }) => doors),
    shafts: plans.flatMap(({ shafts }) => shafts),
  };
}

const AT_WALL_M = 1;
const CLOSED_DECOR = /wall|closed|inaccessible|water|planting|void/;

/** Shapes of a venue's places as spaces; a place that stands at its own wall has its door there. */
function planOf(venue: Venue): WalkPlan {
  const shafts: Shaft[] = [];
  const places = venue.places.flatMap((place): Space[] => {
    const at = { floorId: place.floorId, at: place.at, placeId: place.id };
    const name = textIn(place.name, venue.languages[0] ?? 'en')
      .replace(/\s*[-–(,]?\s*(?:level|floor|etage|ebene)?\s*-?\d+\)?$/i, '')
      .toLowerCase();
    if (place.kind === 'lift' || place.kind === 'stairs') shafts.push({ kind: place.kind, name, stops: [at] });
    if (place.polygon === undefined || place.polygon.length < 3) return [];
    return [{ floorId: place.floorId, ring: place.polygon, holes: [], use: 'room', placeId: place.id }];
  });
  const decor = venue.floors.flatMap((floor) => decorSpaces(floor));
  const doors = venue.places.flatMap(({ floorId, at }) =>
    places.some((space) => space.floorId === floorId && metresToRing(space.ring, at) <= AT_WALL_M && !isDeepInside(space, at))
      ? [{ floorId, at }]
      : [],
  );
  return { spaces: [...places, ...decor], doors, shafts };
}

function isDeepInside({ ring }: Space, at: readonly [number, number]): boolean {
  return isInside(ring, [at[0], at[1]]) && metresToRing(ring, [at[0], at[1]]) > AT_WALL_M;
}

function decorSpaces({ id, decor }: Floor): Space[] {
  return decor.flatMap(({ kind, polygon }): Space[] => {
    const use = /corridor|walkway|lobby|foyer|hallway/.test(kind) ? 'way' : CLOSED_DECOR.test(kind) ? 'closed' : undefined;
    return use === undefined ? [] : [{ floorId: id, ring: polygon, holes: [], use }];
  });
}
