import { describe, expect, it } from 'vitest';
import type { Venue } from '../../../core/venue/model.ts';
import { createWayfinder, type Route } from '../../../core/venue/wayfinding.ts';
import { fixtureVenue } from '../../fixtures/fixture-venue.ts';
import { seeded } from '../../support/random.ts';

const venue = fixtureVenue();
const wayfinder = createWayfinder(venue);
const route = (request: Parameters<typeof wayfinder.route>[0], on = wayfinder): Route => {
  const found = on.route(request);
  if (found === null) throw new Error(`no route to ${request.to}`);
  return found;
};
const closing = (from: string, to: string): Venue => ({
  ...venue,
  edges: venue.edges.map((edge) => (edge.from === from && edge.to === to ? { ...edge, closed: true } : edge)),
});

describe('route on one floor', () => {
  it('adds up distance and time', () => {
    const { distanceM, durationS, legs, stepFree } = route({ from: { placeId: 'kiosk' }, to: 'bistro' });
    expect(distanceM).toBe(20);
    expect(durationS).toBe(Math.round(20 / 1.2));
    expect(legs.map(({ floorId }) => floorId)).toEqual(['g']);
    expect(stepFree).toBe(true);
  });

  it('turns by how the guest stands', () => {
    const first = (headingDeg: number) => route({ from: { placeId: 'kiosk' }, to: 'bistro', headingDeg }).steps[0]?.turn;
    // The bistro is to the east: 90 degrees clockwise from the top of the plan.
    expect([first(0), first(90), first(180), first(270)]).toEqual(['right', 'ahead', 'left', 'behind']);
    expect(route({ from: { placeId: 'kiosk' }, to: 'bistro' }).steps[0]).not.toHaveProperty('turn');
  });

  it('names turns and the landmark where they are', () => {
    // West along the corridor, then north to the toilets: a right turn by the cloakroom.
    const { steps } = route({ from: { placeId: 'kiosk' }, to: 'toilet-g', headingDeg: 270 });
    expect(steps.map(({ kind }) => kind)).toEqual(['start', 'arrive']);
    const { steps: toHall } = route({ from: { placeId: 'entrance' }, to: 'reception', headingDeg: 180 });
    expect(toHall.map(({ kind, turn }) => [kind, turn])).toEqual([
      ['start', 'ahead'],
      ['left', undefined],
      ['arrive', 'left'],
    ]);
    expect(toHall.map(({ distanceM }) => Math.round(distanceM))).toEqual([16, 8, 0]);
    expect(toHall[0]?.landmarkPlaceId).toBe('cloakroom');
  });

  it('starts from a point between nodes', () => {
    const { legs, distanceM } = route({ from: { floorId: 'g', at: [34, 21] }, to: 'bistro' });
    expect(legs[0]?.points[0]).toEqual([34, 21]);
    expect(distanceM).toBe(17);
  });

  it('walks straight between two points of one corridor, without its ends', () => {
    const places = venue.places.map((place) => (place.id === 'reception' ? { ...place, at: [22, 19] as [number, number] } : place));
    const nodes = venue.nodes.map(({ placeId, ...node }) =>
      placeId === undefined || placeId === 'reception' ? node : { ...node, placeId },
    );
    const way = route({ from: { floorId: 'g', at: [25, 20] }, to: 'reception' }, createWayfinder({ ...venue, places, nodes }));
    expect(way.legs).toEqual([
      {
        floorId: 'g',
        points: [
          [25, 20],
          [22, 20],
          [22, 19],
        ],
      },
    ]);
    expect(way.distanceM).toBe(4);
  });

  it('stands still at the place itself, and knows no way to what is not there', () => {
    expect(route({ from: { placeId: 'kiosk' }, to: 'kiosk' })).toMatchObject({ distanceM: 0, steps: [{ kind: 'arrive' }] });
    expect(wayfinder.route({ from: { placeId: 'kiosk' }, to: 'narnia' })).toBeNull();
    expect(wayfinder.route({ from: { placeId: 'narnia' }, to: 'kiosk' })).toBeNull();
  });
});

