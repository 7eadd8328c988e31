import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface RunningProcess {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything it wrote to stdout and stderr so far. */
  output(): string;
  /** Resolves when the speech engines of a kiosk are up. */
  hearing(): Promise<void>;
  /** Resolves when a line of its output matches. */
  waitFor(pattern: RegExp, limitMs?: number): Promise<RegExpMatchArray>;
  /** Resolves when it has ended, whatever ended it. */
  ended(): Promise<void>;
  /** Ends it and waits. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface KioskProcessOptions {
  readonly dataDir?: string;
  readonly port?: number;
  readonly now?: string;
  /** Its config.yaml. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** For tests of something else: no guest is asked whether they are still there because the machine is busy. */
export const PATIENT = 'idle: { warnAfterMs: 300000, resetAfterMs: 60000 }\n';

/** A kiosk as an operator starts it: `foyer kiosk` in a process of its own. */
export async function startKiosk(options: KioskProcessOptions = {}): Promise<RunningProcess> {
  const dataDir = options.dataDir ?? newDataDir();
  if (options.config !== undefined) writeFileSync(join(dataDir, 'config.yaml'), options.config);
  const args = ['kiosk', '--port', String(options.port ?? 0), '--data', dataDir, ...(options.now ? ['--now', options.now] : [])];
  const running = startFoyer(args, dataDir, options.env);
  const [, url] = await running.waitFor(/(https?:\/\/127\.0\.0\.1:\d+\/\S*)/);
  return { ...running, url: url ?? '' };
}

/** `foyer …` as a long-lived process. */
export function startFoyer(args: readonly string[], dataDir: string, env: Readonly<Record<string, string>> = {}): RunningProcess {
  const child = spawn(process.execPath, [join(ROOT, 'cli/main.ts'), ...args], {
    cwd: ROOT,
    env: { ...process.env, FOYER_LOG: 'stderr', FOYER_AUTO_INSTALL: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting = new Set<() => void>();
  const take = (chunk: Buffer) => {
    text += chunk.toString();
    for (const check of waiting) check();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // However the tests end, no kiosk is left.
  const abandon = () => child.kill('SIGKILL');
  process.once('exit', abandon);
  child.once('exit', () => process.off('exit', abandon));
  child.once('exit', () => {
    for (const check of waiting) check();
  });

  const waitFor = (pattern: RegExp, limitMs = 120_000) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const finish = (act: () => void) => {
        clearTimeout(timer);
        waiting.delete(check);
        act();
      };
      const check = () => {
        const match = text.match(pattern);
        if (match !== null) return finish(() => resolve(match));
        if (child.exitCode !== null)
          finish(() => reject(new Error(`foyer ${args[0]} ended with ${child.exitCode} before ${pattern}:\n${text}`)));
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`foyer ${args[0]} printed no ${pattern} in ${limitMs} ms:\n${text}`))),
        limitMs,
      );
      waiting.add(check);
      check();
    });

  return {
    url: '',
    dataDir,
    pid: child.pid ?? -1,
    output: () => text,
    async hearing() {
      await waitFor(/whisper\.ready/);
      await waitFor(/flite\.ready/);
    },
    waitFor,
    ended: () => exited,
    stop: (signal = 'SIGTERM') => stop(child, exited, signal),
  };
}

async function stop(child: ChildProcess, exited: Promise<void>, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(timer);
}

export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'foyer-e2e-'));
}

export function removeDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}
