import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from '../../core/contract/index.ts';
import { namesIn } from './camera.ts';
import { type DoctorContext, fail, ok, type Probe, warn } from './check.ts';

const PAGE = fileURLToPath(new URL('../../dist/renderer/index.html', import.meta.url));
const ELECTRON = fileURLToPath(new URL('../../node_modules/electron', import.meta.url));

export const displayProbes: readonly Probe[] = [
  { name: 'screen', run: (context) => [screen(context)] },
  { name: 'browser', run: ({ env }) => [browser(env)] },
  { name: 'electron', run: () => [electron()] },
  { name: 'graphics', run: (context) => [graphics(context)] },
];

function screen({ running }: DoctorContext): Check {
  if (running?.vitals().screen === true) return ok('screen', 'connected');
  return existsSync(PAGE) ? ok('screen', 'built') : fail('screen', 'not built', 'Run npm start, which builds it.');
}

function browser(env: NodeJS.ProcessEnv): Check {
  const remedy = 'Install Chromium or Chrome, or name one with FOYER_CHROMIUM; any browser can open the address by hand.';
  const asked = env.FOYER_CHROMIUM;
  if (asked) return existsSync(asked) ? ok('browser', asked) : warn('browser', `FOYER_CHROMIUM is ${asked}, which does not exist`, remedy);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe', 'msedge.exe'];
  const folders = (env.PATH ?? '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  return found === undefined ? warn('browser', 'no Chromium-class browser on the path', remedy) : ok('browser', found);
}

function electron(): Check {
  const remedy = 'Run npm start -- --electron to fetch it; the browser shell does the same without it.';
  if (process.versions.electron !== undefined) return ok('electron', process.versions.electron);
  try {
    const path = join(ELECTRON, 'dist', readFileSync(join(ELECTRON, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? ok('electron', path) : warn('electron', 'the runtime is not here', remedy);
  } catch {
    return warn('electron', 'the runtime is not here', remedy);
  }
}

/** The screen draws without a GPU as well, at the cost of the processor that also hears. */
function graphics({ platform, root }: DoctorContext): Check {
  if (platform !== 'linux') return ok('graphics', 'cannot be asked here; chrome://gpu in a browser tells');
  const nodes = namesIn(join(root, '/dev/dri')).filter((name) => name.startsWith('renderD'));
  if (nodes.length === 0)
    return warn(
      'graphics',
      'no GPU (/dev/dri has no render node): the processor draws, without WebGL the companion is a still picture',
      'Load the driver of the GPU; in a virtual machine, pass one through.',
    );
  const closed = nodes.filter((name) => !usable(join(root, '/dev/dri', name)));
  if (closed.length === nodes.length)
    return warn(
      'graphics',
      `/dev/dri/${closed[0]} may not be opened by this user`,
      'Put the user that runs the browser into the group "render".',
    );
  return ok('graphics', `/dev/dri/${nodes.filter((name) => !closed.includes(name)).join(', ')}`);
}

function usable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
