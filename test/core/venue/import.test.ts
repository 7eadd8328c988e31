import { describe, expect, it } from 'vitest';
import { checkVenue } from '../../../core/venue/import/check-venue.ts';
import type { Finding } from '../../../core/venue/import/finding.ts';
import { type FolderContents, readFolder } from '../../../core/venue/import/read-folder.ts';
import { describeChanges, venueChanges } from '../../../core/venue/import/venue-changes.ts';
import { writeFolder } from '../../../core/venue/import/write-folder.ts';
import { fixtureFiles, fixtureVenue } from '../../fixtures/fixture-venue.ts';

/** Reads the fixture with one file changed. */
function readWith(file: string, change: (text: string) => string) {
  const files = fixtureFiles();
  files.set(file, change(files.get(file) ?? ''));
  const { venue, findings, sources } = readFolder(files);
  return { venue, findings: [...findings, ...checkVenue(venue, sources)] };
}
const brief = ({ severity, code, file, line, column, value }: Finding) => ({ severity, code, file, line, column, value });
const refusal = (files: FolderContents) => {
  try {
    readFolder(files);
  } catch (error) {
    return error;
  }
  return null;
};

describe('reading the folder format', () => {
  it('reads the fixture without a finding', () => {
    const { venue, findings, sources } = readFolder(fixtureFiles());
    expect([...findings, ...checkVenue(venue, sources)]).toEqual([]);
    expect(venue.places.find(({ id }) => id === 'bistro')).toMatchObject({
      name: { en: 'Waterfront Bistro', de: 'Bistro am Wasser' },
      at: [50, 22],
      polygon: [
        [40, 22],
        [60, 22],
        [60, 40],
        [40, 40],
      ],
      tags: ['vegetarian', 'terrace'],
      stepFree: true,
      capacity: 60,
    });
    expect(venue.sessions.find(({ id }) => id === 'closing')?.speakerIds).toEqual(['siobhan', 'lennart']);
    expect(venue.emergency?.contacts[0]?.number).toBe('112');
  });

  it('reads what it wrote', () => {
    const venue = fixtureVenue();
    expect(readFolder(writeFolder(venue)).venue).toEqual(venue);
  });

  it.each([
    [
      'semicolons',
      (text: string) =>
        text
          .split('\n')
          .map((line) => line.split(',').join(';'))
          .join('\n'),
    ],
    ['a byte order mark and Windows line ends', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['empty lines between rows', (text: string) => text.replaceAll('\n', '\n\n')],
  ])('reads tables with %s', (_, change) => {
    expect(
      readWith('exhibitors.csv', (text) => change(text.replace('robotics;hospitality', 'robotics'))).venue.exhibitors.map(
        ({ name }) => name,
      ),
    ).toEqual(['Anivest Robotics', 'Kumo Sensors']);
  });

  it('keeps cells with line breaks, and the lines of the rows after them', () => {
    const { venue, findings } = readWith(
      'speakers.csv',
      (text) => `${text.replace('Starts things.', '"Starts\nthings, ""in order""."')}x,,,,,,\n`,
    );
    expect(venue.speakers[0]?.bio).toBe('Starts\nthings, "in order".');
    expect(findings.map(brief)).toEqual([
      { severity: 'warning', code: 'row-skipped', file: 'speakers.csv', line: 6, column: 'name', value: undefined },
    ]);
  });
});

describe('bad rows', () => {
  it('are reported with file, line, column, value and remedy, and sink nothing else', () => {
    const { venue, findings } = readWith('sessions.csv', (text) =>
      text.replace('2026-05-12T14:00,2026-05-12T15:30', '2026-02-30T14:00,2026-05-12T15:30'),
    );
    expect(venue.sessions).toHaveLength(7);
    expect(findings).toEqual([
      {
        severity: 'warning',
        code: 'row-skipped',
        file: 'sessions.csv',
        line: 5,
        column: 'startsAt',
        value: '2026-02-30T14:00',
        id: 'workshop',
        reason: '"startsAt" is "2026-02-30T14:00", expected a date and time that exist, such as "2026-05-12T14:00"; the row was left out',
        remedy: 'Correct the value and import the file again.',
      },
    ]);
  });

  it('lose a field where they can stand without it', () => {
    const { venue, findings } = readWith('places.csv', (text) => text.replace('yes,400', 'yes,many'));
    expect(venue.places.find(({ id }) => id === 'hall-2')).not.toHaveProperty('capacity');
    expect(findings.map(({ code, column }) => [code, column])).toEqual([['field-ignored', 'capacity']]);
  });

  it('lose a dish, not the menu; and never a claim about allergens', () => {
    const { venue, findings } = readWith('menus.yaml', (text) => text.replace('allergens: [celery]', 'allergens: none known'));
    expect(venue.menus[0]?.sections.map(({ items }) => items.length)).toEqual([1, 1]);
    expect(findings.map(({ code, line, column }) => [code, line, column])).toEqual([['entry-skipped', 10, 'sections.0.items.1.allergens']]);
  });

  it('never make a cancelled session take place', () => {
    const { venue } = readWith('sessions.csv', (text) => text.replace(',,,,cancelled', ',,,,called off'));
    expect(venue.sessions.map(({ id }) => id)).not.toContain('cancelled');
  });

  it('lose a row whose quote is never closed, not the rows after it', () => {
    const { venue, findings } = readWith('exhibitors.csv', () => 'id,name\na,"Alpha\nb,Beta\nc,"Gamma, and more"\n');
    expect(venue.exhibitors.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(findings.map(({ code, line }) => [code, line])).toEqual([['row-skipped', 2]]);
  });

  it('with too many cells, and unknown columns and files, are named', () => {
    const files = fixtureFiles();
    files.set('exhibitors.csv', 'id,name,colour\na,Alpha,red\nb,Beta,blue,really, blue\n');
    files.set('notes.txt', 'hello');
    const { venue, findings } = readFolder(files);
    expect(venue.exhibitors.map(({ id }) => id)).toEqual(['a']);
    expect(findings.map(({ code, file, line }) => [code, file, line])).toEqual([
      ['unknown-file', 'notes.txt', undefined],
      ['unknown-column', 'exhibitors.csv', 1],
      ['row-skipped', 'exhibitors.csv', 3],
    ]);
  });
});

describe('files that cannot be read at all', () => {
  it.each([
    ['faq.yaml', `- ${'['.repeat(500)}`, /nested more than 200 deep/],
    ['faq.yaml', '- '.repeat(20_000), /nested more than 200 deep/],
    ['sessions.csv', '<<<<<<< HEAD\nid,title\n=======\n', /sessions\.csv: line 1 is a merge-conflict marker/],
    ['sessions.csv', 'title,start\nHello,9\n', /no column "id".*"title", "start"/],
    ['sessions.csv', 'id,title\na,Caf\uFFFD\n', /not UTF-8 \(line 2\)/],
    ['sessions.csv', 'id\u0000', /not text/],
    ['faq.yaml', 'a: [1, 2\nb: 3', /faq\.yaml: /],
    ['faq.yaml', 'just words', /faq\.yaml: is not a list/],
    ['venue.yaml', 'id: a\nname: b\ntimezone: UTC\n', /venue\.yaml, line \d: "languages" is missing/],
    [
      'faq.yaml',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
      /faq\.yaml/,
    ],
  ])('%s is refused', (file, text, message) => {
    const error = refusal(fixtureFiles().set(file, text));
    expect(error).toMatchObject({ code: 'import-unreadable', fault: 'operator', remedy: expect.any(String) });
    expect(String(error)).toMatch(message);
  });

  it('refuses a folder without a known file', () => {
    expect(refusal(new Map([['notes.txt', 'hi']]))).toMatchObject({ code: 'import-unreadable' });
  });
});

describe('checks that block publishing', () => {
  it.each([
    ['sessions.csv', (t: string) => t.replace('room-202,nguyen', 'room-999,nguyen'), 'dangling-reference', 5, 'roomId'],
    ['sessions.csv', (t: string) => t.replace('room-202,nguyen', 'room-202,nobody'), 'dangling-reference', 5, 'speakerIds'],
    ['sessions.csv', (t: string) => t.replace('keynote-2,', 'systemd,'), 'duplicate-id', 4, 'id'],
    ['sessions.csv', (t: string) => t.replace('grosser-saal,siobhan,', 'room-201,siobhan,'), 'room-double-booked', 4, 'roomId'],
    ['sessions.csv', (t: string) => t.replace('T15:30', 'T13:30'), 'ends-before-start', 5, 'endsAt'],
    ['places.csv', (t: string) => t.replace('hall,g,10', 'hall,cellar,10'), 'place-without-floor', 5, 'floorId'],
    ['paths.yaml', (t: string) => t.replace('  - { from: k, to: e, kind: walk }\n', ''), 'paths-in-pieces', 3, undefined],
    ['paths.yaml', (t: string) => t.replace('to: e, kind', 'to: nowhere, kind'), 'dangling-reference', 24, 'to'],
    ['paths.yaml', (t: string) => t.replace('to: l1, kind: lift', 'to: l1, kind: stairs'), 'not-step-free', 9, 'stepFree'],
    ['paths.yaml', (t: string) => t.replace('to: s1, kind: stairs', 'to: s1, kind: walk'), 'walk-between-floors', 35, 'kind'],
    ['floors.yaml', (t: string) => t.replace('placeId: hall-2', 'placeId: hall-3'), 'dangling-reference', 10, 'areas.0.placeId'],
    ['venue.yaml', (t: string) => t.replace('Europe/Berlin', 'Europe/Atlantis'), 'unknown-timezone', 4, 'timezone'],
    [
      'emergency.yaml',
      (t: string) => t.replace('assemblyPlaceId: entrance', 'assemblyPlaceId: gate'),
      'dangling-reference',
      7,
      'assemblyPlaceId',
    ],
  ])('%s: %#', (file, change, code, line, column) => {
    const found = readWith(file, change).findings.find((finding) => finding.code === code);
    expect(found && brief(found)).toMatchObject({ severity: 'error', file: code === 'not-step-free' ? 'places.csv' : file, line, column });
  });

  it('warn only of hours that cannot be read, dates outside the event and strange allergens', () => {
    const findings = [
      ...readWith('places.csv', (t) => t.replace('Mo-Su 08:00-23:00', 'eight to eleven')).findings,
      ...readWith('sessions.csv', (t) => t.replace('2026-05-13T16:00,2026-05-13T17:00', '2026-05-16T16:00,2026-05-16T17:00')).findings,
      ...readWith('menus.yaml', (t) => t.replace('[celery]', '[pollen]')).findings,
    ];
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning hours-unreadable',
      'warning outside-event',
      'warning unknown-allergen',
    ]);
  });

  it('do not count a closure as a missing path', () => {
    expect(readWith('paths.yaml', (t) => t.replaceAll('kind: lift }', 'kind: lift, closed: true }')).findings).toEqual([]);
  });
});

