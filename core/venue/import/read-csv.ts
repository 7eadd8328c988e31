import type { Finding } from './finding.ts';
import { readCsvRows } from './formats/csv-rows.ts';
import { assertReadableText, type RawRecord, unreadable } from './raw-record.ts';

/** How the cells of a column are read. Columns not named are text. */
export type CellKind = 'text' | 'localised' | 'list' | 'number' | 'boolean';
export type Columns = Readonly<Record<string, CellKind>>;

const YES = new Set(['yes', 'true', '1', 'y', 'x', 'ja']);
const NO = new Set(['no', 'false', '0', 'n', 'nein']);
const LIST_SEPARATOR = ';';

/**
 * Reads a table of the folder format. The first row names the columns; "name@de" is the German text of
 * "name"; list cells are separated by ";"; empty cells are left out.
 * @throws FoyerError "import-unreadable" when it is not a table.
 */
export function readCsv(file: string, text: string, columns: Columns): { records: RawRecord[]; findings: Finding[] } {
  assertReadableText(file, text);
  const findings: Finding[] = [];
  const rows = readCsvRows(file, text, delimiterOf(text), findings);
  const header = rows[0]?.cells.map((cell) => cell.trim()) ?? [];
  if (!header.includes('id')) {
    throw unreadable(
      file,
      `has no column "id" in its first row (it has ${header.map((name) => `"${name}"`).join(', ') || 'nothing'})`,
      `Begin the file with a row of column names: ${Object.keys(columns).join(',')}`,
    );
  }
  findings.push(...headerFindings(file, header, columns));
  const records: RawRecord[] = [];
  for (const { line, cells } of rows.slice(1)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== '')) {
      findings.push({
        severity: 'warning',
        code: 'row-skipped',
        file,
        line,
        value: cells.slice(header.length).join(','),
        reason: `has ${cells.length} cells, the table has ${header.length} columns; the row was left out`,
        remedy: 'Put texts that contain a comma in double quotes.',
      });
      continue;
    }
    records.push({ file, line, value: rowValue(header, cells, columns), lineOf: () => line });
  }
  return { records, findings };
}

/** Spreadsheets of some countries write ";" or tabs between cells. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  return [',', ';', '\t'].reduce((best, candidate) => (header.split(candidate).length > header.split(best).length ? candidate : best), ',');
}

function headerFindings(file: string, header: readonly string[], columns: Columns): Finding[] {
  const seen = new Set<string>();
  return header.flatMap((column): Finding[] => {
    const known = columns[baseOf(column)] !== undefined && (!column.includes('@') || columns[baseOf(column)] === 'localised');
    const at = { severity: 'warning', file, line: 1, column } as const;
    if (column !== '' && seen.has(column)) {
      return [
        {
          ...at,
          code: 'duplicate-column',
          reason: `column "${column}" is there twice; the last one counts`,
          remedy: 'Remove one of them.',
        },
      ];
    }
    seen.add(column);
    if (known || column === '') return [];
    return [
      {
        ...at,
        code: 'unknown-column',
        reason: `column "${column}" is not known and is left out`,
        remedy: `Known columns: ${Object.keys(columns).join(', ')}; texts may have a language, as in "name@de".`,
      },
    ];
  });
}

function baseOf(column: string): string {
  return column.split('@', 1)[0] ?? column;
}

function rowValue(header: readonly string[], cells: readonly string[], columns: Columns): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const languages = new Map<string, Record<string, string>>();
  header.forEach((column, i) => {
    const cell = cells[i]?.trim() ?? '';
    const [name = '', language] = column.split('@');
    const kind = columns[name];
    if (cell === '' || kind === undefined) return;
    if (language === undefined) value[name] = readCell(cell, kind);
    else if (kind === 'localised') languages.set(name, { ...languages.get(name), [language]: cell });
  });
  for (const [name, texts] of languages) value[name] = typeof value[name] === 'string' ? { [MAIN]: value[name], ...texts } : texts;
  return value;
}

/** Stands for the venue's main language until that is known; see folder-format.ts. */
export const MAIN = 'main';

/** The value of one cell; a text that is not of its kind stays a text, for the schema to complain about. */
export function readCell(cell: string, kind: CellKind): unknown {
  if (kind === 'list')
    return cell
      .split(LIST_SEPARATOR)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (kind === 'number') return /^-?\d+(?:[.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : cell;
  if (kind === 'boolean') return YES.has(cell.toLowerCase()) ? true : NO.has(cell.toLowerCase()) ? false : cell;
  return cell;
}
