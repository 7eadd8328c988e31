import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processes of the Chromium that has this profile folder.
 * @param type "renderer", "gpu-process", "utility"; null: the browser's own
 */
export function chromiumProcesses(profileDir: string, type: string | null): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const command = commandOf(pid);
      const own = /--type=(\S+)/.exec(command)?.[1] ?? null;
      return command.includes(`--user-data-dir=${profileDir}`) && /chrom/i.test(command.split(' ')[0] ?? '') && own === type;
    })
    .map(Number);
}

/** Processes come and go while they are listed. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
