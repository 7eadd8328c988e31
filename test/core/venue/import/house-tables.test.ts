import { expect, it } from 'vitest';
import { closedDaysIn } from '../../../../core/venue/import/formats/closed-days.ts';
import { textIn } from '../../../../core/venue/model.ts';
import { found, readTexts } from '../../../fixtures/import-files.ts';
import { workbook } from '../../../fixtures/workbook.ts';

const zone = { timezone: 'Europe/Zurich' };
const table = (...lines: string[]) => lines.join('\r\n');

it('reads opening hours with a column a weekday, under title lines and over a note', () => {
  const bytes = workbook({
    Öffnungszeiten: [
      ['Technikum – Öffnungszeiten 2026'],
      [],
      ['Bereich', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
      ['Museum', 'geschlossen', '10:00–18:00', '10:00–18:00', '10:00–21:00', '10:00–18:00', '9–17.30 Uhr', '9–17.30 Uhr'],
      ['Café Volta', '-', '10–12 / 14–17 Uhr', '10–17 Uhr', '10–17 Uhr', '10–17 Uhr', null, null],
      ['* Heiligabend und 25.12. geschlossen'],
      ['* Sonderöffnung im Advent, siehe Aushang'],
    ],
  });
  const { venue, findings } = readTexts({ 'hours.xlsx': bytes }, zone);
  expect(venue.places.map(({ name, kind, hours }) => [name, kind, hours])).toEqual([
    [
      'Museum',
      'room',
      'Mo off; Tu 10:00–18:00; We 10:00–18:00; Th 10:00–21:00; Fr 10:00–18:00; Sa 9:00–17.30; Su 9:00–17.30; Dec 24 off; Dec 25 off',
    ],
    [
      'Café Volta',
      'cafe',
      'Mo off; Tu 10:00–12:00,14:00–17:00; We 10:00–17:00; Th 10:00–17:00; Fr 10:00–17:00; Sa off; Su off; Dec 24 off; Dec 25 off',
    ],
  ]);
  expect(found(findings, 'row-skipped')).toEqual(['hours.xlsx:7 =* Sonderöffnung im Advent, siehe Aushang']);
  expect(found(findings, 'hours-unreadable')).toEqual([]);
});

it('reads a price list as what entry costs each group', () => {
  const prices = table(
    'Besuchergruppe;Eintritt;Bemerkung',
    'Erwachsene;14,50 €;',
    'Kinder bis 5;frei;',
    'Studierende;10,50 €;mit Ausweis',
    'Gruppen;auf Anfrage;',
  );
  const { venue, findings } = readTexts({ 'preise.csv': prices }, zone);
  expect(venue.services).toMatchObject([
    {
      prices: [
        { group: 'Erwachsene', price: 14.5 },
        { group: 'Kinder bis 5', price: 0 },
        { group: 'Studierende', price: 10.5, note: 'mit Ausweis' },
      ],
      priceText: 'Erwachsene 14,50 €, Kinder bis 5 frei, Studierende 10,50 € (mit Ausweis)',
    },
  ]);
  expect(found(findings, 'row-skipped')).toEqual(['preise.csv:5 price=auf Anfrage']);
});

it('reads exhibits with the room and floor they are on, and their names in another language', () => {
  const exhibits = table(
    'Inv.-Nr.;Exponat;Exponat (FR);Saal / Salle;Etage;Kurzbeschreibung',
    'D-1;Foucaultsches Pendel;Pendule de Foucault;Kuppelsaal;EG;Zeigt die Drehung der Erde.',
    'D-2;Mondgestein;Roche lunaire;Weltraumgalerie;2. OG;',
    'D-3;N/A;;;;',
  );
  const { venue, findings } = readTexts({ 'Exponate.csv': exhibits }, zone);
  expect(venue.floors.filter(({ id }) => id !== 'venue').map(({ name, level }) => [name, level])).toEqual([
    ['EG', 0],
    ['2. OG', 2],
  ]);
  const byName = new Map(venue.places.map((place) => [textIn(place.name, 'de'), place]));
  expect(byName.get('Foucaultsches Pendel')).toMatchObject({
    kind: 'other',
    floorId: byName.get('Kuppelsaal')?.floorId,
    aliases: ['Pendule de Foucault'],
    description: 'Kuppelsaal. Zeigt die Drehung der Erde.',
  });
  expect(byName.get('Mondgestein')).toMatchObject({ floorId: '2-og', description: 'Weltraumgalerie' });
  expect(findings.some(({ severity }) => severity === 'error')).toBe(false);
});

it('reads a timetable with a column a stage: days of sheets, after midnight, cancelled, to be announced', () => {
  const bytes = workbook({
    'Friday 17.07.2026': [
      ['Friday 17 July 2026'],
      ['Time', 'Main Stage', 'Big Top'],
      [{ date: 0.75 }, 'Kelp', null],
      [{ date: 0.875 }, 'TBA', 'Midnight Circus\nZeynep Aksoy'],
      [{ date: 0.0625 }, null, 'Bass Kitchen'],
    ],
    Saturday: [
      ['Programme', '18.07.2026'],
      ['', 'Main Stage', 'Big Top'],
      ['12:00 - 13:00', 'CANCELLED: Rust Belt Choir', 'Kodama'],
      ['13:00 - 14:00', null, 'Kodama'],
    ],
  });
  const { venue, findings } = readTexts({ 'running order.xlsx': bytes }, { timezone: 'Europe/London' });
  const rooms = new Map(venue.places.map(({ id, name }) => [id, name]));
  expect(venue.sessions.map(({ title, startsAt, roomId, status }) => [title, startsAt, rooms.get(roomId ?? ''), status])).toEqual([
    ['Kelp', '2026-07-17T18:00', 'Main Stage', 'scheduled'],
    ['Midnight Circus', '2026-07-17T21:00', 'Big Top', 'scheduled'],
    ['Bass Kitchen', '2026-07-18T01:30', 'Big Top', 'scheduled'],
    ['Rust Belt Choir', '2026-07-18T12:00', 'Main Stage', 'cancelled'],
    ['Kodama', '2026-07-18T12:00', 'Big Top', 'scheduled'],
    ['Kodama', '2026-07-18T13:00', 'Big Top', 'scheduled'],
  ]);
  expect(venue.speakers.map(({ name }) => name)).toEqual(['Zeynep Aksoy']);
  expect(found(findings, 'row-skipped')).toEqual(['running order.xlsx#Friday 17.07.2026:4 title=TBA']);
});

it('takes an ordinary table of sessions for no grid', () => {
  const talks = table('Time,Title,Room', '2026-05-12 10:00,Tides,Pier', '2026-05-12 11:00,Knots,Pier');
  expect(readTexts({ 'talks.csv': talks }, zone).venue.sessions.map(({ title }) => title)).toEqual(['Tides', 'Knots']);
});

it('finds the hall of a stand in its own column or before the stand; a name that is there twice is said', () => {
  const stands = table('Company,Hall,Booth No.,Country', 'Kelp AG,Hall B,B12,Norway', 'Tide Ltd,,Hall 4 / C3,', 'Kelp AG,Hall B,B13,');
  const { venue, findings } = readTexts({ 'exhibitors.csv': stands }, zone);
  expect(venue.exhibitors.map(({ stand, placeId, categories }) => [stand, placeId, categories])).toEqual([
    ['B12', 'hall-b', ['Norway']],
    ['Hall 4 / C3', 'hall-4', []],
    ['B13', 'hall-b', []],
  ]);
  expect(found(findings, 'duplicate-name')).toEqual(['exhibitors.csv:4 name=Kelp AG']);
});

it('knows one speaker on two pages of an export, and two of one name in one file apart', () => {
  const page = (code: string, title: string, speaker: string) => ({
    code,
    title,
    state: 'confirmed',
    submission_type: 'Talk',
    speakers: [{ code: speaker, name: 'Ada Ström' }],
    slot: { room: 'Pier', start: '2026-05-12T10:00:00+02:00', end: '2026-05-12T10:30:00+02:00' },
  });
  const pages = { 'p1.json': [page('A', 'Tides', 'S1')], 'p2.json': [page('B', 'Knots', 'S1'), page('C', 'Ropes', 'S2')] };
  const files = Object.fromEntries(
    Object.entries(pages).map(([name, results]) => [name, JSON.stringify({ count: 3, next: null, results })]),
  );
  const { venue } = readTexts(files, zone);
  expect(venue.speakers.map(({ id }) => id)).toEqual(['p1:S1', 'p2:S2']);
  expect(venue.sessions.map(({ speakerIds }) => speakerIds)).toEqual([['p1:S1'], ['p1:S1'], ['p2:S2']]);
});

it.each([
  ['closed on Christmas Eve and December 31', 'Dec 24 off; Dec 31 off'],
  ['Geschlossen: 1. Mai, 3.10., Silvester', 'Dec 31 off; Oct 3 off; May 1 off'],
  ['fermé le 14 juillet', 'Jul 14 off'],
  ['closed for private events', null],
  ['24 December 10:00 - 14:00, then closed', null],
  ['open every day', null],
])('takes from the note %j the days it closes', (note, days) => {
  expect(closedDaysIn(note)).toBe(days);
});

it('describes a room by what stands in it, and takes stalls of a table of food for places to eat', () => {
  const exhibits = table('Exhibit;Gallery', 'Enigma M4;Cipher Room', 'Cray-2;Cipher Room');
  const stalls = table('Stall;Where;Open;Vegan', 'Bao House;next to the lake;12:00-02:00;x', 'Coffee Cart;Camping gate;07:00-20:00;');
  const { venue } = readTexts({ 'exhibits.csv': exhibits, 'food stalls.csv': stalls }, zone);
  const byName = new Map(venue.places.map((place) => [textIn(place.name, 'en'), place]));
  expect(byName.get('Cipher Room')).toMatchObject({ kind: 'room', description: 'Enigma M4, Cray-2' });
  expect(byName.get('Bao House')).toMatchObject({ kind: 'restaurant', tags: ['vegan'], description: 'next to the lake' });
  expect(byName.get('Coffee Cart')).toMatchObject({ kind: 'cafe', description: 'Camping gate' });
  expect(byName.has('next to the lake')).toBe(false);
});

it('reads hours with a row a weekday, and prices with a column a way to buy', () => {
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const hours = table('Day,Pool,Gym', ...days.map((day) => `${day},${day === 'Wednesday' ? 'closed' : '7-22'},24h`));
  const prices = table('Ticket;Online;Door', 'Adult;£12.00;£14.00', 'Child;free;£7.00');
  const { venue, findings } = readTexts({ 'hours.csv': hours, 'prices.csv': prices }, zone);
  expect(venue.places.map(({ name, hours: own }) => [name, own?.slice(0, 45)])).toEqual([
    ['Pool', 'Mo 7:00-22:00; Tu 7:00-22:00; We off; Th 7:00'],
    ['Gym', 'Mo 00:00-24:00; Tu 00:00-24:00; We 00:00-24:0'],
  ]);
  expect(venue.services[0]?.prices).toEqual([
    { group: 'Adult (Online)', price: 12 },
    { group: 'Adult (Door)', price: 14 },
    { group: 'Child (Online)', price: 0 },
    { group: 'Child (Door)', price: 7 },
  ]);
  expect(found(findings, 'hours-unreadable')).toEqual([]);
});

it('takes a location that is a floor for one, and the artist of a line-up for what is on', () => {
  const shops = table('Name,Opening hours,Location', 'Pharmacy,Mon-Sat 9am-6pm,Level 1', 'ATM,24h,Ground floor');
  const lineup = table('Date,Time,Artist,Stage', '13.06.26,20:00,Kelp,Main', ',23:00,DJ Foo,Tent');
  const { venue } = readTexts({ 'shops.csv': shops, 'lineup.csv': lineup }, zone);
  const levels = new Map(venue.floors.map(({ id, level }) => [id, level]));
  expect(venue.places.filter(({ hours }) => hours !== undefined).map(({ name, floorId }) => [name, levels.get(floorId)])).toEqual([
    ['Pharmacy', 1],
    ['ATM', 0],
  ]);
  expect(venue.sessions.map(({ title, startsAt }) => [title, startsAt])).toEqual([
    ['Kelp', '2026-06-13T20:00'],
    ['DJ Foo', '2026-06-13T23:00'],
  ]);
});
