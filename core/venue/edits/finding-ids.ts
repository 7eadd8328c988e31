import type { Finding } from '../import/finding.ts';

/** Names a finding for the screen: the same for the same complaint in the same line. */
export function findingId(finding: Finding): string {
  const { code, file, line, column, value, id, reason } = finding;
  return shortHash(JSON.stringify([code, file, line, column, value, id, reason]));
}

/** What is ignored when staff ignore a warning: the same complaint about the same thing, wherever it stands by then. */
export function complaintId({ code, file, column, value, id, reason }: Finding): string {
  const about = id === undefined && value === undefined ? reason : '';
  return shortHash(JSON.stringify([code, file, column, value, id, about]));
}

/** 64 bits as hex: FNV-1a twice with different beginnings. Tells texts of one import apart, keeps nothing secret. */
export function shortHash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x2f0b4a27];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x01000193) ^ (b >>> 15);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