describe('changes', () => {
  it('name what was added, changed by field, and removed', () => {
    const before = fixtureVenue();
    const { venue } = readWith('sessions.csv', (t) =>
      t.replace('night,Night swim', 'swim,Moonlight paddle').replace('room-202,nguyen', 'room-201,nguyen'),
    );
    const changes = venueChanges(before, venue);
    const sessions = changes.kinds.find(({ kind }) => kind === 'sessions');
    expect(sessions).toMatchObject({
      added: [{ id: 'swim', name: 'Moonlight paddle' }],
      changed: [{ id: 'workshop', fields: ['roomId'] }],
      removed: [{ id: 'night' }],
    });
    expect(describeChanges(changes)).toBe('1 session added, 1 session changed, 1 session removed');
    expect(venueChanges(before, fixtureVenue()).any).toBe(false);
    expect(venueChanges(null, before)).toMatchObject({ any: true, first: true });
  });

  it('keep the parts that a file does not give', () => {
    const base = fixtureVenue();
    const { venue } = readFolder(new Map([['speakers.csv', 'id,name\nada,Ada Lovelace\n']]), { base });
    expect(venue.speakers.map(({ id }) => id)).toEqual(['ada']);
    expect({ ...venue, speakers: [] }).toEqual({ ...base, speakers: [] });
  });
});
