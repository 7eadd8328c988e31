import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  MessageChannelMain,
  type MessagePortMain,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  utilityProcess,
} from 'electron';
import { dataDirectory } from '../host/data-dir.ts';
import { createLog } from '../host/log.ts';
import { startServiceWatchdog } from '../host/operate/service-watchdog.ts';
import { createSystemClock } from '../host/system.ts';
import { themeFolder } from '../host/theme/load-theme.ts';
import { MOMENT_URL, SCHEME } from './channels.ts';
import { createGpuGuard } from './gpu-guard.ts';
import { installHandshake } from './handshake.ts';
import { createHostSupervisor, type HostProcess } from './host-supervisor.ts';
import { installLastResort } from './last-resort.ts';
import { comeForward, fillDisplay, keepOpen, lockInput } from './lockdown.ts';
import { createPageFiles } from './page-files.ts';
import { watchPage } from './page-watchdog.ts';
import { relaunch } from './relaunch.ts';
import releaseKeys from './release-keys.json' with { type: 'json' };
import { secureContents, secureSession } from './security.ts';
import type { FeedUpdater } from './updater.ts';
import { createAppUpdates } from './updater-main.ts';
import { createKioskWindow } from './window.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** Native code and worker threads need real files: they lie beside the archive. */
const unpacked = here.replace(/app\.asar(?=[/\\]|$)/, 'app.asar.unpacked');

const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { data: { type: 'string' }, now: { type: 'string' }, kiosk: { type: 'boolean' } },
  strict: false,
});
const kiosk = app.isPackaged || values.kiosk === true;
const log = createLog({ level: process.env.FOYER_LOG_LEVEL ?? 'info' });

function dataArgument(): string | undefined {
  return typeof values.data === 'string' ? values.data : app.isPackaged ? join(app.getPath('userData'), 'kiosk') : undefined;
}

function hostArguments(): string[] {
  const data = dataArgument();
  return [...(data === undefined ? [] : ['--data', data]), ...(typeof values.now === 'string' ? ['--now', values.now] : [])];
}

const clock = createSystemClock();
const again = { app, env: process.env, argv: process.argv.slice(1) };
const gpu = createGpuGuard({
  file: join(app.getPath('userData'), 'gpu.json'),
  wallMs: Date.now,
  relaunch: () => relaunch(again, 'quit'),
  log,
});

function start(): void {
  const updates = createAppUpdates({
    app,
    env: process.env,
    relaunch: () => relaunch(again, 'quit'),
    platform: process.platform,
    keys: releaseKeys.keys,
    loadUpdater: async () => (await import('electron-updater')).autoUpdater as FeedUpdater,
    clock,
    log,
  });
  if (updates.closing) return;
  if (kiosk) Menu.setApplicationMenu(null);
  secureSession(session.defaultSession);
  protocol.handle(SCHEME, createPageFiles(join(here, '../renderer'), themeFolder(dataDirectory(dataArgument()))));
  const host = createHostSupervisor<MessagePortMain>({
    fork: () =>
      utilityProcess.fork(join(unpacked, 'host-process.js'), [...hostArguments(), ...updates.args], {
        serviceName: 'foyer-kiosk',
        env: { ...process.env, ...updates.env },
      }) as HostProcess<MessagePortMain>,
    onUpdate: updates.handle,
    onQuit: () => app.quit(),
    onUp: (up) => updates.up('host', up),
    clock,
    log,
  });
  const window = createKioskWindow({ create: (options) => new BrowserWindow(options), preload: join(here, 'preload.cjs'), kiosk });
  const watchdog = watchPage(window.webContents, { clock, log });
  installHandshake({ ipcMain, createChannel: () => new MessageChannelMain(), host, log, onAsked: watchdog.alive });
  window.webContents.on('did-finish-load', () => updates.up('page', window.webContents.getURL() !== MOMENT_URL));
  window.webContents.on('render-process-gone', () => updates.up('page', false));
  const service = startServiceWatchdog({ env: process.env, clock, log });
  let closed = false;
  let ending = false;
  if (kiosk) {
    lockInput(window.webContents);
    keepOpen(window, () => ending);
    fillDisplay({ screen, window, primaryBounds: () => screen.getPrimaryDisplay().bounds, clock });
    powerSaveBlocker.start('prevent-display-sleep');
  }
  // A microphone that was open when the machine slept is dead, and tells nobody.
  powerMonitor.on('resume', () => watchdog.reload('the machine woke up'));
  app.on('child-process-gone', (_event, { type, reason }) =>
    type === 'GPU' ? gpu.gone(reason) : log.warn('process.gone', { type, reason }),
  );
  app.on('second-instance', () => comeForward(window));
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    ending = true;
    watchdog.close();
    service.close();
    updates.close();
    void host.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

// These have to come before the app is ready.
app.enableSandbox();
if (gpu.software) app.disableHardwareAcceleration();
installLastResort({ process, restart: () => relaunch(again, 'exit'), clock, log });
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
]);
secureContents(app);
if (!app.requestSingleInstanceLock()) app.quit();
else {
  app.on('window-all-closed', () => app.quit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  void app.whenReady().then(start);
}
