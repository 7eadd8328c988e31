import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withProgress } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { createState } from './state.mjs';

const STALL_MS = 20_000;
const LIMIT_MS = 180_000;
const RETRY_AFTER_MS = 24 * 3600_000;

/**
 * Electron's executable. Fetched with Electron's own installer (which checks the checksum it was
 * published with); gives up when nothing arrives for 20 s, and then leaves it for a day.
 * @param {string} root
 * @param {string} node
 * @param {{retry?: boolean}} [options] retry: try again though the last download failed lately
 * @returns {Promise<{path: string} | {path: null, reason: string}>}
 */
export async function ensureElectron(root, node, options = {}) {
  const installed = electronPath(root);
  if (installed !== null) return { path: installed };
  if (!existsSync(join(root, 'node_modules/electron/install.js'))) return { path: null, reason: 'the electron package is not installed' };
  const state = createState(root);
  const last = state.read('electron');
  if (!options.retry && last?.failedAt !== undefined && Date.now() - last.failedAt < RETRY_AFTER_MS) {
    return { path: null, reason: couldNot(`${last.reason}; npm start -- --electron tries again`) };
  }
  const reason = await withProgress('fetching the Electron runtime', (report) => download(root, node, state.folder, report));
  const path = electronPath(root);
  if (path !== null) return { path };
  state.write('electron', { failedAt: Date.now(), reason });
  return { path: null, reason: couldNot(reason) };
}

function couldNot(reason) {
  return `Electron's runtime could not be downloaded (${reason})`;
}

/** @param {string} root */
export function electronPath(root) {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules/electron/dist');
  try {
    const path = join(folder, readFileSync(join(root, 'node_modules/electron/path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

async function download(root, node, stateFolder, report) {
  // The installer downloads into the temporary folder it is given: its size is the progress.
  const folder = join(stateFolder, 'electron-download');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let lastBytes = 0;
  let lastGrewMs = performance.now();
  const stalled = () => {
    const bytes = folderBytes(folder);
    if (bytes !== lastBytes) {
      lastBytes = bytes;
      lastGrewMs = performance.now();
      report(`${Math.round(bytes / 1e6)} MB`);
    }
    // With everything downloaded the folder stands still while the archive is unpacked.
    return lastBytes === 0 && performance.now() - lastGrewMs > STALL_MS;
  };
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, ELECTRON_GET_NO_PROGRESS: '1', NODE_USE_ENV_PROXY: '1' };
  const result = await runCommand(node, [join(root, 'node_modules/electron/install.js')], { cwd: root, env, limitMs: LIMIT_MS, stalled });
  rmSync(folder, { recursive: true, force: true });
  if (result.why === 'stalled') return `nothing arrived within ${STALL_MS / 1000} s`;
  if (result.why === 'limit') return `not done within ${LIMIT_MS / 1000} s`;
  return firstReason(result.output) ?? `the installer ended with code ${result.code}`;
}

/** "RequestError: getaddrinfo ENOTFOUND host" → "getaddrinfo ENOTFOUND host" */
function firstReason(output) {
  const line = output.split('\n').find((text) => /error/i.test(text));
  const reason = line
    ?.trim()
    .replace(/^\w*Error:\s*/, '')
    .slice(0, 160);
  return reason === 'fetch failed' ? 'its download server cannot be reached' : reason;
}

function folderBytes(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
