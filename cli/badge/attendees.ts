import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { FoyerError } from '../../core/contract/errors.ts';

export type Attendee = Readonly<Record<string, string>>;

export interface Attendees {
  readonly columns: readonly string[];
  readonly rows: readonly Attendee[];
}

const MAX_ROWS = 100_000;

/**
 * A list of attendees with a header row, as spreadsheets save them: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252.
 * @throws FoyerError code "bad-csv".
 */
export async function readAttendees(file: string): Promise<Attendees> {
  try {
    const text = decode(await readFile(file));
    const options = {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      delimiter: delimiterOf(text),
      to: MAX_ROWS + 1,
    } as const;
    const rows = parse<Attendee>(text, options);
    if (rows.length > MAX_ROWS) throw new Error(`more than ${MAX_ROWS} rows`);
    if (rows.length > 0) return { columns: Object.keys(rows[0] ?? {}), rows };
  } catch (error) {
    throw new FoyerError(`${file} cannot be read as CSV with a header row`, {
      fault: 'operator',
      code: 'bad-csv',
      remedy: 'Check the path, and that the first row names the columns.',
      cause: error,
    });
  }
  throw new FoyerError(`${file} has no rows below its header`, {
    fault: 'operator',
    code: 'bad-csv',
    remedy: 'Put one attendee in each row.',
  });
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The one that cuts the header into most columns. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

const NAMES = ['name', 'full name', 'attendee', 'attendee name', 'badge name', 'teilnehmer', 'nom complet', 'nombre completo'];
const FIRST = ['first name', 'given name', 'vorname', 'prénom', 'prenom', 'nombre'];
const LAST = ['last name', 'family name', 'surname', 'nachname', 'nom', 'apellido', 'apellidos'];
const DETAILS = ['company', 'organisation', 'organization', 'affiliation', 'firma', 'unternehmen', 'entreprise', 'empresa'];

/**
 * What a label says of an attendee.
 * @param nameColumn the column to take; left out: the usual names of such columns, else the first column.
 */
export function createLabeller(columns: readonly string[], nameColumn?: string): (row: Attendee) => { name: string; detail: string } {
  const find = (wanted: readonly string[]) => columns.find((column) => wanted.includes(plain(column)));
  const given = nameColumn === undefined ? undefined : columns.find((column) => plain(column) === plain(nameColumn));
  if (nameColumn !== undefined && given === undefined) {
    throw new FoyerError(`there is no column "${nameColumn}" in the list`, {
      fault: 'operator',
      code: 'no-such-column',
      remedy: `Its columns: ${columns.join(', ')}.`,
    });
  }
  const [first, last, detail] = [find(FIRST), find(LAST), find(DETAILS)];
  const ofParts = first !== undefined && last !== undefined ? [first, last] : null;
  const whole = given ?? find(NAMES);
  const from = whole !== undefined ? [whole] : (ofParts ?? columns.slice(0, 1));
  const cell = (row: Attendee, column: string | undefined) => (column === undefined ? '' : tidy(row[column] ?? ''));
  return (row) => ({ name: tidy(from.map((column) => cell(row, column)).join(' ')), detail: cell(row, detail) });
}

function plain(column: string): string {
  return column
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}

function tidy(text: string): string {
  return text.replaceAll(/[\p{Cc}\s\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** One line of CSV. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\r\n`;
}
