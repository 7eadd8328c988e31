import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { VenueFiles } from '../../core/venue/import/read-files.ts';

const SHARE = 0.01;

/** Every hundredth row of each file made unreadable in the way its format allows; how many that were. */
export function breakRows(files: VenueFiles): { readonly files: VenueFiles; readonly count: number } {
  let count = 0;
  const broken = new Map(
    [...files].map(([name, bytes]) => {
      const result = breakFile(name, bytes);
      count += result.count;
      return [name, result.bytes] as const;
    }),
  );
  return { files: broken, count };
}

interface Broken {
  readonly bytes: Uint8Array;
  readonly count: number;
}

function breakFile(name: string, bytes: Uint8Array): Broken {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return breakWorkbook(bytes);
  const text = new TextDecoder().decode(bytes);
  if (text.trimStart().startsWith('<')) return spoil(text, /<date>[^<]*<\/date>/g, '<date>when the tide is high</date>');
  if (/^\s*[[{]/.test(text)) return breakJson(text);
  if (/^BEGIN:VCALENDAR/i.test(text)) return spoil(text, /^DTSTART[^\r\n]*/gm, 'DTSTART:20260230T250000');
  return breakTable(name, text);
}

/** Replaces one in a hundred of what matches, at least one. */
function spoil(text: string, pattern: RegExp, by: string): Broken {
  const all = [...text.matchAll(pattern)];
  const chosen = new Set(chosenOf(all.length));
  let n = -1;
  const bytes = Buffer.from(
    text.replace(pattern, (found: string) => {
      n += 1;
      return chosen.has(n) ? by : found;
    }),
  );
  return { bytes, count: chosen.size };
}

function chosenOf(rows: number): number[] {
  const count = Math.min(rows, Math.max(1, Math.round(rows * SHARE)));
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) / count) * rows));
}

const TIMES = ['date', 'startsAt', 'starts-at', 'start', 'Time'] as const;
const NAMES = ['title', 'name', 'Name'] as const;

/** A row is an object in a list that has a name and a time; of a plan, a feature. */
function breakJson(text: string): Broken {
  const root: unknown = JSON.parse(text);
  const rows: Record<string, unknown>[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const list = Array.isArray(value) ? (value as unknown[]) : [];
    rows.push(...list.filter(isRow));
    for (const child of Object.values(value)) collect(child);
  };
  collect(root);
  const numbers = new Set(chosenOf(rows.length));
  const chosen = rows.filter((_, n) => numbers.has(n));
  for (const row of chosen) {
    const key = TIMES.find((time) => typeof row[time] === 'string');
    if (key === undefined) row.geometry = { type: 'Polygonn' };
    else row[key] = 'when the tide is high';
  }
  return { bytes: Buffer.from(JSON.stringify(root, null, 1)), count: chosen.length };
}

function isRow(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const has = (keys: readonly string[]): boolean => keys.some((key) => typeof (value as Record<string, unknown>)[key] === 'string');
  return ('geometry' in value && 'properties' in value) || (has(NAMES) && has(TIMES));
}

/** One row in a hundred gets a quote that is never closed, or loses its first cells. */
function breakTable(name: string, text: string): Broken {
  const lines = text.split('\n');
  const rows = lines.flatMap((line, i) =>
    i > 0 && /^"?[\w-]+"?[,;\t]/.test(line) && (line.match(/"/g)?.length ?? 0) % 2 === 0 ? [i] : [],
  );
  const chosen = chosenOf(rows.length).map((n) => rows[n] ?? 0);
  for (const i of chosen) lines[i] = `"${lines[i] ?? ''}`;
  if (chosen.length === 0) throw new Error(`${name} has no row that could be broken`);
  return { bytes: Buffer.from(lines.join('\n')), count: chosen.length };
}

function breakWorkbook(bytes: Uint8Array): Broken {
  const parts = unzipSync(bytes);
  let count = 0;
  for (const [name, part] of Object.entries(parts)) {
    if (!/worksheets\/[^/]+\.xml$/.test(name)) continue;
    const text = strFromU8(part);
    const rows = [...text.matchAll(/<row\b[^>]*>.*?<\/row>/gs)].slice(3);
    const chosen = new Set(chosenOf(rows.length).map((n) => rows[n]?.[0]));
    parts[name] = strToU8(
      text.replace(/<row\b[^>]*>.*?<\/row>/gs, (row) => {
        if (!chosen.has(row)) return row;
        count += 1;
        return row.replace(/<v>\d+(?:\.\d+)?<\/v>/, '<v>-1</v>').replace(/t="s"/g, 't="e"');
      }),
    );
  }
  return { bytes: zipSync(parts), count };
}
