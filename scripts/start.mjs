import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureChromium } from './setup/chromium.mjs';
import { runShown } from './setup/run-command.mjs';
import { reportStepError } from './setup/step-error.mjs';
import { environment, ROOT, setUpForStart } from './setup.mjs';

/** As in host/operate/nightly-restart.ts. */
const RESTART_EXIT_CODE = 75;

const HELP = `npm start [-- options]
  --browser     the browser shell, even where Electron is there
  --electron    try again to fetch Electron's runtime
  --no-open     do not open a browser
  --port N, --data DIR, --now ISO    as of "foyer kiosk"`;

/** `npm start`: Electron where its runtime is there or can be had, else the browser shell. */
async function main(args) {
  if (args.includes('--help')) {
    console.log(HELP);
    return 0;
  }
  const wanted = args.includes('--browser') ? 'never' : args.includes('--electron') ? 'retry' : 'try';
  const open = !args.includes('--no-open') && hasDisplay();
  const passed = args.filter((arg) => !['--browser', '--electron', '--no-open'].includes(arg));
  const { root, node, electron } = await setUpForStart({ electron: wanted });
  const env = environment(root, node);
  if (electron.path !== null) return runShown(electron.path, [root, ...passed], { cwd: root, env });
  if (electron.reason !== null) console.error(`foyer: ${electron.reason}: running the browser shell instead`);
  return runBrowserShell(root, node, env, passed, open);
}

/** Serves the kiosk until Ctrl-C, and opens a browser window on it once it says where it is. */
function runBrowserShell(root, node, env, args, open) {
  return new Promise((resolve) => {
    let child;
    let closeBrowser = null;
    const openOnce = (url) => {
      if (!open || closeBrowser !== null) return;
      closeBrowser = () => undefined;
      void openBrowser(root, node, url).then((close) => (closeBrowser = close), reportStepError);
    };
    // The terminal sends Ctrl-C to the kiosk as well; it closes in its own time and we follow.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    // npm does not pass SIGTERM on to us; its shell dies, and we are somebody else's child.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
    const begin = () => {
      child = spawn(node, [join(root, 'cli/main.ts'), 'kiosk', ...args], {
        cwd: process.cwd(),
        // What its operator menu offers depends on who starts it again, and when.
        env: { ...env, FOYER_SUPERVISED: String(RESTART_EXIT_CODE) },
        stdio: ['inherit', 'pipe', 'inherit'],
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        console.log(line);
        const url = /^Foyer is ready at (\S+)/.exec(line)?.[1];
        if (url !== undefined) openOnce(url);
      });
      child.on('error', (error) => {
        console.error(`foyer: cannot start the kiosk: ${error.message}`);
        resolve(1);
      });
      child.on('close', (code, signal) => {
        // Its nightly restart: the browser that is open on it finds it again by itself.
        if (code === RESTART_EXIT_CODE) return begin();
        closeBrowser?.();
        resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
      });
    };
    begin();
  });
}

/** A window of its own, with a profile that leaves nothing behind; without a Chromium, whatever opens addresses here. */
async function openBrowser(root, node, url) {
  const chromium = await ensureChromium(root, node, { fetch: false });
  if (chromium.path === null || process.getuid?.() === 0) return openDefaultBrowser(url);
  const profile = mkdtempSync(join(tmpdir(), 'foyer-browser-'));
  const args = [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--autoplay-policy=no-user-gesture-required',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const browser = spawn(chromium.path, args, { stdio: 'ignore' });
  browser.on('error', (error) => console.error(`foyer: cannot open ${chromium.path}: ${error.message}`));
  browser.once('close', () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 }));
  return () => browser.kill();
}

function openDefaultBrowser(url) {
  const openers = { darwin: ['open', url], win32: ['cmd.exe', '/d', '/c', 'start', '""', url.replaceAll('&', '^&')] };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open', url];
  // The address is on the screen already, for whoever has to open it by hand.
  spawn(command, args, { stdio: 'ignore' }).on('error', () => undefined);
  return () => undefined;
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

try {
  process.chdir(ROOT);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = reportStepError(error);
}
