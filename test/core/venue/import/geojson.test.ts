import { describe, expect, it } from 'vitest';
import { createWayfinder } from '../../../../core/venue/wayfinding.ts';
import { found, readTexts } from '../../../fixtures/import-files.ts';

/** Metres east and south of a corner in Hamburg, as longitude and latitude. */
const at = (x: number, y: number): [number, number] => [10 + x / (111_320 * Math.cos((53.5 * Math.PI) / 180)), 53.5 - y / 111_320];
const area = (x: number, y: number, w: number, h: number) => ({
  type: 'Polygon',
  coordinates: [[at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h), at(x, y)]],
});
const line = (...points: [number, number][]) => ({ type: 'LineString', coordinates: points.map(([x, y]) => at(x, y)) });
const feature = (geometry: unknown, properties: object, more: object = {}) => ({ type: 'Feature', properties, geometry, ...more });
const collection = (features: unknown[], more: object = {}) => JSON.stringify({ type: 'FeatureCollection', features, ...more });

const house = {
  'main.json': JSON.stringify({
    name: 'Ferry House',
    levels: [
      { id: 'gf', readable_name: 'Ground Floor', z_order: 0, filename: 'gf.geojson' },
      { id: 'f1', readable_name: 'First Floor', z_order: 1, filename: 'f1.geojson' },
    ],
  }),
  'gf.geojson': collection([
    feature(area(0, 0, 40, 20), { type: 'building_outline' }),
    feature(area(5, 5, 6, 4), { type: 'room', name: 'Pilot Room' }),
    feature(area(30, 5, 3, 3), { type: 'elevator', name: null }),
    feature(area(0, 0, 40, 1), { type: 'wall' }),
  ]),
  'f1.geojson': collection([
    feature(area(0, 0, 40, 20), { type: 'building_outline' }),
    feature(area(10, 12, 8, 6), { type: 'room', name: 'Captain’s Room', roomnumber: '101' }),
    feature(area(20, 2, 2, 2), { type: 'bathroom', name: null }),
    feature(area(20, 4, 2, 2), { type: 'bathroom', name: null }),
  ]),
  'gf-paths.geojson': collection(
    [feature(line([0, 10], [2, 10]), { type: 'entrance', name: 'Quay entrance' }), feature(line([2, 10], [31, 10]), { type: 'pathway' })],
    { z_order: 0 },
  ),
  'f1-paths.geojson': collection(
    [feature(line([31, 10], [5, 10]), { type: 'pathway' }), feature(line([14, 10], [14, 13]), { type: 'pathway' })],
    { z_order: 1 },
  ),
  'links.json': collection([
    feature(line([31, 10], [31, 10]), { type: 'elevator' }, { levels: [0, 1] }),
    feature(null, { type: 'stairs' }),
  ]),
};

describe('a house with a file a floor', () => {
  const { venue, findings } = readTexts(house);
  it('makes floors, places in metres and a network through the lift', () => {
    expect(
      venue.floors.map(({ id, level, widthM, outline, decor }) => [id, level, Math.round(widthM), outline.length, decor.length]),
    ).toEqual([
      ['gf', 0, 42, 4, 1],
      ['f1', 1, 42, 4, 0],
    ]);
    expect(venue.places.map(({ name, kind, floorId, at: [x, y] }) => [name, kind, floorId, Math.round(x), Math.round(y)])).toEqual([
      ['Pilot Room', 'room', 'gf', 9, 8],
      ['Lift', 'lift', 'gf', 33, 8],
      ['Captain’s Room', 'room', 'f1', 15, 16],
      ['Toilets', 'toilet', 'f1', 22, 4],
      ['Quay entrance', 'entrance', 'gf', 1, 11],
    ]);
    expect(venue.places[2]?.aliases).toEqual(['101']);
    const route = createWayfinder(venue).route({ from: { placeId: 'quay-entrance' }, to: venue.places[2]?.id ?? '', stepFree: true });
    expect(route?.legs.map(({ floorId }) => floorId)).toEqual(['gf', 'f1']);
    expect(route?.distanceM).toBeGreaterThan(45);
    expect(route?.distanceM).toBeLessThan(60);
  });

  it('reports a feature without a geometry, and where it takes the kiosk to stand', () => {
    expect(found(findings, 'row-skipped')).toEqual(['links.json:1 geometry=null']);
    expect(venue).toMatchObject({ name: 'Ferry House', defaultPlaceId: 'quay-entrance' });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('gives the rooms of a programme their places, whichever is imported first', () => {
    const csv = 'Title,Date,Start,Room\nTides,2026-05-12,10:00,pilot room\nKnots,2026-05-12,11:00,Quiet Pier\n';
    const zone = { timezone: 'Europe/Berlin' };
    const together = readTexts({ ...house, 'talks.csv': csv }, zone).venue;
    expect(together.sessions.map(({ roomId }) => roomId)).toEqual(['pilot-room', 'quiet-pier']);
    expect(together.places.find(({ id }) => id === 'quiet-pier')?.floorId).toBe('venue');
    const first = readTexts({ 'talks.csv': csv }, zone).venue;
    const { venue: after, findings: told } = readTexts(house, { ...zone, base: first });
    expect(after.sessions.map(({ roomId }) => roomId)).toEqual(['pilot-room', 'quiet-pier']);
    expect(after.places.filter(({ id }) => id === 'pilot-room')).toHaveLength(1);
    expect(told.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

it('reads one file with a level on each feature, as OpenStreetMap has it', () => {
  const { venue } = readTexts({
    'osm.geojson': collection([
      feature(area(0, 0, 10, 10), { indoor: 'room', room: 'auditorium', name: 'Aula', level: '0' }),
      feature(area(20, 0, 4, 4), { indoor: 'room', amenity: 'toilets', level: '0;1', wheelchair: 'yes' }),
      feature(
        { type: 'Point', coordinates: at(30, 5) },
        { amenity: 'cafe', name: 'Kombüse', level: '1', opening_hours: 'Mo-Fr 09:00-17:00' },
      ),
      feature(line([0, 12], [30, 12]), { highway: 'footway', level: '0' }),
      feature(line([0, 12], [30, 12]), { highway: 'footway', level: '1' }),
      feature(line([30, 12], [30, 14]), { highway: 'steps', level: '0;1' }),
    ]),
  });
  expect(venue.floors.map(({ level }) => level)).toEqual([0, 1]);
  expect(venue.places.map(({ name, kind, stepFree, hours }) => [name, kind, stepFree, hours])).toEqual([
    ['Aula', 'hall', undefined, undefined],
    ['Toilets', 'toilet', true, undefined],
    ['Toilets', 'toilet', true, undefined],
    ['Kombüse', 'cafe', undefined, 'Mo-Fr 09:00-17:00'],
  ]);
  expect(venue.edges.filter(({ kind }) => kind === 'stairs')).toHaveLength(1);
});
