import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program of ours whose lines are read and which may be killed at any moment. */
export interface Child {
  readonly alive: boolean;
  write(line: string): void;
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>;
}

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

export interface ChildOptions {
  onLine(line: string): void;
  /** It ended, killed or not. */
  onGone(): void;
  /** What it writes to stderr. Default: as this process's own. */
  readonly onStderr?: (line: string) => void;
}

export function startChild(args: readonly string[], { onLine, onGone, onStderr }: ChildOptions): Child {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', onStderr === undefined ? 'inherit' : 'pipe'] });
  children.add(child);
  let alive = true;
  const gone = once(child, 'exit').then(() => {
    alive = false;
    children.delete(child);
    onGone();
  });
  // What is written to one that has just been killed.
  child.stdin?.on('error', () => {});
  if (child.stdout !== null) createInterface(child.stdout).on('line', onLine);
  if (child.stderr !== null && onStderr !== undefined) createInterface(child.stderr).on('line', onStderr);
  return {
    get alive() {
      return alive;
    },
    write: (line) => void child.stdin?.write(`${line}\n`),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
