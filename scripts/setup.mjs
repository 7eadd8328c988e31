import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './setup/builds.mjs';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { ensureNode } from './setup/node-binary.mjs';

/** The repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Dependencies and Node 24: what everything else needs. */
export async function setUpBase() {
  await ensureDependencies(ROOT);
  return { root: ROOT, node: await ensureNode(ROOT) };
}

/**
 * Everything `npm start` needs. The Electron runtime is never fetched in CI.
 * @param {{electron: 'try' | 'retry' | 'never'}} options
 */
export async function setUpForStart(options) {
  const { root, node } = await setUpBase();
  await ensureBuild(root, node, 'renderer');
  await ensureBuild(root, node, 'phone');
  await ensureBuild(root, node, 'operator');
  const electron = await electronForStart(root, node, options.electron);
  if (electron.path !== null) await ensureBuild(root, node, 'electron');
  return { root, node, electron };
}

async function electronForStart(root, node, wanted) {
  if (wanted === 'never') return { path: null, reason: null };
  if (process.env.CI) return { path: null, reason: 'Electron is not started in CI' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { path: null, reason: 'there is no display for Electron' };
  if (process.getuid?.() === 0) return { path: null, reason: 'Electron does not run as root' };
  return ensureElectron(root, node, { retry: wanted === 'retry' });
}

/** Everything `npm test` needs: the built screen, and a Chromium if one can be had. */
export async function setUpForTests() {
  const { root, node } = await setUpBase();
  await ensureBuild(root, node, 'renderer');
  await ensureBuild(root, node, 'phone');
  await ensureBuild(root, node, 'operator');
  return { root, node, chromium: await ensureChromium(root, node, { fetch: true }) };
}

/** The environment of programs started from here: our Node first on the path. */
export function environment(root, node, extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const separator = process.platform === 'win32' ? ';' : ':';
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env[key] ?? ''].join(separator);
  return { ...process.env, [key]: path, ...extra };
}
