import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProgress } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { createState, hashSources } from './state.mjs';
import { StepError } from './step-error.mjs';

const STEP = 'installing the dependencies';

/**
 * Installs exactly what package-lock.json says, when node_modules is missing or the lock changed.
 * @param {string} root
 * @returns {Promise<boolean>} whether anything was installed
 */
export async function ensureDependencies(root) {
  const state = createState(root);
  const lock = hashSources(root, ['package-lock.json']);
  if (state.read('dependencies')?.lock === lock) return false;
  if (installedMatchesLock(root)) {
    state.write('dependencies', { lock });
    return false;
  }
  await withProgress(STEP, async () => {
    const { command, args } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    const result = await runCommand(command, args, { cwd: root });
    if (result.code !== 0) {
      throw new StepError(
        STEP,
        reason(result.output),
        'See that the package registry can be reached (npm ping) and run the command again.',
      );
    }
  });
  state.write('dependencies', { lock });
  return true;
}

/** npm says what is wrong first, and then explains its usage at length. */
function reason(output) {
  const lines = output.split('\n').filter((line) => /^npm error\s+\S/.test(line));
  return (lines.length > 0 ? lines : output.trim().split('\n')).slice(0, 10).join('\n');
}

/** npm's own record of what lies in node_modules agrees with the lock: somebody ran npm by hand. */
function installedMatchesLock(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '' || (entry.optional && installed[path] === undefined)) return true;
      return installed[path]?.version === entry.version && existsSync(join(root, path));
    });
  } catch {
    return false;
  }
}

/** The npm that started us where there is one: on Windows a plain "npm" cannot be spawned. */
export function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js') && existsSync(cli)) return { command: process.execPath, args: [cli, ...args] };
  return process.platform === 'win32' ? { command: 'cmd.exe', args: ['/d', '/s', '/c', 'npm', ...args] } : { command: 'npm', args };
}
