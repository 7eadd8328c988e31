import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, tail } from './run-command.mjs';
import { createState } from './state.mjs';
import { StepError } from './step-error.mjs';

const WANTED_MAJOR = 24;
const STEP = `looking for Node ${WANTED_MAJOR}`;

/**
 * The Node that runs everything else: the one npm installed for this platform, else this one where
 * it is new enough.
 * @param {string} root
 * @returns {Promise<string>} path of the executable
 */
export async function ensureNode(root) {
  const installed = installedNode(root);
  if (installed === null) {
    if (major(process.version) >= WANTED_MAJOR) return process.execPath;
    throw new StepError(
      STEP,
      `There is no Node ${WANTED_MAJOR} package for ${process.platform} ${process.arch}, and this Node is ${process.version}.`,
      `Install Node ${WANTED_MAJOR} or newer and run the command again.`,
    );
  }
  const state = createState(root);
  const known = state.read('node');
  if (known?.path === installed.path && known.version === installed.version) return installed.path;
  const result = await runCommand(installed.path, ['--version'], { limitMs: 20_000 });
  if (result.code === 0 && major(result.output.trim()) >= WANTED_MAJOR) {
    state.write('node', installed);
    return installed.path;
  }
  if (major(process.version) >= WANTED_MAJOR) return process.execPath;
  throw new StepError(
    STEP,
    `${installed.path} does not run here: ${tail(result.output, 3) || `exit code ${result.code}`}`,
    `Install Node ${WANTED_MAJOR} or newer and run the command again.`,
  );
}

function installedNode(root) {
  const names = [
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ];
  for (const name of names) {
    const folder = join(root, 'node_modules', name);
    const path = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(path)) return { path, version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version };
  }
  return null;
}

function major(version) {
  return Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);
}
