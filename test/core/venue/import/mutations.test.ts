import { expect, it } from 'vitest';
import { FoyerError } from '../../../../core/contract/errors.ts';
import { venueSchema } from '../../../../core/venue/model.ts';
import { importFixture, readTexts } from '../../../fixtures/import-files.ts';
import { workbook } from '../../../fixtures/workbook.ts';

const JUNK = [
  '"',
  '<',
  '&',
  '{',
  ']',
  ';',
  '\n',
  '\u0000',
  '<<<<<<< HEAD\n',
  'NaN',
  '2026-02-30',
  '\u202e',
  '99999999999999999999',
  '-',
  '1e400',
  '\uD800',
  'TZID=',
  '<!ENTITY x "y">',
];
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value, null, 1));

const event = {
  guid: 'e1',
  date: '2026-05-12T10:00:00+02:00',
  duration: '00:45',
  title: 'Tides',
  room: 'Pier',
  persons: [{ id: 1, public_name: 'Ada' }],
};
const seeds: Readonly<Record<string, Uint8Array>> = {
  'a.xml': importFixture('schedule.xml'),
  'a.ics': importFixture('calendar.ics'),
  'a.json': bytesOf({
    schedule: {
      conference: {
        acronym: 'a',
        title: 'A',
        days: [{ rooms: { Pier: [event, { ...event, guid: 'e2', date: '2026-05-12T12:00:00+02:00' }] } }],
      },
    },
  }),
  'a.csv': Buffer.from(
    'Title,Date,Start,End,Room,Speaker\n"Tides, again",2026-05-12,10:00,11:00,Pier,Ada\nKnots,13.05.2026,9:00 am,10:00,Deck,"Ben, Cleo"\n',
  ),
  'a.geojson': bytesOf({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { room: 'auditorium', name: 'Aula', level: '0;1' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [10, 53],
              [10.001, 53],
              [10.001, 53.001],
              [10, 53],
            ],
          ],
        },
      },
      {
        type: 'Feature',
        properties: { highway: 'footway', level: '0' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [10, 53],
            [10.001, 53.0005],
          ],
        },
      },
    ],
  }),
  'a.xlsx': workbook({
    S: [
      ['Title', 'Date', 'Room'],
      ['Tides', { date: 46154.5 }, 'Pier'],
      ['Knots', '2026-05-12 14:00', 'Deck'],
    ],
  }),
};

function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const at = random(bytes.length);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random(5)) {
    case 0:
      return Buffer.concat([head, Buffer.from(JUNK[random(JUNK.length)] ?? ''), tail]);
    case 1:
      return Buffer.concat([head, tail.subarray(1 + random(12))]);
    case 2:
      return head;
    case 3:
      return Buffer.concat([head, Buffer.from([random(256)]), tail.subarray(1)]);
    default:
      return Buffer.concat([head, bytes.subarray(random(bytes.length)).subarray(0, random(60)), tail]);
  }
}

it.each(Object.entries(seeds))('reads, repairs or refuses each of 150 mutations of %s, and what it makes is a venue', (name, bytes) => {
  const outcomes = { read: 0, refused: 0 };
  for (let seed = 1; seed <= 150; seed += 1) {
    const random = randomFrom(seed * 7919);
    let changed = bytes;
    for (let i = random(3); i >= 0; i -= 1) changed = mutate(changed, random);
    try {
      const { venue } = readTexts({ [name]: changed });
      expect(venueSchema.safeParse(venue).error, `seed ${seed}`).toBeUndefined();
      outcomes.read += 1;
    } catch (error) {
      if (!(error instanceof FoyerError)) throw new Error(`seed ${seed}`, { cause: error });
      expect(error).toMatchObject({ code: 'import-unreadable' });
      outcomes.refused += 1;
    }
  }
  expect(outcomes.refused).toBeGreaterThan(5);
  expect(outcomes.read).toBeGreaterThan(5);
});
