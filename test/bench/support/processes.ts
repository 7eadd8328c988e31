import { readdirSync, readFileSync } from 'node:fs';
import { memoryOf } from './report.ts';

/** By process, in bytes. */
export type MemoryByProcess = ReadonlyMap<string, { readonly rss: number; readonly pss: number }>;

/** The kiosk and every Chromium process under this one. Several of a kind are added up. */
export function memoryByProcess(kioskPid: number): MemoryByProcess {
  const memory = new Map<string, { rss: number; pss: number }>();
  const add = (name: string, pid: number) => {
    const own = memoryOf(pid);
    const sum = memory.get(name) ?? { rss: 0, pss: 0 };
    if (own !== null) memory.set(name, { rss: sum.rss + own.rss, pss: sum.pss + own.pss });
  };
  add('kiosk', kioskPid);
  for (const pid of descendants(process.pid)) {
    const name = chromiumPart(pid);
    if (name !== null) add(name, pid);
  }
  return memory;
}

function chromiumPart(pid: number): string | null {
  const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  if (!/chrom/i.test(command.split(' ')[0] ?? '')) return null;
  const type = /--type=(\S+)/.exec(command)?.[1];
  if (type === undefined) return 'chromium browser';
  const service = /--utility-sub-type=([\w]+)/.exec(command)?.[1];
  return `chromium ${service ?? type}`;
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    // "pid (command) state ppid …"; the command may hold anything.
    const parent = Number(
      read(`/proc/${name}/stat`)
        .replace(/^.*\)\s+\S+\s+/s, '')
        .split(' ')[0],
    );
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (pid: number): number[] => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(root);
}

/** Processes come and go while they are listed. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Files, sockets and pipes a process has open. */
export function openHandles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
