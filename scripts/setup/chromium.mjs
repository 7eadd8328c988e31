import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withProgress } from './progress.mjs';
import { runCommand, tail } from './run-command.mjs';
import { createState } from './state.mjs';
import { StepError } from './step-error.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const LIMIT_MS = 240_000;
const QUIET_LIMIT_MS = 60_000;
const RETRY_AFTER_MS = 3600_000;

/**
 * A Chromium-class browser: FOYER_CHROMIUM, else one installed on this machine; for tests also
 * Playwright's own, else Debian's package where that is allowed.
 * @param {string} root
 * @param {string} node
 * @param {{fetch: boolean}} options fetch: get one where none is found
 * @returns {Promise<{path: string} | {path: null, reason: string}>}
 */
export async function ensureChromium(root, node, { fetch }) {
  const asked = process.env.FOYER_CHROMIUM;
  if (asked !== undefined && asked !== '') {
    if (existsSync(asked)) return { path: asked };
    throw new StepError('looking for a Chromium', `FOYER_CHROMIUM is ${asked}, which does not exist.`, 'Correct or unset FOYER_CHROMIUM.');
  }
  const state = createState(root);
  const found = await findChromium(root, node, state);
  if (found !== null) return { path: found };
  if (!fetch) return { path: null, reason: 'none is installed' };
  const last = state.read('chromium');
  if (last?.failedAt !== undefined && Date.now() - last.failedAt < RETRY_AFTER_MS) return { path: null, reason: last.reason };
  const reasons = [];
  for (const get of [fetchWithPlaywright, fetchWithApt]) {
    const reason = await get(root, node);
    const path = await findChromium(root, node, state);
    if (path !== null) return { path };
    reasons.push(reason);
  }
  const reason = reasons.join('; ');
  state.write('chromium', { failedAt: Date.now(), reason });
  return { path: null, reason };
}

async function findChromium(root, node, state) {
  const known = state.read('chromium')?.path;
  if (known !== undefined && existsSync(known)) return known;
  for (const path of [...candidates(), ...(await playwrightPath(root, node))]) {
    if (!existsSync(path)) continue;
    // Windows' Chrome opens a window for --version; elsewhere a broken wrapper is found out here.
    const works = process.platform === 'win32' || (await runCommand(path, ['--version'], { limitMs: 20_000 })).code === 0;
    if (!works) continue;
    state.write('chromium', { path });
    return path;
  }
  return null;
}

function candidates() {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (process.platform === 'win32') {
    const bases = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
      (base) => base !== undefined,
    );
    return bases.flatMap((base) => [
      join(base, 'Google/Chrome/Application/chrome.exe'),
      join(base, 'Chromium/Application/chrome.exe'),
      join(base, 'Microsoft/Edge/Application/msedge.exe'),
    ]);
  }
  return [
    ...NAMES.flatMap((name) => onPath.map((folder) => join(folder, name))),
    '/opt/google/chrome/chrome',
    '/usr/lib/chromium/chromium',
  ];
}

async function playwrightPath(root, node) {
  const code = "import('playwright-core').then((p) => process.stdout.write(p.chromium.executablePath()))";
  const result = await runCommand(node, ['-e', code], { cwd: root, limitMs: 20_000 });
  return result.code === 0 && result.output.trim() !== '' ? [result.output.trim()] : [];
}

async function fetchWithPlaywright(root, node) {
  const args = [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'];
  const options = { cwd: root, limitMs: LIMIT_MS, quietLimitMs: QUIET_LIMIT_MS };
  const result = await withProgress('fetching a Chromium for the tests', () => runCommand(node, args, options));
  if (result.why !== 'exit') return "Playwright's Chromium did not arrive in time";
  return `Playwright: ${result.output.split('\n').find((line) => /error/i.test(line)) ?? `code ${result.code}`}`;
}

async function fetchWithApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return "Debian's package needs root";
  if (!existsSync('/usr/bin/apt-get')) return 'there is no apt-get';
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return withProgress("installing Debian's chromium package", async () => {
    await runCommand('apt-get', ['update', '-q'], { env, limitMs: LIMIT_MS });
    const result = await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env, limitMs: LIMIT_MS });
    return `apt-get: ${tail(result.output, 1)}`;
  });
}
