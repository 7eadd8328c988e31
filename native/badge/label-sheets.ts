/** Sheets of labels on A4, by the name on the packet. Millimetres from the top left corner. */
export interface LabelSheet {
  readonly columns: number;
  readonly rows: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly leftMm: number;
  readonly topMm: number;
  /** From the left edge of one label to the left edge of the next, and likewise downwards. */
  readonly pitchXMm: number;
  readonly pitchYMm: number;
}

export const A4_MM = { width: 210, height: 297 } as const;

/** Measures as Avery prints them on its packets; other makers sell sheets of the same measures under these numbers. */
export const LABEL_SHEETS = {
  L4785: { columns: 2, rows: 5, widthMm: 80, heightMm: 50, leftMm: 17.5, topMm: 13.5, pitchXMm: 95, pitchYMm: 55 },
  L7160: { columns: 3, rows: 7, widthMm: 63.5, heightMm: 38.1, leftMm: 7.2, topMm: 15.1, pitchXMm: 66.04, pitchYMm: 38.1 },
  L7163: { columns: 2, rows: 7, widthMm: 99.1, heightMm: 38.1, leftMm: 4.65, topMm: 15.1, pitchXMm: 101.6, pitchYMm: 38.1 },
  L7165: { columns: 2, rows: 4, widthMm: 99.1, heightMm: 67.7, leftMm: 4.65, topMm: 13.1, pitchXMm: 101.6, pitchYMm: 67.7 },
} as const satisfies Record<string, LabelSheet>;
export type LabelSheetName = keyof typeof LABEL_SHEETS;

export function isLabelSheet(name: string): name is LabelSheetName {
  return Object.hasOwn(LABEL_SHEETS, name);
}

/** Top left corner of the label at `index`, counted along the rows. */
export function labelAt(sheet: LabelSheet, index: number): { page: number; xMm: number; yMm: number } {
  const perPage = sheet.columns * sheet.rows;
  const onPage = index % perPage;
  return {
    page: Math.floor(index / perPage),
    xMm: sheet.leftMm + (onPage % sheet.columns) * sheet.pitchXMm,
    yMm: sheet.topMm + Math.floor(onPage / sheet.columns) * sheet.pitchYMm,
  };
}
