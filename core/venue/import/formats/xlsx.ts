import { FoyerError } from '../../../contract/errors.ts';
import type { Finding } from '../finding.ts';
import { unreadable } from '../raw-record.ts';
import { describeTable } from './find-header.ts';
import type { Format, ParsedFile } from './format.ts';
import { joinParsed } from './join-parsed.ts';
import { readWorkbook } from './read-workbook.ts';
import { zipHas } from './read-zip.ts';
import { readTable } from './table.ts';

/** A spreadsheet: each sheet is a table of sessions, people, exhibitors, questions or rooms. */
export const xlsx: Format = {
  label: 'XLSX',
  detect: ({ bytes }) => (zipHas(bytes, 'xl/workbook') ? 1 : 0),
  tables({ name, bytes }, context = {}) {
    const sheets = readWorkbook(name, bytes).filter(({ rows }) => rows.length > 0);
    return sheets.flatMap(({ title, rows }) => describeTable(rows, { file: name, sheet: title }, { ...context, file: title }) ?? []);
  },
  parse({ name, bytes }, context = {}): ParsedFile {
    const sheets = readWorkbook(name, bytes).filter(({ rows }) => rows.length > 0);
    const findings: Finding[] = [];
    const tables: ParsedFile[] = [];
    let refused: FoyerError | undefined;
    for (const { title, rows } of sheets) {
      const file = sheets.length === 1 ? name : `${name}#${title}`;
      try {
        tables.push(readTable(name, xlsx.label, rows, sheets.length === 1 ? context : { ...context, sheet: title }));
      } catch (error) {
        if (!(error instanceof FoyerError)) throw error;
        refused = error;
        const reason = `the sheet "${title}" has no column names that are known; it was left out`;
        findings.push({ severity: 'warning', code: 'sheet-skipped', file, reason, remedy: error.remedy ?? 'Name its columns.' });
      }
    }
    if (tables.length === 0) throw refused ?? unreadable(name, 'has no sheet with anything in it', 'Fill it in and save it again.');
    const joined = joinParsed(xlsx.label, tables);
    return { ...joined, findings: [...findings, ...(joined.findings ?? [])] };
  },
};
