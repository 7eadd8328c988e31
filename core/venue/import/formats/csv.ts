import { CsvError, parse } from 'csv-parse/sync';
import type { Finding } from '../finding.ts';
import { unreadable } from '../raw-record.ts';
import { knownColumns } from './column-mapping.ts';
import type { Content } from './content.ts';
import { describeTable, findHeader, type HeaderOptions, type TableRow } from './find-header.ts';
import type { Format, ParsedFile, ReadContext } from './format.ts';
import { readTable } from './table.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** A table as text, of sessions, people, exhibitors, questions or rooms; what separates its cells is found out. */
export const csv: Format = {
  label: 'CSV',
  detect({ text, json, name }) {
    if (text === '' || json !== null || /^\s*(?:<|BEGIN:)/.test(text)) return 0;
    if (best(text, { file: name }) !== null) return 0.8;
    return /\.(?:csv|tsv)$/i.test(name) ? 0.5 : 0;
  },
  parse(content, context = {}): ParsedFile {
    const findings = encodingFindings(content);
    const parsed = readTable(content.name, csv.label, rowsIn(content, context, findings), context);
    return { ...parsed, findings: [...findings, ...(parsed.findings ?? [])] };
  },
  tables(content, context = {}) {
    const table = describeTable(rowsIn(content, context, []), { file: content.name }, { ...context, file: content.name });
    return table === null ? [] : [table];
  },
};

function rowsIn({ name, text }: Content, context: ReadContext, findings: Finding[]): TableRow[] {
  return rowsOf(name, text, best(text, { ...context, file: name }) ?? commonest(text), findings);
}

/** The delimiter with which the most columns are known; null when with none of them any is. */
function best(text: string, options: HeaderOptions): string | null {
  let found: string | null = null;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const header = findHeader(headOf(text, delimiter), options);
    if (header?.told === true) return delimiter;
    const known = header === null ? 0 : knownColumns(header.mapping);
    if (known > most) [found, most] = [delimiter, known];
  }
  return found;
}

/** For a table whose columns nobody knows yet. */
function commonest(text: string): string {
  const cells = (delimiter: string): number =>
    Math.max(
      ...text
        .slice(0, 10_000)
        .split('\n')
        .slice(0, 10)
        .map((line) => line.split(delimiter).length),
    );
  return DELIMITERS.reduce((most, delimiter) => (cells(delimiter) > cells(most) ? delimiter : most), ',');
}

interface CsvRow {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

const OPTIONS = {
  bom: true,
  info: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  record_delimiter: '\n',
} as const;

function headOf(text: string, delimiter: string): TableRow[] {
  try {
    const rows = parse(unixLines(text.slice(0, 100_000)), { ...OPTIONS, delimiter, to: 30 }) as unknown as CsvRow[];
    return rows.map(({ record: cells }, i) => ({ line: i + 1, cells }));
  } catch {
    return [];
  }
}

const MOST_OPEN_QUOTES = 50;

/** Rows with their lines. A quote that is never closed costs its own line, not the rest of the file. */
function rowsOf(file: string, text: string, delimiter: string, findings: Finding[]): TableRow[] {
  const lines = unixLines(text).split('\n');
  for (let tries = 0; ; tries += 1) {
    try {
      return withLines(parse(lines.join('\n'), { ...OPTIONS, delimiter }) as unknown as CsvRow[], lines);
    } catch (error) {
      const line = error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED' ? openQuote(lines, delimiter, error) : undefined;
      if (line === undefined || tries >= MOST_OPEN_QUOTES) {
        const detail = error instanceof CsvError ? error.message : 'it cannot be read as a table';
        throw unreadable(
          file,
          detail,
          'Put cells with quotes, commas or line breaks in double quotes, and double the quotes inside.',
          error,
        );
      }
      const value = (lines[line - 1] ?? '').slice(0, 120);
      const remedy = 'Close the quote, or double it where it belongs to the text.';
      findings.push({
        severity: 'warning',
        code: 'row-skipped',
        file,
        line,
        value,
        reason: 'opens a quote that is never closed; the line was left out',
        remedy,
      });
      lines[line - 1] = '';
    }
  }
}

/** First line of the record that has the open quote: the one after the last whole record. */
function openQuote(lines: readonly string[], delimiter: string, { records }: CsvError & { readonly records?: number }): number | undefined {
  const whole =
    records === undefined || records === 0 ? [] : (parse(lines.join('\n'), { ...OPTIONS, delimiter, to: records }) as unknown as CsvRow[]);
  let line = (whole.at(-1)?.info.lines ?? 0) + 1;
  while (lines[line - 1]?.trim() === '') line += 1;
  return lines[line - 1]?.includes('"') === true ? line : undefined;
}

function withLines(rows: readonly CsvRow[], lines: readonly string[]): TableRow[] {
  let end = 0;
  return rows.map(({ record: cells, info }) => {
    let line = end + 1;
    while (line < info.lines && lines[line - 1]?.trim() === '') line += 1;
    end = info.lines;
    return { line, cells };
  });
}

function unixLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function encodingFindings({ name, encoding }: Content): Finding[] {
  if (encoding !== 'windows-1252') return [];
  const reason = 'is not UTF-8 and was read as Windows-1252; check that names with accents are right';
  return [{ severity: 'warning', code: 'encoding-guessed', file: name, reason, remedy: 'Save the file as "CSV UTF-8".' }];
}
