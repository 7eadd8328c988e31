import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

export interface Summary {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Nearest-rank percentiles; null when there is nothing to rank. */
export function summarise(values: readonly number[]): Summary | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** "part | n | p50 | p95 | max" in milliseconds. */
export function timeTable(rows: readonly (readonly [string, readonly number[]])[], digits = 0): string {
  const cells = rows.map(([part, values]) => {
    const s = summarise(values);
    const figures = s === null ? ['-', '-', '-'] : [s.p50, s.p95, s.max].map((ms) => ms.toFixed(digits));
    return [part, String(values.length), ...figures];
  });
  return table([['ms', 'n', 'p50', 'p95', 'max'], ...cells]);
}

/** First row is the head; the first column is flush left, figures flush right. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    widths.map((width, i) => (i === 0 ? (row[i] ?? '').padEnd(width) : (row[i] ?? '').padStart(width))).join('  ');
  const [head = [], ...body] = rows;
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}

/** What the figures were measured on. @param chromium its version, where one took part */
export function machineLine(chromium?: string): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const load = loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
  const parts = [`${availableParallelism()} cores (${model})`, `${Math.round(totalmem() / 2 ** 30)} GiB`, `node ${process.versions.node}`];
  if (chromium !== undefined) parts.push(`chromium ${chromium}`);
  return `machine: ${parts.join(', ')}; load average ${load}`;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Bytes of resident memory, and of it the part that is this process's own or its share of what several use. */
export function memoryOf(pid: number): { readonly rss: number; readonly pss: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const bytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
    return { rss: bytes('Rss'), pss: bytes('Pss') };
  } catch {
    return null;
  }
}
