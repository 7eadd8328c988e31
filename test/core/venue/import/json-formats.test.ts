import { expect, it } from 'vitest';
import { found, readTexts } from '../../../fixtures/import-files.ts';

const zone = { timezone: 'Europe/Paris' };
const read = (value: unknown, name = 'x.json') => readTexts({ [name]: JSON.stringify(value, null, 1) }, zone);

it('reads a list as Notion writes it: date and times in one text, the fuller of two titles, links left out', () => {
  const entry = (more: object) => ({ Kind: 'Talk', Talk: '', Speakers: 'https://www.notion.so/94ae', 'Speaker Names': '', ...more });
  const { venue, findings } = read([
    entry({ Name: 'Welcome', Time: 'September 21, 2023 9:00 → 9:45' }),
    entry({
      Name: 'Tides',
      Talk: 'Tides (https://www.notion.so/Tides?pvs=21)',
      Time: 'September 21, 2023 13:45 → 14:00',
      'Speaker Names': 'Ada Ström,  Ben Okoro',
    }),
    entry({ Name: 'Party', Time: 'September 21, 2023 22:00 → September 22, 2023 1:00' }),
    entry({ Name: 'Lost', Time: 'some time' }),
  ]);
  expect(venue.sessions.map(({ title, startsAt, endsAt }) => [title, startsAt, endsAt])).toEqual([
    ['Welcome', '2023-09-21T09:00', '2023-09-21T09:45'],
    ['Tides', '2023-09-21T13:45', '2023-09-21T14:00'],
    ['Party', '2023-09-21T22:00', '2023-09-22T01:00'],
  ]);
  expect(venue.speakers.map(({ name }) => name)).toEqual(['Ada Ström', 'Ben Okoro']);
  expect(found(findings, 'row-skipped')).toEqual(['x.json:26 start=some time']);
});

it('reads pages of the pretalx API', () => {
  const talk = {
    code: 'AB1',
    title: 'Tides',
    submission_type: { en: 'Talk' },
    track: { name: { en: 'Sea' } },
    state: 'confirmed',
    abstract: 'Water.',
    duration: 30,
    speakers: [{ code: 'P1', name: 'Ada Ström', biography: 'Sails.' }],
    slot: { start: '2026-05-12T10:00:00+02:00', end: '2026-05-12T10:30:00+02:00', room: { en: 'Pier' } },
  };
  const { venue, findings } = read({ count: 2, results: [talk, { ...talk, code: 'AB2', state: 'rejected' }] });
  expect(venue.sessions).toMatchObject([
    {
      id: 'x:AB1',
      startsAt: '2026-05-12T10:00',
      endsAt: '2026-05-12T10:30',
      track: 'Sea',
      kind: 'Talk',
      roomId: 'pier',
      speakerIds: ['x:P1'],
    },
  ]);
  expect(venue.speakers).toMatchObject([{ name: 'Ada Ström', bio: 'Sails.' }]);
  expect(found(findings, 'not-shown')).toHaveLength(1);
});

it('reads Sessionize: all data, and the grid', () => {
  const all = read({
    sessions: [
      {
        id: '1',
        title: 'Tides',
        description: 'Water.',
        startsAt: '2026-05-12T10:00:00',
        endsAt: '2026-05-12T11:00:00',
        roomId: 7,
        speakers: ['p1'],
        categoryItems: [3],
        status: 'Accepted',
      },
      { id: '2', title: 'Later', startsAt: null, endsAt: null, roomId: null, speakers: [], categoryItems: [] },
    ],
    speakers: [{ id: 'p1', firstName: 'Ada', lastName: 'Ström', bio: 'Sails.', tagLine: 'Captain' }],
    categories: [{ id: 1, title: 'Track', items: [{ id: 3, name: 'Sea' }] }],
    rooms: [{ id: 7, name: 'Pier' }],
  });
  expect(all.venue.sessions).toMatchObject([{ id: 'x:1', startsAt: '2026-05-12T10:00', roomId: 'pier', track: 'Sea' }]);
  expect(all.venue.speakers).toMatchObject([{ name: 'Ada Ström', role: 'Captain' }]);
  expect(found(all.findings, 'row-skipped')).toHaveLength(1);
  const session = {
    id: '1',
    title: 'Tides',
    startsAt: '2026-05-12T10:00:00',
    endsAt: '2026-05-12T11:00:00',
    speakers: [{ id: 'p1', name: 'Ada Ström' }],
  };
  const grid = read([{ date: '2026-05-12T00:00:00', rooms: [{ id: 7, name: 'Pier', sessions: [session] }] }]);
  expect(grid.venue.sessions).toMatchObject([{ id: 'x:1', roomId: 'pier', speakerIds: ['x:p1'] }]);
});

it('reads Open Event', () => {
  const { venue } = readTexts({
    'event.json': JSON.stringify({
      event: { name: 'Harbour Days', timezone: 'Europe/Berlin' },
      microlocations: [{ id: 4, name: 'Pier' }],
      speakers: [{ id: 9, name: 'Ada Ström', organisation: 'Ferry & Co', 'short-biography': 'Sails.' }],
      sessions: [
        {
          id: 1,
          title: 'Tides',
          'starts-at': '2026-05-12T08:00:00+00:00',
          'ends-at': '2026-05-12T09:00:00+00:00',
          microlocation: { id: 4, name: 'Pier' },
          speakers: [{ id: 9, name: 'Ada Ström' }],
          track: { name: 'Sea' },
        },
      ],
    }),
  });
  expect(venue).toMatchObject({ name: 'Harbour Days', timezone: 'Europe/Berlin' });
  expect(venue.sessions).toMatchObject([{ startsAt: '2026-05-12T10:00', roomId: 'pier', track: 'Sea' }]);
  expect(venue.speakers).toMatchObject([{ organisation: 'Ferry & Co', bio: 'Sails.' }]);
});

it('refuses a file of 50 MB and more, whatever it is, before it reads it', () => {
  expect(() => readTexts({ 'x.json': new Uint8Array(50 * 1024 * 1024 + 1) })).toThrow(/x\.json: is larger than 50 MB/);
});
