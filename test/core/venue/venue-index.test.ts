import { describe, expect, it } from 'vitest';
import { createVenueIndex, SURE } from '../../../core/venue/venue-index.ts';
import { createWayfinder } from '../../../core/venue/wayfinding.ts';
import { fixtureVenue } from '../../fixtures/fixture-venue.ts';

const venue = fixtureVenue();
const index = createVenueIndex(venue);
const first = (query: string) => {
  const hit = index.search(query)[0];
  return hit === undefined ? 'nothing' : `${hit.kind} ${hit.id}`;
};

describe('search by name', () => {
  it.each([
    ['where is room 201', 'place room-201'],
    ['Where is Room two oh one?', 'place room-201'],
    ['room to oh one', 'place room-201'],
    ['Raum zweihundertzwei', 'place room-202'],
    ['how do I get to hall to', 'place hall-2'],
    ['hall two', 'place hall-2'],
    ['water front bistro', 'place bistro'],
    ['where is the waterfrontbistro', 'place bistro'],
    ['ancor bar', 'place night-bar'],
    ['wo ist der grosse Festsaal', 'place grosser-saal'],
    ['Fest Saal', 'place grosser-saal'],
    ['lenard pottering', 'speaker lennart'],
    ['Leonard Pottering', 'speaker lennart'],
    ['siobhan mccarthy', 'speaker siobhan'],
    ['nguyen thi mai', 'speaker nguyen'],
    ['any vest robotics', 'exhibitor anivest'],
    ['stand b twelve', 'exhibitor anivest'],
    ['who is at booth B12', 'exhibitor anivest'],
    ['the quite machine key note', 'session keynote-2'],
    ['knots for beginners', 'session workshop'],
    ['Seeforelle', 'menu-item bistro#0.0'],
    ['apple strudle', 'menu-item bistro#1.0'],
  ])('%s → %s', (query, expected) => {
    expect(first(query)).toBe(expected);
    expect(index.search(query)[0]?.confidence).toBeGreaterThan(0.6);
  });

  it('keeps rooms apart that differ in a digit', () => {
    expect(index.search('room 201').map(({ id }) => id)).not.toContain('room-202');
  });
});

describe('search by what is meant', () => {
  it.each([
    ['toilet', 'toilet-g'],
    ['loo', 'toilet-g'],
    ['restroom', 'toilet-g'],
    ['rest room', 'toilet-g'],
    ["where's the nearest bathroom please", 'toilet-g'],
    ['WC', 'toilet-g'],
    ['Wo sind die Toiletten?', 'toilet-g'],
    ['the elevator', 'lift-g'],
    ['Aufzug', 'lift-g'],
    ['Fahrstuhl', 'lift-g'],
    ['front desk', 'reception'],
    ['coat check', 'cloakroom'],
    ['I need to charge my phone', 'charging'],
    ['where can I eat', 'bistro'],
  ])('%s → place %s', (query, id) => {
    expect(first(query)).toBe(`place ${id}`);
    expect(index.search(query)[0]?.confidence).toBeGreaterThanOrEqual(SURE);
  });

  it.each([
    ['what is the wifi password', 'faq wifi'],
    ['wie komme ich ins W-LAN', 'faq wifi'],
    ['can I bring my dog', 'faq dogs'],
    ['could I get some towels', 'service towels'],
    ['call me a cab', 'service taxi'],
  ])('%s → %s', (query, expected) => {
    expect(first(query)).toBe(expected);
  });

  it.each(['dinosaur skeleton', 'helicopter landing', 'Where is room 999?', 'sushi', 'the planetarium', '', '???'])(
    'finds nothing for "%s"',
    (query) => {
      expect(index.search(query).filter(({ confidence }) => confidence >= SURE)).toEqual([]);
    },
  );
});

describe('filters and nearness', () => {
  const wayfinder = createWayfinder(venue);
  const distanceFrom = (placeId: string) => {
    const distances = wayfinder.distances({ placeId });
    return (id: string) => distances(id)?.effortM ?? null;
  };

  it('prefers the near one of equals', () => {
    const at = (placeId: string) => index.search('toilet', { distanceTo: distanceFrom(placeId) })[0]?.id;
    expect(at('kiosk')).toBe('toilet-g');
    expect(at('grosser-saal')).toBe('toilet-u');
  });

  it('orders places by walking distance', () => {
    const ids = index.places({ kinds: ['toilet', 'bar', 'restaurant'], distanceTo: distanceFrom('lift-g') }).map(({ id }) => id);
    expect(ids).toEqual(['bistro', 'night-bar', 'toilet-g', 'toilet-u']);
  });

  it('filters by kind, floor, place kind and opening', () => {
    expect(index.search('toilet', { floorId: 'u' }).map(({ id }) => id)).toEqual(['toilet-u']);
    expect(index.search('keynote', { kinds: ['session'] }).every(({ kind }) => kind === 'session')).toBe(true);
    expect(index.places({ kinds: ['bar', 'restaurant'], openNow: true, now: '2026-05-12T16:00' })).toEqual([]);
    expect(index.places({ kinds: ['bar', 'restaurant'], openNow: true, now: '2026-05-12T19:00' }).map(({ id }) => id)).toEqual([
      'bistro',
      'night-bar',
    ]);
  });

  it('filters dishes by diet and allergen', () => {
    const names = (options: Parameters<typeof index.menuItems>[0]) => index.menuItems(options).map(({ item }) => item.price);
    expect(names({ diets: ['vegetarian'] })).toEqual([13, 6]);
    expect(names({ diets: ['vegetarian'], withoutAllergens: ['gluten'] })).toEqual([13]);
    expect(names({ withoutAllergens: ['nuts', 'celery'] })).toEqual([6]);
    expect(index.places({ diets: ['vegan'] }).map(({ id }) => id)).toEqual(['bistro']);
    expect(index.places({ diets: ['halal'] })).toEqual([]);
  });

  it('survives references to nothing', () => {
    const broken = createVenueIndex({ ...venue, places: [], floors: [] });
    expect(broken.search('lennart poettering')[0]?.id).toBe('lennart');
  });
});