describe('route over floors', () => {
  it('takes the stairs where they are quicker and the lift when it must be step-free', () => {
    const quick = route({ from: { placeId: 'hall-2' }, to: 'room-201' });
    expect(quick.steps.map(({ kind }) => kind)).toContain('stairs');
    expect(quick.stepFree).toBe(false);
    const flat = route({ from: { placeId: 'hall-2' }, to: 'room-201', stepFree: true });
    expect(flat.steps.find(({ kind }) => kind === 'lift')).toMatchObject({
      floorId: 'g',
      toFloorId: 'u',
      direction: 'up',
      landmarkPlaceId: 'lift-g',
    });
    expect(flat.stepFree).toBe(true);
    expect(flat.durationS).toBeGreaterThan(quick.durationS);
  });

  it('rides a lift over two floors in one step, waiting once', () => {
    const up = route({ from: { placeId: 'lift-g' }, to: 'lift-r' });
    expect(up.steps.filter(({ kind }) => kind === 'lift')).toEqual([expect.objectContaining({ toFloorId: 'r', floorId: 'g' })]);
    expect(up.legs.map(({ floorId }) => floorId)).toEqual(['g', 'r']);
    expect(up.durationS).toBe(40);
  });

  it('goes around what is closed, and says so where there is no other way', () => {
    const noLift = createWayfinder(closing('l0', 'l1'));
    expect(route({ from: { placeId: 'kiosk' }, to: 'toilet-u' }, noLift).steps.map(({ kind }) => kind)).toContain('stairs');
    expect(noLift.route({ from: { placeId: 'kiosk' }, to: 'toilet-u', stepFree: true })).toBeNull();
    expect(createWayfinder(closing('rc', 'l0')).route({ from: { placeId: 'kiosk' }, to: 'bistro' })).not.toBeNull();
    expect(createWayfinder(closing('l0', 'bi')).route({ from: { placeId: 'kiosk' }, to: 'bistro' })).toBeNull();
  });

  it('takes an escalator only the way it runs', () => {
    const running = (from: string, to: string) =>
      createWayfinder({
        ...venue,
        edges: venue.edges.map((edge) => (edge.kind === 'stairs' ? { from, to, kind: 'escalator', closed: false, oneWay: true } : edge)),
      });
    const up = { from: { placeId: 'kiosk' }, to: 'room-201' };
    expect(route(up, running('s0', 's1')).steps.map(({ kind }) => kind)).toContain('escalator');
    expect(route(up, running('s1', 's0')).steps.map(({ kind }) => kind)).toContain('lift');
  });

  it('costs places as the routes do', () => {
    for (const stepFree of [false, true]) {
      const distances = wayfinder.distances({ placeId: 'kiosk' }, { stepFree });
      for (const { id } of venue.places) {
        const way = wayfinder.route({ from: { placeId: 'kiosk' }, to: id, stepFree });
        expect(distances(id)?.durationS ?? null).toBe(way?.durationS ?? null);
      }
    }
  });
});

/** Random floors of random corridors, each node a place, a third of the edges closed. */
function randomVenue(seed: number): Venue {
  const random = seeded(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const ids = Array.from({ length: 24 }, (_, i) => `n${i}`);
  const nodes = ids.map((id, i) => ({
    id,
    floorId: pick(['g', 'u', 'r']),
    at: [i * 2, Math.floor(random() * 40)] as [number, number],
    placeId: `p-${id}`,
  }));
  const [template] = venue.places;
  if (template === undefined) throw new Error('the fixture has no places');
  const edges = Array.from({ length: 44 }, () => {
    const [a, b] = [pick(nodes), pick(nodes)];
    const kind =
      a.floorId === b.floorId ? pick(['walk', 'walk', 'ramp', 'stairs'] as const) : pick(['stairs', 'lift', 'escalator', 'ramp'] as const);
    return { from: a.id, to: b.id, kind, closed: random() < 0.33 };
  });
  const places = nodes.map(({ floorId, at, placeId }) => ({ ...template, id: placeId, floorId, at }));
  return { ...venue, nodes, edges, places };
}

describe('in 300 random networks', () => {
  it('no route leads through a closed edge, none that is step-free over stairs or escalators, and each is found when there is one', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = randomVenue(seed);
      const finder = createWayfinder(random);
      for (const stepFree of [false, true]) {
        const allowed = random.edges.filter(({ closed, kind }) => !closed && !(stepFree && (kind === 'stairs' || kind === 'escalator')));
        const reachable = reach('n0', allowed);
        for (const { id, placeId = id } of random.nodes) {
          const way = finder.route({ from: { placeId: 'p-n0' }, to: placeId, stepFree });
          expect(way !== null, `seed ${seed}, ${id}`).toBe(reachable.has(id));
          if (way !== null) expectAllowed(way, random, allowed, `seed ${seed}, ${id}`);
        }
      }
    }
  });
});

function reach(start: string, edges: readonly { readonly from: string; readonly to: string }[]): Set<string> {
  const seen = new Set([start]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { from, to } of edges) {
      if (seen.has(from) === seen.has(to)) continue;
      seen.add(from).add(to);
      grown = true;
    }
  }
  return seen;
}

/** Every stretch of every leg, and every change of floor, is an allowed edge. */
function expectAllowed(way: Route, random: Venue, allowed: Venue['edges'], what: string): void {
  const nodeAt = (floorId: string, [x, y]: readonly [number, number]) =>
    random.nodes.find((n) => n.floorId === floorId && n.at[0] === x && n.at[1] === y)?.id;
  const joined = (a: string | undefined, b: string | undefined) =>
    allowed.some(({ from, to }) => (from === a && to === b) || (from === b && to === a));
  for (const { floorId, points } of way.legs) {
    for (let i = 0; i + 1 < points.length; i += 1) {
      const [a, b] = [points[i], points[i + 1]];
      if (a !== undefined && b !== undefined) expect(joined(nodeAt(floorId, a), nodeAt(floorId, b)), what).toBe(true);
    }
  }
  const kinds = new Set(allowed.map(({ kind }) => kind));
  for (const { kind } of way.steps)
    if (kind === 'stairs' || kind === 'escalator' || kind === 'lift') expect(kinds.has(kind), what).toBe(true);
}
