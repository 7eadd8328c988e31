import { unreadable } from '../raw-record.ts';
import type { TableRow } from './find-header.ts';
import { childOf, childrenOf, readXml, type XmlElement } from './read-xml.ts';
import { readZip } from './read-zip.ts';

export interface Sheet {
  readonly title: string;
  readonly rows: readonly TableRow[];
}

const MOST_COLUMNS = 500;
/** Days from 1899-12-30 and from 1904-01-01 to 1970-01-01. */
const EPOCH_1900_DAYS = 25_569;
const EPOCH_1904_DAYS = 24_107;
/** Number formats that Excel has without declaring them, which show a date or a time. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

interface Styles {
  isDate(style: number): boolean;
  isStruck(style: number): boolean;
}

/** Visible sheets of a spreadsheet (ECMA-376), cells as text: dates as "2026-05-12", times as "14:00". */
export function readWorkbook(file: string, bytes: Uint8Array): Sheet[] {
  const parts = readZip(file, bytes, (name) =>
    /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i.test(name),
  );
  const part = (name: string): XmlElement | undefined => {
    const found = parts.get(name);
    return found === undefined ? undefined : readXml(`${file} (${name})`, new TextDecoder().decode(found));
  };
  const workbook = part('xl/workbook.xml');
  if (workbook === undefined) throw unreadable(file, 'has no workbook inside', 'Save it as .xlsx again.');
  const targets = new Map(
    childrenOf(part('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attributes }) => [attributes.Id, attributes.Target ?? '']),
  );
  const strings = childrenOf(part('xl/sharedStrings.xml'), 'si').map(richText);
  const styles = stylesOf(part('xl/styles.xml'));
  const epochDays = /^(?:1|true)$/.test(childOf(workbook, 'workbookPr')?.attributes.date1904 ?? '') ? EPOCH_1904_DAYS : EPOCH_1900_DAYS;
  return childrenOf(childOf(workbook, 'sheets'), 'sheet').flatMap(({ attributes }): Sheet[] => {
    const target = targets.get(attributes['r:id'] ?? '') ?? '';
    const sheet = part(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    if (sheet === undefined || attributes.state?.includes('idden') === true) return [];
    const rows = childrenOf(childOf(sheet, 'sheetData'), 'row').map((row, i) =>
      rowOf(row, i, (cell) => cellText(cell, strings, styles, epochDays), styles),
    );
    return [{ title: attributes.name ?? '', rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) }];
  });
}

function rowOf(row: XmlElement, index: number, textOfCell: (cell: XmlElement) => string, styles: Styles): TableRow {
  const cells: string[] = [];
  let struck = 0;
  let filled = 0;
  for (const [i, cell] of childrenOf(row, 'c').entries()) {
    const column = columnOf(cell.attributes.r) ?? i;
    if (column >= MOST_COLUMNS) continue;
    while (cells.length < column) cells.push('');
    const text = textOfCell(cell);
    cells[column] = text;
    if (text === '') continue;
    filled += 1;
    if (styles.isStruck(Number(cell.attributes.s ?? 0))) struck += 1;
  }
  while (cells.at(-1) === '') cells.pop();
  return { line: Number(row.attributes.r ?? index + 1), cells, struck: filled > 0 && struck * 2 > filled };
}

/** "AB12" → 27. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(cell: XmlElement, strings: readonly string[], styles: Styles, epochDays: number): string {
  const value = childOf(cell, 'v')?.text ?? '';
  switch (cell.attributes.t) {
    case 's':
      return strings[Number(value)]?.trim() ?? '';
    case 'inlineStr':
      return richText(childOf(cell, 'is') ?? cell).trim();
    case 'b':
      return value === '1' ? 'yes' : 'no';
    case 'e':
      return '';
    case 'str':
    case 'd':
      return value.trim();
    default:
      return value !== '' && styles.isDate(Number(cell.attributes.s ?? 0)) ? dateText(Number(value), epochDays) : numberText(value);
  }
}

/** Text of a run of formatted pieces, without reading aids (phonetic text). */
function richText(element: XmlElement): string {
  const runs = childrenOf(element, 'r').map((run) => childOf(run, 't')?.text ?? '');
  return (childOf(element, 't')?.text ?? '') + runs.join('');
}

function numberText(value: string): string {
  const number = Number(value);
  return value === '' || !Number.isFinite(number) ? value : String(Number(number.toPrecision(15)));
}

/** A serial number of days; a part of one day alone is a clock time. */
function dateText(serial: number, epochDays: number): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return '';
  const minutes = Math.round(serial * 1440);
  if (minutes < 1440 * 2) return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const iso = new Date((minutes - epochDays * 1440) * 60_000).toISOString();
  return minutes % 1440 === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

function stylesOf(styles: XmlElement | undefined): Styles {
  const own = new Map(
    childrenOf(childOf(styles, 'numFmts'), 'numFmt').map(({ attributes }) => [attributes.numFmtId, attributes.formatCode ?? '']),
  );
  const fonts = childrenOf(childOf(styles, 'fonts'), 'font').map((font) => {
    const strike = childOf(font, 'strike');
    return strike !== undefined && !/^(?:0|false)$/.test(strike.attributes.val ?? '');
  });
  const formats = childrenOf(childOf(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const code = own.get(attributes.numFmtId);
    const date =
      code === undefined
        ? DATE_FORMATS.has(Number(attributes.numFmtId))
        : /[dmyhs]/i.test(code.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, ''));
    return { date, struck: fonts[Number(attributes.fontId)] ?? false };
  });
  return { isDate: (style) => formats[style]?.date ?? false, isStruck: (style) => formats[style]?.struck ?? false };
}
