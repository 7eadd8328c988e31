import { expect, it } from 'vitest';
import { type ColumnMapping, fingerprintOf, guessMapping } from '../../../../core/venue/import/formats/column-mapping.ts';
import { inspectTables, readFiles } from '../../../../core/venue/import/read-files.ts';

const csv = (...lines: string[]) => new Map([['plan.csv', Buffer.from(`${lines.join('\n')}\n`)]]);
const zone = { timezone: 'Europe/Berlin' };
const fieldsOf = ({ columns }: ColumnMapping) => Object.fromEntries(columns.map(({ column, field }) => [column, field]));

it('knows a table by its column names in whatever order and case, and not by the others', () => {
  const print = fingerprintOf(['Title', 'Start Time', '']);
  expect(fingerprintOf(['start_time', ' TITLE'])).toBe(print);
  expect(fingerprintOf(['Title', 'Start'])).not.toBe(print);
});

it('says what each column is taken for, how surely, and what else it could be', () => {
  const mapping = guessMapping(
    ['Name', 'Talk', 'Time', 'Notes'],
    [
      ['Welcome', '', '2026-05-12 10:00', ''],
      ['Tides', 'x', '2026-05-12 11:00', ''],
    ],
  );
  expect(mapping.kind).toBe('sessions');
  expect(mapping.columns).toMatchObject([
    { column: 'Name', field: 'title', confidence: 0.8 },
    { column: 'Talk', field: null, confidence: 0, alternatives: ['title'] },
    { column: 'Time', field: 'start', confidence: 1 },
    { column: 'Notes', field: null },
  ]);
});

it('finds the start by what is in the cells where no column is called so', () => {
  const mapping = guessMapping(
    ['Titel', 'Slot'],
    [
      ['Ebbe', '12.05.2026 10:00'],
      ['Flut', '12.05.2026 11:00'],
    ],
  );
  expect(mapping.columns[1]).toMatchObject({ field: 'start', confidence: 0.5 });
});

it('shows the table that was read, and reads it otherwise when told so', () => {
  const files = csv('Harbour Days', 'Title,Time,Where,Alias', 'Tides,2026-05-12 10:00,Pier,Ebb', 'Knots,2026-05-12 11:00,Deck,Rope');
  const { venue, tables } = readFiles(files, zone);
  expect(tables).toMatchObject([
    { file: 'plan.csv', headerRow: 2, rowCount: 2, kind: 'sessions', sample: [['Tides', '2026-05-12 10:00', 'Pier', 'Ebb'], {}] },
  ]);
  const [table] = tables;
  const columns = table?.mapping.columns.map((guess) =>
    guess.column === 'Alias' ? { ...guess, field: 'title' } : guess.column === 'Title' ? { ...guess, field: 'subtitle' } : guess,
  );
  const mappings = new Map([[table?.fingerprint ?? '', { kind: 'sessions', columns: columns ?? [] } as const]]);
  const told = readFiles(files, { ...zone, mappings });
  expect(venue.sessions.map(({ title }) => title)).toEqual(['Tides', 'Knots']);
  expect(told.venue.sessions.map(({ title, abstract }) => [title, abstract])).toEqual([
    ['Ebb', 'Tides'],
    ['Rope', 'Knots'],
  ]);
  expect(told.findings.map(({ code }) => code)).not.toContain('columns-guessed');
});

it('shows a table whose columns nobody knows, which is read once they are told', () => {
  const files = csv('a;b;c', 'Tides;2026-05-12 10:00;x', 'Knots;2026-05-12 11:00;y');
  expect(() => readFiles(files, zone)).toThrow(/no row with column names/);
  const [table] = inspectTables(files);
  expect(table).toMatchObject({ headerRow: 1, rowCount: 2, sample: [['Tides', '2026-05-12 10:00', 'x'], {}] });
  const columns = ['title', 'start', 'nonsense'].map((field, i) => ({ column: 'abc'[i] ?? '', field, confidence: 1, alternatives: [] }));
  const told = readFiles(files, { ...zone, mappings: new Map([[table?.fingerprint ?? '', { kind: 'sessions', columns }]]) });
  expect(told.venue.sessions.map(({ title, startsAt }) => [title, startsAt])).toEqual([
    ['Tides', '2026-05-12T10:00'],
    ['Knots', '2026-05-12T11:00'],
  ]);
  expect(fieldsOf(told.tables[0]?.mapping ?? { kind: 'sessions', columns: [] })).toEqual({ a: 'title', b: 'start', c: null });
});
