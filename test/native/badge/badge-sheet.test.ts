import { unzlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { drawBadgeSheet } from '../../../native/badge/badge-sheet.ts';
import { A4_MM, isLabelSheet, LABEL_SHEETS, type LabelSheetName, labelAt } from '../../../native/badge/label-sheets.ts';
import { readQrCodes } from '../../renderer/camera/read-qr.ts';

const TOKEN = `FOYER1${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'.repeat(5).slice(0, 143)}`;
const label = (n: number, name = 'Ada Lovelace') => ({ token: TOKEN.slice(0, -3) + String(n).padStart(3, '0'), name });
const PX_PER_PT = 2;

/** The rectangles of each page, drawn as the printer would. */
function rasterise(pdf: Uint8Array): { data: Uint8ClampedArray; width: number; height: number }[] {
  const text = Buffer.from(pdf).toString('latin1');
  const pages: { data: Uint8ClampedArray; width: number; height: number }[] = [];
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    if (text.slice(index - 3, index) === 'end') continue;
    const content = inflate(pdf.subarray(index + 7));
    if (!/ re\n/.test(content)) continue;
    const width = Math.round((A4_MM.width / 25.4) * 72 * PX_PER_PT);
    const height = Math.round((A4_MM.height / 25.4) * 72 * PX_PER_PT);
    const data = new Uint8ClampedArray(width * height * 4).fill(255);
    for (const [, ...numbers] of content.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g)) {
      const [x = 0, y = 0, w = 0, h = 0] = numbers.map((n) => Number(n) * PX_PER_PT);
      for (let row = Math.round(y); row < Math.round(y + h); row++)
        for (let column = Math.round(x); column < Math.round(x + w); column++)
          data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
    pages.push({ data, width, height });
  }
  return pages;
}

function inflate(bytes: Uint8Array): string {
  try {
    return Buffer.from(unzlibSync(bytes)).toString('latin1');
  } catch {
    return '';
  }
}

describe('badges on label sheets', () => {
  it.each(Object.keys(LABEL_SHEETS) as LabelSheetName[])(
    '%s: every code on the page can be read, in the order of the list',
    async (sheet) => {
      const { columns, rows } = LABEL_SHEETS[sheet];
      const labels = Array.from({ length: columns * rows + 1 }, (_, i) => label(i));
      const drawn = await drawBadgeSheet(labels, { sheet });
      expect(drawn.pages).toBe(2);
      const [first, second] = await Promise.all(rasterise(drawn.pdf).map((page) => readQrCodes(page, 30)));
      const inOrder = [...(first ?? [])].sort((a, b) => Math.round((a.y - b.y) / 20) || a.x - b.x).map(({ text }) => text);
      expect(inOrder).toEqual(labels.slice(0, -1).map(({ token }) => token));
      expect(second?.map(({ text }) => text)).toEqual([labels.at(-1)?.token]);
    },
  );

  it.each(Object.entries(LABEL_SHEETS))('%s fits on A4 and no label covers another', (name, sheet) => {
    expect(isLabelSheet(name)).toBe(true);
    const last = labelAt(sheet, sheet.columns * sheet.rows - 1);
    expect(last.page).toBe(0);
    expect(last.xMm + sheet.widthMm).toBeLessThanOrEqual(A4_MM.width);
    expect(last.yMm + sheet.heightMm).toBeLessThanOrEqual(A4_MM.height);
    expect(sheet.pitchXMm).toBeGreaterThanOrEqual(sheet.widthMm);
    expect(sheet.pitchYMm).toBeGreaterThanOrEqual(sheet.heightMm);
  });

  it('names the labels on which characters are missing, and no others', async () => {
    const names = [
      'Łukasz Dvořák',
      'Анна Каренина',
      'Ελένη Παπαδοπούλου',
      'Nguyễn Thị Minh Khai',
      'प्रिया शर्मा',
      '田中太郎',
      '',
      'José'.normalize('NFD'),
    ];
    const drawn = await drawBadgeSheet(
      names.map((name, i) => label(i, name)),
      { sheet: 'L7160' },
    );
    expect(drawn.incomplete).toEqual([5]);
  });

  it('a name of any length leaves the code alone', async () => {
    const drawn = await drawBadgeSheet([label(1, 'Wolfeschlegelsteinhausenbergerdorff '.repeat(20)), label(2, 'x'.repeat(500))], {
      sheet: 'L7160',
    });
    const [page] = rasterise(drawn.pdf);
    expect(page && (await readQrCodes(page, 5)).map(({ text }) => text).sort()).toEqual([label(1).token, label(2).token].sort());
  });

  it('a font that cannot be read is named', async () => {
    await expect(drawBadgeSheet([label(1)], { sheet: 'L7160', fontFiles: ['/nowhere/x.ttf'] })).rejects.toThrowError('/nowhere/x.ttf');
  });
});
