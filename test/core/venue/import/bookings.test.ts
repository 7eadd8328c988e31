import { expect, it } from 'vitest';
import { checkVenue } from '../../../../core/venue/import/check-venue.ts';
import { readFolder } from '../../../../core/venue/import/read-folder.ts';
import { venueChanges } from '../../../../core/venue/import/venue-changes.ts';
import { writeFolder } from '../../../../core/venue/import/write-folder.ts';
import { venueSchema } from '../../../../core/venue/model.ts';
import { readDemo } from '../../../assets/demo-venue.ts';

const FILES = {
  'venue.yaml': 'id: v\nname: V\ntimezone: Europe/Berlin\nlanguages: [en]\nseatsBookable: true\n',
  'floors.yaml': '- { id: g, name: G, level: 0, widthM: 50, heightM: 50 }\n',
  'places.csv':
    'id,name,kind,floorId,x,y,hours,capacity\nbistro,The Bistro,restaurant,g,1,1,Mo-Su 12:00-15:00,40\nhall,Hall,hall,g,2,2,,80\n',
  'sessions.csv': 'id,title,startsAt,endsAt,roomId,seats\ntea,Tea,2026-05-12T10:00,2026-05-12T11:00,hall,12\n',
  'services.yaml': '- { id: tour, name: Tour, booking: { departures: "Mo-Fr 11:00-12:00", seats: 9 } }\n',
  'bookings.yaml': '- { placeId: bistro, seats: 20, maxParty: 6 }\n',
};
const read = (more: Partial<typeof FILES> = {}) => readFolder(new Map(Object.entries({ ...FILES, ...more })));
const codes = (more: Partial<typeof FILES>) => {
  const { venue, findings, sources } = read(more);
  return [...findings, ...checkVenue(venue, sources)].map(({ code, file, line }) => `${code} ${file}:${line}`);
};

it('says what guests can book, and is written as it was read', () => {
  const { venue, findings } = read();
  expect(findings).toEqual([]);
  expect(venue).toMatchObject({
    seatsBookable: true,
    places: [{ id: 'bistro', booking: { seats: 20, maxParty: 6 } }, { id: 'hall' }],
    sessions: [{ seats: 12 }],
    services: [{ booking: { departures: 'Mo-Fr 11:00-12:00', seats: 9 } }],
  });
  expect(venue.places[1]).not.toHaveProperty('booking');
  expect(readFolder(writeFolder(venue)).venue).toEqual(venue);
});

it('knows a place by its name, too', () => {
  expect(read({ 'bookings.yaml': '- { placeId: the bistro, seats: 20 }\n' }).venue.places[0]?.booking?.seats).toBe(20);
});

it('keeps the rules where only the places come again, and takes them away with an empty file', () => {
  const base = read().venue;
  const again = readFolder(new Map([['places.csv', FILES['places.csv']]]), { base }).venue;
  expect(again.places[0]?.booking).toEqual({ seats: 20, maxParty: 6 });
  expect(readFolder(new Map([['bookings.yaml', '[]\n']]), { base }).venue.places[0]).not.toHaveProperty('booking');
});

it.each<[string, Partial<typeof FILES>, string]>([
  ['a place that does not exist', { 'bookings.yaml': '\n- { placeId: bar, seats: 2 }\n' }, 'dangling-reference bookings.yaml:2'],
  ['no seats', { 'bookings.yaml': '- { placeId: bistro, seats: 0 }\n' }, 'row-skipped bookings.yaml:1'],
  ['no hours', { 'bookings.yaml': '- { placeId: hall, seats: 2 }\n' }, 'booking-without-hours bookings.yaml:1'],
  ['hours nobody can read', { 'bookings.yaml': '- { placeId: bistro, seats: 2, hours: later }\n' }, 'hours-unreadable bookings.yaml:1'],
  [
    'a party larger than the house',
    { 'bookings.yaml': '- { placeId: bistro, seats: 2, maxParty: 4 }\n' },
    'party-over-seats bookings.yaml:1',
  ],
  [
    'departures nobody can read',
    { 'services.yaml': FILES['services.yaml'].replace('Mo-Fr', 'whenever') },
    'hours-unreadable services.yaml:1',
  ],
  ['more seats than the room', { 'sessions.csv': FILES['sessions.csv'].replace(',12', ',120') }, 'seats-over-capacity sessions.csv:2'],
])('reports %s', (_, more, finding) => {
  expect(codes(more)).toContain(finding);
});

it('adds nothing to a venue that takes no bookings', () => {
  const { venue } = readDemo();
  const { seatsBookable: _, ...settings } = venue;
  const plain = {
    ...settings,
    places: venue.places.map(({ booking: _rules, ...place }) => place),
    sessions: venue.sessions.map(({ seats: _seats, ...session }) => session),
    services: venue.services.map(({ booking: _tours, ...service }) => service),
  };
  expect(venueSchema.parse(plain)).toEqual(plain);
  expect(writeFolder(plain).has('bookings.yaml')).toBe(false);
  expect(venueChanges(plain, venue).kinds.find(({ kind }) => kind === 'places')?.changed).toContainEqual(
    expect.objectContaining({ id: 'tideline', fields: ['booking'] }),
  );
});
