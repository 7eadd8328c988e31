import { describe, expect, it } from 'vitest';
import { found, readTexts } from '../../../fixtures/import-files.ts';

const folder = {
  'venue.yaml': "id: st-hilda\nname: St Hilda's\ntimezone: Europe/London\nlanguages: en\nholidays:\n  - 26/12/2026\n  - 2026-12-25\n",
  'floors.yaml': '- id: ground\n  name: Ground floor\n  level: 0\n  widthM: 40\n  heightM: 25\n',
  'places.csv': [
    'id,name,kind,floorId,x,y',
    'main-hall,Main Hall,Hall,Ground Floor,5,5',
    'loo,Toilets,WCs,ground,9,5',
    ',Quiet Room,Prayer room,ground,12,5',
    'shed,Shed,glory hole,ground,15,5',
  ].join('\n'),
  'sessions.csv': [
    'id,title,startsAt,endsAt,roomId,status',
    'yoga,Chair yoga,2026-06-01 10:00,2026-06-01 11:00,main hall,',
    'tots,Toddlers,13/06/2026 1.30 pm,3 pm,Main Hall,',
    'choir,Choir,05/06/2026 19:00,05/06/2026 21:00,main-hall,Cancelled',
    'late,Late,2026-06-02T10:00+02:00,2026-06-02T11:00+02:00,main-hall,',
  ].join('\n'),
  'menus.yaml':
    '- placeId: Main Hall\n  sections:\n    - title: Lunch\n      items:\n        - name: Toastie\n          price: £4.00\n          allergens: wheat, dairy\n          diets: [veggie]\n',
  'faq.yaml': '- question: Where can I park?\n\tanswer: Behind the building.\n',
};
const { venue, findings } = readTexts(folder);

describe('a folder that was filled in by hand', () => {
  it('says kinds in words, and a kind that nobody knows costs no place', () => {
    expect(venue.places.map(({ id, kind, floorId }) => [id, kind, floorId])).toEqual([
      ['main-hall', 'hall', 'ground'],
      ['loo', 'toilet', 'ground'],
      ['quiet-room', 'service', 'ground'],
      ['shed', 'other', 'ground'],
    ]);
    expect(found(findings, 'id-made')).toEqual(['places.csv:4 id=', 'faq.yaml:1 id=']);
    expect(found(findings, 'field-ignored')).toEqual(['places.csv:5 kind=glory hole']);
  });

  it('says times and rooms as people do; a time with a zone is not guessed', () => {
    expect(venue.sessions.map(({ id, startsAt, endsAt, roomId, status }) => [id, startsAt, endsAt, roomId, status])).toEqual([
      ['yoga', '2026-06-01T10:00', '2026-06-01T11:00', 'main-hall', 'scheduled'],
      ['tots', '2026-06-13T13:30', '2026-06-13T15:00', 'main-hall', 'scheduled'],
      ['choir', '2026-06-05T19:00', '2026-06-05T21:00', 'main-hall', 'cancelled'],
    ]);
    expect(found(findings, 'date-order-guessed')).toEqual(['sessions.csv:4 startsAt=05/06/2026 19:00']);
    expect(found(findings, 'row-skipped').every((line) => line.startsWith('sessions.csv:5'))).toBe(true);
  });

  it('writes prices with their sign, one question, tabs and holidays without keys', () => {
    expect(venue.menus[0]).toMatchObject({
      placeId: 'main-hall',
      sections: [{ items: [{ price: 4, allergens: ['gluten', 'milk'], diets: ['vegetarian'] }] }],
    });
    expect(venue.faqs).toMatchObject([{ id: 'where-can-i-park', questions: ['Where can I park?'], answer: 'Behind the building.' }]);
    expect(venue.holidays).toEqual([{ date: '2026-12-26' }, { date: '2026-12-25' }]);
  });
});
