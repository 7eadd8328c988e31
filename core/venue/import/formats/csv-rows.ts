import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { Finding } from '../finding.ts';
import { unreadable } from '../raw-record.ts';

/** A row with the line on which it begins, 1-based. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

interface ParsedRow {
  readonly record: string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

const STRICT = { bom: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: '\n' } as const;
const RELAXED = { ...STRICT, info: true, raw: true, relax_quotes: true } as const;
/** Each costs a second reading of the rest. */
const MOST_OPEN_QUOTES = 300;
const REMEDY = 'Put cells with quotes, commas or line breaks in double quotes, and double the quotes inside.';

/**
 * Rows of a table as text. A quote that is never closed, or one out of place, costs its own line and is reported; the rows after it
 * are read.
 * @throws FoyerError "import-unreadable" when hardly a line is without such a quote.
 */
export function readCsvRows(file: string, text: string, delimiter: string, findings: Finding[]): CsvRow[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const rows: CsvRow[] = [];
  let from = 0;
  for (let tries = 0; from < lines.length; tries += 1) {
    if (tries > MOST_OPEN_QUOTES) throw unreadable(file, `has more than ${MOST_OPEN_QUOTES} quotes that are not closed`, REMEDY);
    const { good, brokenAt } = readUntilBroken(file, lines, from, delimiter);
    rows.push(...good);
    if (brokenAt === null) break;
    findings.push(openQuote(file, brokenAt + 1, lines[brokenAt] ?? ''));
    from = brokenAt + 1;
  }
  return rows;
}

/** Rows from a line on, up to one that runs into others because of its quotes. */
function readUntilBroken(
  file: string,
  lines: readonly string[],
  from: number,
  delimiter: string,
): { readonly good: CsvRow[]; readonly brokenAt: number | null } {
  const { parsed, open } = parseRest(file, lines.slice(from).join('\n'), delimiter);
  const good: CsvRow[] = [];
  let next = from;
  for (const { record, raw, info } of parsed) {
    while (next < lines.length && lines[next]?.trim() === '') next += 1;
    const first = next;
    next = from + info.lines;
    const suspect = next - first > 1 || record.some((cell) => cell.startsWith('"'));
    if (suspect && !isStrict(raw, delimiter)) return { good, brokenAt: first };
    good.push({ line: first + 1, cells: record });
  }
  while (next < lines.length && lines[next]?.trim() === '') next += 1;
  return { good, brokenAt: open && next < lines.length ? next : null };
}

/** All rows, or those before a quote that stays open until the end. */
function parseRest(file: string, text: string, delimiter: string): { readonly parsed: readonly ParsedRow[]; readonly open: boolean } {
  try {
    return { parsed: parse(text, { ...RELAXED, delimiter }) as unknown as ParsedRow[], open: false };
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') {
      throw unreadable(file, error instanceof CsvError ? error.message : 'it cannot be read as a table', REMEDY, error);
    }
    const { records } = error as CsvError & { readonly records?: number };
    const whole =
      records === undefined || records === 0 ? [] : (parse(text, { ...RELAXED, delimiter, to: records }) as unknown as ParsedRow[]);
    return { parsed: whole, open: true };
  }
}

function isStrict(raw: string, delimiter: string): boolean {
  try {
    parse(raw, { ...STRICT, delimiter });
    return true;
  } catch {
    return false;
  }
}

function openQuote(file: string, line: number, text: string): Finding {
  return {
    severity: 'warning',
    code: 'row-skipped',
    file,
    line,
    value: text.slice(0, 120),
    reason: 'has a quote that is never closed or stands in the wrong place; the line was left out',
    remedy: 'Close the quote, or double it where it belongs to the text.',
  };
}
