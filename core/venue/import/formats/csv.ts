import type { Finding } from '../finding.ts';
import { knownColumns } from './column-mapping.ts';
import type { Content } from './content.ts';
import { readCsvRows } from './csv-rows.ts';
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
  return readCsvRows(name, text, best(text, { ...context, file: name }) ?? commonest(text), findings);
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

/** The first rows, for finding the header. */
function headOf(text: string, delimiter: string): TableRow[] {
  try {
    return readCsvRows('', text.slice(0, 100_000).split('\n').slice(0, 60).join('\n'), delimiter, []).slice(0, 30);
  } catch {
    return [];
  }
}

function encodingFindings({ name, encoding }: Content): Finding[] {
  if (encoding !== 'windows-1252') return [];
  const reason = 'is not UTF-8 and was read as Windows-1252; check that names with accents are right';
  return [{ severity: 'warning', code: 'encoding-guessed', file: name, reason, remedy: 'Save the file as "CSV UTF-8".' }];
}
