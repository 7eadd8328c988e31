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

export function startChild(args: readonly string[], onLine: (line: string) => void, onGone: () => void = () => {}): Child {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  let alive = true;
  const gone = once(child, 'exit').then(() => {
    alive = false;
    children.delete(child);
    onGone();
  });
  // What is written to one that has just been killed.
  child.stdin.on('error', () => {});
  createInterface(child.stdout).on('line', onLine);
  return {
    get alive() {
      return alive;
    },
    write: (line) => void child.stdin.write(`${line}\n`),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
