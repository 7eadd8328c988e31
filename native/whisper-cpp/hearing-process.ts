import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Readable, Writable } from 'node:stream';

export interface HearingProcessOptions {
  readonly program: string;
  readonly modelFile: string;
  readonly threads: number;
  /** "en", or "auto". */
  readonly language: string;
}

export interface HearingProcess {
  readonly language: string;
  readonly pid: number;
  /** It has loaded the model, or has ended. */
  readonly loaded: Promise<void>;
  /** It ended before it was given anything. */
  readonly dead: boolean;
  /** Gives it a WAV file and waits for the end. @throws ProcessFailed */
  run(wav: Uint8Array): Promise<{ readonly output: Buffer; readonly messages: string }>;
  kill(): void;
}

/** The program ended by a signal or with an error; the message has its last words. */
export class ProcessFailed extends Error {
  override readonly name = 'ProcessFailed';
}

const MESSAGE_BYTES = 8000;
const LAST_OF_LOADING = 'compute buffer (decode)';

/**
 * One process of whisper.cpp's program, good for one utterance. It loads the model and then waits for its standard input, so one
 * that is started ahead of time has loaded when the guest has finished speaking. Speech goes through pipes only: never on disk,
 * in an argument, or over a port.
 */
export function startHearingProcess(options: HearingProcessOptions): HearingProcess {
  const { program, modelFile, threads, language } = options;
  const args = ['-m', modelFile, '-f', '-', '-l', language, '-t', String(threads), '-bs', '1', '-bo', '1', '-nt', '-nf', '-pc'];
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(program, args, {
    cwd: tmpdir(),
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {},
  });
  let onLoaded = () => {};
  const loaded = new Promise<void>((resolve) => {
    onLoaded = resolve;
  });
  const output: Buffer[] = [];
  let messages = '';
  let ended: { readonly ok: boolean; readonly why: string } | null = null;
  const exited = new Promise<void>((resolve) => {
    const end = (ok: boolean, why: string) => {
      ended ??= { ok, why };
      resolve();
      onLoaded();
    };
    child.once('error', (error) => end(false, error.message));
    child.once('close', (code, signal) => end(code === 0, signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`));
  });
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    messages = (messages + chunk.toString()).slice(-MESSAGE_BYTES);
    if (messages.includes(LAST_OF_LOADING)) onLoaded();
  });
  // The process may die while it is being written to; its end tells that.
  child.stdin.on('error', () => undefined);
  return {
    language,
    pid: child.pid ?? 0,
    loaded,
    get dead() {
      return ended !== null;
    },
    async run(wav) {
      child.stdin.end(wav);
      await exited;
      if (ended?.ok === true) return { output: Buffer.concat(output), messages };
      const said = messages.split('\n').findLast((line) => /error|failed|invalid|bad/i.test(line));
      throw new ProcessFailed(said === undefined ? (ended?.why ?? 'it ended') : `${ended?.why}: ${said.trim()}`);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
