import { spawn } from 'node:child_process';

const KEPT_OUTPUT = 8000;

/**
 * Runs a program to its end, with its output kept rather than shown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number, quietLimitMs?: number, stalled?: () => boolean, keep?: number}} [options]
 *   limitMs: killed after that long. quietLimitMs: killed when it printed nothing for that long. stalled: asked once a second; killed when it says true.
 *   keep: characters kept of the output's end.
 * @returns {Promise<{code: number, output: string, why: 'exit' | 'limit' | 'stalled' | 'not-started'}>}
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    let why = 'exit';
    let lastOutputMs = performance.now();
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own group, so that what it started dies with it.
      detached: process.platform !== 'win32',
    });
    const stop = (reason) => {
      why = reason;
      killTree(child);
    };
    const limit = options.limitMs === undefined ? undefined : setTimeout(stop, options.limitMs, 'limit');
    const quiet = () => options.quietLimitMs !== undefined && performance.now() - lastOutputMs > options.quietLimitMs;
    const watch = setInterval(() => (options.stalled?.() || quiet()) && stop('stalled'), 1000);
    const onSignal = () => killTree(child);
    process.once('SIGINT', onSignal);
    process.once('SIGTERM', onSignal);
    const finish = (code) => {
      clearTimeout(limit);
      clearInterval(watch);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
      resolve({ code, output, why });
    };
    const keep = (chunk) => {
      lastOutputMs = performance.now();
      output = (output + chunk).slice(-(options.keep ?? KEPT_OUTPUT));
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      why = 'not-started';
      output = error.message;
      finish(127);
    });
    child.on('close', (code, signal) => why !== 'not-started' && finish(code ?? (signal === null ? 1 : 130)));
  });
}

function killTree(child) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/**
 * Runs a program with this terminal; Ctrl-C and SIGTERM reach it once, and its end is ours.
 * @returns {Promise<number>} its exit code
 */
export function runShown(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    // A terminal sends Ctrl-C to the whole group already; SIGTERM comes to us alone.
    const ignore = () => undefined;
    const forward = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore);
    process.on('SIGTERM', forward);
    const finish = (code) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`foyer: cannot start ${command}: ${error.message}`);
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 130 : 1)));
  });
}

/** The last lines of a program's output, for an error message. */
export function tail(output, lines = 12) {
  return output.trim().split('\n').slice(-lines).join('\n');
}
