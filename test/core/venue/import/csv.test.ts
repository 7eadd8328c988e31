import { describe, expect, it } from 'vitest';
import { found, readTexts } from '../../../fixtures/import-files.ts';

const zone = { timezone: 'Europe/Berlin' };
const table = (...lines: string[]) => lines.join('\n');
const sessions = table(
  'ID,Proposal title,Abstract,Speaker names,Date,Start Time,Duration,Room,,',
  'S1,"Tides, again","First line',
  '',
  'third line",Ada Ström,2026-05-12,10:00,00:45,Pier,,\r',
  'S2,Knots,,"Ben Okoro, Ada Ström",2026-05-12,11:00,00:30,Pier,,',
);

it('reads a table of sessions, with cells of several lines, empty columns at the end and mixed line ends', () => {
  const { venue, findings } = readTexts({ 'talks.csv': sessions }, zone);
  expect(venue.sessions).toMatchObject([
    {
      id: 'talks:S1',
      title: 'Tides, again',
      startsAt: '2026-05-12T10:00',
      endsAt: '2026-05-12T10:45',
      abstract: 'First line\n\nthird line',
    },
    { id: 'talks:S2', title: 'Knots', endsAt: '2026-05-12T11:30' },
  ]);
  expect(venue.speakers.map(({ name }) => name)).toEqual(['Ada Ström', 'Ben Okoro']);
  expect(found(findings, 'columns-guessed')).toHaveLength(1);
  expect(found(findings, 'row-skipped')).toEqual([]);
});

it('joins the people of another table by name', () => {
  const people = table('Name;Firma;Kurzvita', 'Ada Ström;Ferry & Co;Sails.', 'Cleo Dahl;N/A;--');
  const { venue } = readTexts({ 'talks.csv': sessions, 'people.csv': people }, zone);
  expect(venue.speakers).toEqual([
    { id: 'people:ada-strom', name: 'Ada Ström', organisation: 'Ferry & Co', bio: 'Sails.' },
    { id: 'people:cleo-dahl', name: 'Cleo Dahl' },
    expect.objectContaining({ name: 'Ben Okoro' }),
  ]);
  expect(venue.sessions[1]?.speakerIds).toEqual(['talks:ben-okoro', 'people:ada-strom']);
});

describe('what spreadsheets write', () => {
  const german = table(
    'Programm Hafentage;;;',
    ';;;',
    'Titel;Datum;Uhrzeit;Raum',
    'Grüße;12.05.2026;9.30 – 10.15 Uhr;Saal Süd',
    'Ebbe;;23:30 - 00:15;Saal Süd',
  );
  const bytes = {
    'UTF-8 with a mark': Buffer.from(`\uFEFF${german}`),
    'windows-1252': Buffer.from(german.replace('–', '\x96'), 'latin1'),
    'UTF-16': Buffer.from(`\uFEFF${german}`, 'utf16le'),
  };
  it.each(Object.entries(bytes))('finds delimiter, title lines and header in %s', (encoding, content) => {
    const { venue, findings } = readTexts({ 'programm.csv': content }, zone);
    expect(venue.eventName).toBe('Programm Hafentage');
    expect(venue.places.map(({ name }) => name)).toEqual(['Saal Süd']);
    expect(venue.sessions.map(({ title, startsAt, endsAt }) => [title, startsAt, endsAt])).toEqual([
      ['Grüße', '2026-05-12T09:30', '2026-05-12T10:15'],
      ['Ebbe', '2026-05-12T23:30', '2026-05-13T00:15'],
    ]);
    expect(found(findings, 'encoding-guessed')).toHaveLength(encoding === 'windows-1252' ? 1 : 0);
  });

  it.each([
    ['Tuesday 12 May 2026', '2:00 pm', '2026-05-12T14:00'],
    ['May 12, 2026', '14h00', '2026-05-12T14:00'],
    ['12. Mai 2026', '14.00 Uhr', '2026-05-12T14:00'],
    ['05/13/2026', '14:00:00', '2026-05-13T14:00'],
    ['2026/5/12', '9:05', '2026-05-12T09:05'],
  ])('reads the date %s and the time %s', (date, start, expected) => {
    const { venue } = readTexts({ 'x.csv': table('Title\tDate\tStart\tRoom', `Tides\t${date}\t${start}\tPier`) }, zone);
    expect(venue.sessions.map(({ startsAt }) => startsAt)).toEqual([expected]);
  });

  it('takes a row that is only a date for the rows below it', () => {
    const { venue } = readTexts(
      {
        'x.csv': table('Time,Title,Room', '"Tuesday, 12 May 2026",,', '10:00,Tides,Pier', '"Wednesday, 13 May 2026",,', '10:00,Knots,Pier'),
      },
      zone,
    );
    expect(venue.sessions.map(({ startsAt }) => startsAt)).toEqual(['2026-05-12T10:00', '2026-05-13T10:00']);
  });
});

