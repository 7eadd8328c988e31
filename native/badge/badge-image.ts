import QRCode from 'qrcode';

/**
 * A badge's QR code: alphanumeric mode and level M, so that it stays at version 6 and survives a thumb print.
 * @throws Error when the text has a character that alphanumeric mode lacks; tokens have none.
 */
export async function drawBadge(token: string, format: 'png' | 'svg'): Promise<Uint8Array> {
  const segments = [{ data: token, mode: 'alphanumeric' as const }];
  const look = { errorCorrectionLevel: 'M' as const, margin: 4 };
  if (format === 'svg') return Buffer.from(await QRCode.toString(segments, { ...look, type: 'svg' }));
  return QRCode.toBuffer(segments, { ...look, type: 'png', scale: 12 });
}

/** The code in half-block characters, for a terminal; dark modules are drawn light on dark, as scanners also read it. */
export function badgeForTerminal(token: string): string {
  const { modules } = QRCode.create([{ data: token, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
  const light = (row: number, column: number) =>
    row < 0 || column < 0 || row >= modules.size || column >= modules.size || !modules.get(row, column);
  const quiet = 2;
  const lines: string[] = [];
  for (let row = -quiet; row < modules.size + quiet; row += 2) {
    let line = '';
    for (let column = -quiet; column < modules.size + quiet; column++) line += halfBlock(light(row, column), light(row + 1, column));
    lines.push(line);
  }
  return lines.join('\n');
}

/** On a dark terminal a full block is light. */
function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}
