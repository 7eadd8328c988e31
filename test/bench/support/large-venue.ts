import type { Venue } from '../../../core/venue/model.ts';
import { randomFrom } from '../../fixtures/import-mutations.ts';

const TOPICS =
  'database container security compiler kernel browser network storage robotics graphics language community licence hardware'.split(' ');
const WORDS =
  'introduction advanced practical modern distributed embedded open verified fast portable beginners future history lessons'.split(' ');
const FIRST = 'Anna Ben Chiara David Elif Farid Greta Hugo Ines Jonas Katarzyna Luca Mina Noor Oskar Petra'.split(' ');
const LAST = 'Kowalska Okoro Rossi Schmidt Yilmaz Haddad Nielsen Martin Costa Weber Novak Bianchi Tanaka Rahman Berg Horvat'.split(' ');

const pick = (list: readonly string[], n: number): string => list[n % list.length] ?? '';
const two = (n: number): string => String(n).padStart(2, '0');

/** A made-up programme of so many sessions as schedule XML, with abstracts of the usual length; the same every time. */
export function generateSchedule(sessions: number): Uint8Array {
  const random = randomFrom(sessions);
  const rooms = Math.max(20, Math.ceil(sessions / 40));
  const events = Array.from({ length: sessions }, (_, n) => {
    const [room, slot] = [n % rooms, Math.floor(n / rooms)];
    const start = `2026-05-${two(1 + Math.floor(slot / 20))}T${two(9 + Math.floor((slot % 20) / 2))}:${slot % 2 === 0 ? '00' : '30'}:00+02:00`;
    const words = Array.from({ length: 220 }, () => pick(random(3) === 0 ? TOPICS : WORDS, random(100))).join(' ');
    const persons = [random(2000), random(2000)]
      .map((id) => `<person id="${id}">${pick(FIRST, id)} ${pick(LAST, id >> 4)}</person>`)
      .join('');
    const title = `${pick(WORDS, random(100))} ${pick(TOPICS, random(100))} ${n}`;
    return `<day date="${start.slice(0, 10)}"><room name="Room ${room}"><event id="${n}" guid="g-${n}"><date>${start}</date><duration>00:25</duration><title>${title}</title><track>${pick(TOPICS, room)}</track><abstract>${words}</abstract><persons>${persons}</persons></event></room></day>`;
  });
  const conference =
    '<conference><title>Large Days</title><acronym>large</acronym><time_zone_name>Europe/Berlin</time_zone_name></conference>';
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<schedule>${conference}\n${events.join('\n')}\n</schedule>\n`);
}

/** A made-up venue for searching. */
export function generateVenue(size: { readonly sessions: number; readonly places: number; readonly exhibitors: number }): Venue {
  const random = randomFrom(7);
  const name = (n: number): string => `${pick(FIRST, n)} ${pick(LAST, n >> 4)}`;
  const count = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
  return {
    id: 'large',
    name: 'Large Venue',
    timezone: 'Europe/Berlin',
    languages: ['en'],
    currency: 'EUR',
    eventDays: ['2026-05-12'],
    rolling: false,
    floors: [{ id: 'g', name: 'Ground', level: 0, widthM: 1000, heightM: 1000, outline: [], decor: [] }],
    places: count(size.places, (i) => ({
      id: `p${i}`,
      name: i % 10 === 0 ? `${pick(WORDS, random(100))} café ${i}` : `Room ${i}`,
      kind: i % 10 === 0 ? 'cafe' : 'room',
      floorId: 'g',
      at: [random(1000), random(1000)],
      aliases: [],
      tags: [],
    })),
    nodes: [],
    edges: [],
    speakers: count(4000, (i) => ({ id: `s${i}`, name: name(i), organisation: `${pick(TOPICS, i)} works` })),
    sessions: count(size.sessions, (i) => ({
      id: `t${i}`,
      title: `${pick(WORDS, random(100))} ${pick(TOPICS, random(100))} ${i}`,
      startsAt: `2026-05-12T${two(9 + (i % 9))}:00`,
      endsAt: `2026-05-12T${two(9 + (i % 9))}:50`,
      roomId: `p${i}`,
      speakerIds: [`s${random(4000)}`],
      tags: [pick(TOPICS, random(100))],
      abstract: count(40, () => pick(random(2) === 0 ? TOPICS : WORDS, random(100))).join(' '),
      status: 'scheduled',
    })),
    exhibitors: count(size.exhibitors, (i) => ({
      id: `e${i}`,
      name: `${pick(LAST, i)} ${pick(TOPICS, random(100))} ${i}`,
      stand: String(1000 + i),
      categories: [pick(TOPICS, random(100))],
      aliases: [],
    })),
    menus: [],
    services: [],
    faqs: [],
    openers: [],
  };
}