it('reports each bad row with line and value, and reads the others', () => {
  const text = table(
    'Title,Date,Start,Duration,Room,Status',
    'Tides,2026-05-12,10:00,30,Pier,accepted',
    ',2026-05-12,11:00,30,Pier,',
    'Knots,2026-02-31,11:00,30,Pier,',
    'Stars,2026-05-12,12:00,ages,Pier,',
    'Sails, and more,2026-05-12,13:00,30,Pier,,x',
    'Buoys,2026-05-12,14:00,30,N/A,draft',
    'Moon,2026-05-12,15:00,30,TBA,',
  );
  const { venue, findings } = readTexts({ 'x.csv': text }, zone);
  expect(venue.sessions.map(({ title }) => title)).toEqual(['Tides', 'Stars', 'Moon']);
  expect(found(findings, 'row-skipped')).toEqual(['x.csv:6 =x', 'x.csv:3 title=', 'x.csv:4 start=2026-02-31 11:00']);
  expect(found(findings, 'field-ignored')).toEqual(['x.csv:5 duration=ages']);
  expect(found(findings, 'not-shown')).toEqual(['x.csv:7 status=draft']);
  expect(found(findings, 'session-without-room')).toEqual(['x.csv:8 roomId=']);
});

it('loses only its own line to a quote that is never closed', () => {
  const { venue, findings } = readTexts(
    {
      'x.csv': table('Title,Date,Start,Room', 'Tides,2026-05-12,10:00,Pier', '"Knots,2026-05-12,11:00,Pier', 'Stars,2026-05-12,12:00,Pier'),
    },
    zone,
  );
  expect(venue.sessions.map(({ title }) => title)).toEqual(['Tides', 'Stars']);
  expect(found(findings, 'row-skipped')).toEqual(['x.csv:3 ="Knots,2026-05-12,11:00,Pier']);
});

it('reads exhibitors and questions', () => {
  const { venue } = readTexts({
    'exhibitors.csv': table('Company,Booth,Category,Website', 'Ferry & Co,A12,Ships; Ropes,https://ferry.example', ',B1,,'),
    'questions.csv': table('Question,Answer', 'Is there Wi-Fi?,"Yes: HarbourGuest."'),
  });
  expect(venue.exhibitors).toMatchObject([{ id: 'exhibitors:ferry-co', name: 'Ferry & Co', stand: 'A12', categories: ['Ships', 'Ropes'] }]);
  expect(venue.faqs).toMatchObject([{ questions: ['Is there Wi-Fi?'], answer: 'Yes: HarbourGuest.' }]);
});

it('refuses a table whose columns say nothing', () => {
  expect(() => readTexts({ 'x.csv': 'a,b\n1,2\n' })).toThrow(
    expect.objectContaining({ code: 'import-unreadable', message: expect.stringContaining('no row with column names') }),
  );
});

it('loses only the line of a quote that runs into the next rows or stands in the wrong place', () => {
  const text = table(
    'Title,Date,Start,Room,Abstract',
    'Tides,2026-05-12,10:00,Pier,"Water,\nmuch of it"',
    '"Knots,2026-05-12,11:00,Pier,Ropes',
    '"Stars, and the moon",2026-05-12,12:00,Pier,"Light,\nfrom above"',
    '"Sails,"2026-05-12",13:00,Pier,Wind',
    '5" nails,2026-05-12,14:00,Pier,Iron',
    '"He said ""go, now""",2026-05-12,15:00,Pier,',
  );
  const { venue, findings } = readTexts({ 'x.csv': text }, zone);
  expect(venue.sessions.map(({ title }) => title)).toEqual(['Tides', 'Stars, and the moon', '5" nails', 'He said "go, now"']);
  expect(found(findings, 'row-skipped')).toEqual([
    'x.csv:4 ="Knots,2026-05-12,11:00,Pier,Ropes',
    'x.csv:7 ="Sails,"2026-05-12",13:00,Pier,Wind',
  ]);
});
