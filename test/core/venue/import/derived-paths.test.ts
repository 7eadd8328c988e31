import { describe, expect, it } from 'vitest';
import { createWayfinder } from '../../../../core/venue/wayfinding.ts';
import { found, readTexts } from '../../../fixtures/import-files.ts';
import { box, collection, feature, line, point, ring } from '../../../fixtures/plan-shapes.ts';

const corridor = ring([0, 10], [40, 10], [40, 40], [36, 40], [36, 14], [0, 14]);
const floor = (level: string) => [
  feature(corridor, { indoor: 'corridor', level }),
  feature(box(0, 0, 20, 10), { indoor: 'room', name: `Room ${level}01`, level }),
  feature(box(20, 0, 20, 10), { indoor: 'room', room: 'auditorium', name: `Aula ${level}`, level }),
  feature(box(40, 20, 10, 10), { indoor: 'room', name: `Store ${level}`, level }),
  feature(box(50, 20, 10, 10), { indoor: 'room', name: `Back room ${level}`, level }),
  feature(point(22, 10), { door: 'hinged', level }),
];
const house = (...more: object[]) => readTexts({ 'osm.geojson': collection([...floor('0'), ...floor('1'), ...more]) });
const lift = feature(box(36, 40, 4, 4), { indoor: 'room', highway: 'elevator', level: '0;1' });
const crossesWall = (a: readonly [number, number], b: readonly [number, number]) => a[0] < 35 && b[0] > 37 && a[1] > 16 && b[1] > 16;

describe('a plan of rooms, a corridor and a lift', () => {
  const { venue, findings } = house(lift);
  const { route } = createWayfinder(venue);

  it('gets paths through the drawn door, else through the wall that room and corridor share', () => {
    expect(found(findings, 'paths-derived')).toHaveLength(1);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const doors = venue.nodes.filter(({ placeId, floorId }) => placeId !== undefined && floorId === 'level-0');
    expect(doors.map(({ placeId, at }) => [placeId, ...at])).toEqual([
      ['aula-0', 23, 11],
      ['room-001', 11, 11],
      ['store-0', 41, 26],
      ['lift-level-0', 39, 41],
      ['back-room-0', 51, 26],
      ['store-0', 51, 26],
    ]);
  });

  it('leads along the middle of the corridor, around its corner and through the room before the last', () => {
    const points = route({ from: { placeId: 'room-001' }, to: 'back-room-0' })?.legs[0]?.points ?? [];
    expect(points.some(([x, y]) => Math.abs(y - 13) < 0.3 && x > 20 && x < 36)).toBe(true);
    expect(points.some((at, i) => i > 0 && crossesWall(points[i - 1] ?? at, at))).toBe(false);
    expect(route({ from: { placeId: 'room-001' }, to: 'back-room-0' })?.distanceM).toBeGreaterThan(50);
  });

  it('joins the floors by the lift, and is the same every time', () => {
    expect(route({ from: { placeId: 'room-001' }, to: 'aula-1', stepFree: true })?.legs.map(({ floorId }) => floorId)).toEqual([
      'level-0',
      'level-1',
    ]);
    expect(house(lift).venue.nodes).toEqual(venue.nodes);
    expect(house(lift).venue.edges).toEqual(venue.edges);
  });
});

it('joins stairs that are drawn floor by floor, by where they stand', () => {
  const stairs = (level: string, x: number) => feature(box(x, 10, 4, 4), { indoor: 'room', stairs: 'yes', level });
  const { venue } = house(stairs('0', -4), stairs('1', -5));
  expect(venue.edges.filter(({ kind }) => kind === 'stairs')).toHaveLength(1);
  expect(house(stairs('0', -4), stairs('1', 36)).venue.edges.filter(({ kind }) => kind === 'stairs')).toHaveLength(0);
});

it('lets an escalator run one way only', () => {
  const escalator = (conveying: string) => feature(line([0, 12], [3, 12]), { highway: 'steps', conveying, level: '0;1' });
  const links = (conveying: string) => house(escalator(conveying)).venue.edges.filter(({ kind }) => kind === 'escalator');
  expect(links('forward')).toMatchObject([{ from: expect.stringContaining('level-0'), oneWay: true }]);
  expect(links('backward')).toMatchObject([{ from: expect.stringContaining('level-1'), oneWay: true }]);
  expect(links('reversible')[0]?.oneWay).toBeUndefined();
});

it('walks between the rooms where a plan has no corridor, and around what stands there', () => {
  const { venue } = readTexts({
    'open.geojson': collection([
      feature(box(0, 0, 60, 40), { indoor: 'level', type: 'building_outline', level: '0' }),
      feature(box(5, 5, 10, 8), { indoor: 'room', name: 'West', level: '0' }),
      feature(box(45, 5, 10, 8), { indoor: 'room', name: 'East', level: '0' }),
      feature(box(28, 0, 4, 30), { indoor: 'wall', level: '0' }),
    ]),
  });
  const route = createWayfinder(venue).route({ from: { placeId: 'west' }, to: 'east' });
  expect(Math.max(...(route?.legs[0]?.points.map(([, y]) => y) ?? [0]))).toBeGreaterThan(30);
  expect(route?.distanceM).toBeGreaterThan(50);
});

it('gives repeated features a place on each floor', () => {
  const { venue } = house(lift, feature(box(0, 14, 4, 4), { indoor: 'room', room: 'toilets', level: '0', repeat_on: '1' }));
  expect(venue.places.filter(({ kind }) => kind === 'toilet').map(({ floorId }) => floorId)).toEqual(['level-0', 'level-1']);
});

it("derives paths for a venue of Foyer's own folder that has none", () => {
  const { venue, findings } = readTexts({
    'venue.yaml': 'id: v\nname: V\ntimezone: Europe/Berlin\nlanguages: [en]\n',
    'floors.yaml':
      '- { id: g, name: G, level: 0, widthM: 30, heightM: 20, decor: [{ kind: corridor, polygon: [[0, 8], [30, 8], [30, 12], [0, 12]] }], areas: [{ placeId: a, polygon: [[0, 0], [10, 0], [10, 8], [0, 8]] }, { placeId: b, polygon: [[20, 12], [30, 12], [30, 20], [20, 20]] }] }\n',
    'places.csv': 'id,name,kind,floorId,x,y\na,A,room,g,5,8\nb,B,room,g,25,12\n',
  });
  expect(found(findings, 'paths-derived')).toHaveLength(1);
  expect(createWayfinder(venue).route({ from: { placeId: 'a' }, to: 'b' })?.distanceM).toBeCloseTo(24, 0);
});
