import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { FoyerError } from '../../core/contract/errors.ts';
import { bundledFonts, type GlyphSource, splitByFont, type TextRun } from './label-fonts.ts';
import { A4_MM, LABEL_SHEETS, type LabelSheetName, labelAt } from './label-sheets.ts';

export interface BadgeLabel {
  readonly token: string;
  /** Largest, on one or two lines; empty where the badge has no name. */
  readonly name: string;
  /** Smaller, below: a company, a role. */
  readonly detail?: string;
}

export interface BadgeSheetOptions {
  readonly sheet: LabelSheetName;
  /** More font files (TrueType, OpenType, WOFF), asked before the bundled ones: for names in scripts that those lack. */
  readonly fontFiles?: readonly string[];
}

export interface BadgeSheet {
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** Labels, counted from 0, on which a name or detail lost characters that no font has. */
  readonly incomplete: readonly number[];
}

const PT_PER_MM = 72 / 25.4;
const PADDING_MM = 3;
/** White around the code that the standard asks for. */
const QUIET_MODULES = 4;
interface TypeSize {
  /** Points. */
  readonly largest: number;
  readonly smallest: number;
  readonly maxLines: number;
}
const NAME_PT: TypeSize = { largest: 18, smallest: 9, maxLines: 3 };
const DETAIL_PT: TypeSize = { largest: 10, smallest: 7, maxLines: 2 };
const LINE_HEIGHT = 1.2;
/** More never fit on a label, and are not measured one by one. */
const MAX_LINE_CHARS = 120;

/**
 * Badges to print on A4 sheets of labels: the code on the left, drawn as vectors, the name beside it.
 * @throws FoyerError code "bad-font" for a font file that cannot be read.
 */
export async function drawBadgeSheet(labels: readonly BadgeLabel[], options: BadgeSheetOptions): Promise<BadgeSheet> {
  const sheet = LABEL_SHEETS[options.sheet];
  const doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, info: { Title: 'Badges', Creator: 'Foyer' } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const written = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  const pen = createPen(doc, options.fontFiles ?? []);
  const incomplete: number[] = [];
  let page = -1;
  for (const [index, label] of labels.entries()) {
    const at = labelAt(sheet, index);
    if (at.page !== page) doc.addPage({ size: [A4_MM.width * PT_PER_MM, A4_MM.height * PT_PER_MM], margin: 0 });
    page = at.page;
    const heightMm = sheet.heightMm - 2 * PADDING_MM;
    const codeMm = Math.min(heightMm, sheet.widthMm * 0.45);
    drawCode(doc, label.token, at.xMm + PADDING_MM, at.yMm + (sheet.heightMm - codeMm) / 2, codeMm);
    const left = at.xMm + 2 * PADDING_MM + codeMm;
    const box = { x: left, y: at.yMm + PADDING_MM, width: at.xMm + sheet.widthMm - PADDING_MM - left, height: heightMm };
    if (!pen.write(label, box)) incomplete.push(index);
  }
  doc.end();
  await written;
  return { pdf: Buffer.concat(chunks), pages: page + 1, incomplete };
}

/** Alphanumeric mode at level M, as vectors; neighbouring modules are one rectangle. `size` counts the quiet zone. */
function drawCode(doc: PDFKit.PDFDocument, token: string, xMm: number, yMm: number, sizeMm: number): void {
  const { modules } = QRCode.create([{ data: token, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
  const module = (sizeMm * PT_PER_MM) / (modules.size + 2 * QUIET_MODULES);
  const left = xMm * PT_PER_MM + QUIET_MODULES * module;
  const top = yMm * PT_PER_MM + QUIET_MODULES * module;
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      const from = column;
      while (column < modules.size && modules.get(row, column)) column++;
      if (column > from) doc.rect(left + from * module, top + row * module, (column - from) * module, module);
    }
  }
  doc.fill('black');
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function createPen(doc: PDFKit.PDFDocument, fontFiles: readonly string[]) {
  const fonts = [...fontFiles.map((path) => ({ name: path, data: readFont(path) })), ...bundledFonts()].map(({ name, data }) => {
    doc.registerFont(name, data);
    return { name, glyphs: glyphsOf(doc, name) };
  });
  const widthOf = (runs: readonly TextRun[], size: number) =>
    runs.reduce((sum, run) => sum + doc.font(run.font).fontSize(size).widthOfString(run.text), 0);

  /** Words filled into lines; a word that is longer than a line stands alone, and a hyphen may end a line. */
  function fill(text: string, width: number, size: number): string[] {
    const lines: string[] = [];
    for (const word of text.match(/[^\s-]*-?\s*/g)?.filter((one) => one !== '') ?? []) {
      const longer = `${lines.at(-1) ?? ''}${word}`;
      if (lines.length > 0 && fits(longer, width, size)) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }
  const fits = (line: string, width: number, size: number) => widthOf(splitByFont(line.trimEnd(), fonts).runs, size) <= width;

  /** The text in the largest size in which it fits; what does not fit in the smallest is cut. */
  function setText(text: string, width: number, { largest, smallest, maxLines }: TypeSize) {
    for (let size = largest; size >= smallest; size--) {
      const lines = fill(text, width, size);
      if (lines.length <= maxLines && lines.every((line) => fits(line, width, size))) return { lines, size };
    }
    const lines = fill(text, width, smallest).slice(0, maxLines);
    return { lines: lines.map((line, i) => cut(line, width, smallest, i === maxLines - 1)), size: smallest };
  }
  function cut(line: string, width: number, size: number, last: boolean): string {
    if (!last && fits(line, width, size)) return line;
    const chars = [...line.trimEnd()].slice(0, MAX_LINE_CHARS);
    while (chars.length > 1 && !fits(`${chars.join('')}…`, width, size)) chars.pop();
    return `${chars.join('')}…`;
  }

  return {
    /** False when characters are missing from what was written. */
    write({ name, detail = '' }: BadgeLabel, box: Box): boolean {
      const width = box.width * PT_PER_MM;
      const blocks = [
        ...(name === '' ? [] : [setText(name, width, NAME_PT)]),
        ...(detail === '' ? [] : [setText(detail, width, DETAIL_PT)]),
      ];
      const height = blocks.reduce((sum, { lines, size }) => sum + lines.length * size * LINE_HEIGHT, 0);
      let y = box.y * PT_PER_MM + Math.max(0, (box.height * PT_PER_MM - height) / 2);
      for (const { lines, size } of blocks) {
        for (const line of lines) {
          let x = box.x * PT_PER_MM;
          for (const { font, text } of splitByFont(line, fonts).runs) {
            doc.font(font).fontSize(size).fillColor('black').text(text, x, y, { lineBreak: false });
            x += doc.widthOfString(text);
          }
          y += size * LINE_HEIGHT;
        }
      }
      return splitByFont(name + detail, fonts).missing.length === 0;
    },
  };
}

/** pdfkit keeps the font it parsed to itself; its type does not say so. */
function glyphsOf(doc: PDFKit.PDFDocument, name: string): GlyphSource {
  doc.font(name);
  const { _font } = doc as unknown as { readonly _font: { readonly font: GlyphSource } };
  return _font.font;
}

function readFont(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new FoyerError(`the font ${path} cannot be read`, {
      fault: 'operator',
      code: 'bad-font',
      remedy: 'Give --font a TrueType, OpenType or WOFF file.',
      cause: error,
    });
  }
}
