import { type Command, InvalidArgumentError } from 'commander';
import { registerEnrol } from '../cloud/enrol-command.ts';
import { registerPin } from '../kiosk/pin-command.ts';

interface KioskOptions {
  readonly port?: number;
  readonly data?: string;
  readonly now?: string;
}

/** Closing takes moments; longer than this and something hangs. */
const CLOSE_LIMIT_MS = 5000;

export function registerKiosk(program: Command): void {
  const kiosk = program
    .command('kiosk')
    .description('serves the browser shell: the kiosk in any Chromium-class browser')
    .option('--port <n>', 'port to listen on, 0 for any free one (default: web.port of the configuration)', portNumber)
    .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
    .option('--now <iso>', 'pins the venue\'s clock: "2026-11-22T14:00"')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- kiosk --port 4310 --data .foyer --now 2026-11-22T14:00')
    .action(runKiosk);
  registerEnrol(kiosk);
  registerPin(kiosk);
}

async function runKiosk(options: KioskOptions): Promise<void> {
  const { join } = await import('node:path');
  const { fileURLToPath } = await import('node:url');
  const { loadConfig } = await import('../../host/config.ts');
  const { dataDirectory, ensureDataDirectory, keptSecret } = await import('../../host/data-dir.ts');
  const { createLog } = await import('../../host/log.ts');
  const { beginStart } = await import('../../host/fleet/begin-start.ts');
  const { createHost } = await import('../../host/create-host.ts');
  const { themeFolder } = await import('../../host/theme/load-theme.ts');
  const { RESTART_EXIT_CODE, startNightlyRestart } = await import('../../host/operate/nightly-restart.ts');
  const { shellControl } = await import('../../host/operate/operator-tools.ts');
  const { startServiceWatchdog } = await import('../../host/operate/service-watchdog.ts');
  const { createSystemClock } = await import('../../host/system.ts');
  const { randomToken } = await import('../../web/access.ts');
  const { createWebServer } = await import('../../web/web-server.ts');
  const { printNote, printResult } = await import('../output.ts');

  const dataDir = dataDirectory(options.data);
  ensureDataDirectory(dataDir);
  const logFile = join(dataDir, 'logs', 'kiosk.log');
  const log = createLog({ level: process.env.FOYER_LOG_LEVEL ?? 'info', ...(process.env.FOYER_LOG === 'stderr' ? {} : { file: logFile }) });
  const begun = beginStart(dataDir, log);
  const { config, problems } = loadConfig({ dataDir, overrides: { now: options.now, web: { port: options.port } } });
  for (const problem of problems) {
    log.warn('config.problem', { key: problem.key, source: problem.source, message: problem.message });
    printNote(`foyer: ${problem.message}; its default is used`);
  }
  const restart = Promise.withResolvers<void>();
  const quit = Promise.withResolvers<void>();
  const shell = shellControl(process.env, { restart: restart.resolve, quit: quit.resolve });
  const host = await createHost({ dataDir, config, problems, log, shell });
  const secrets = {
    sessionKey: keptSecret(dataDir, 'web-session.key', () => Buffer.from(randomToken())),
    // For a supervisor that opens the browser itself and has to know the address beforehand.
    ...(process.env.FOYER_WEB_TOKEN ? { token: process.env.FOYER_WEB_TOKEN } : {}),
  };
  const staticDir = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
  const server = await createWebServer({ host, config, staticDir, themeDir: themeFolder(dataDir), log, ...secrets }).catch(
    async (error: unknown) => {
      await host.close();
      // Nothing that is on trial may change where the page is served.
      begun.endedInOrder();
      throw error;
    },
  );
  // Waiting for the signal before saying "ready": whoever reads that line may stop us at once.
  const stopped = untilStopped();
  const clock = createSystemClock(config.now);
  const night = startNightlyRestart({ ...host, at: config.operate.restartAt, restart: restart.resolve, clock, log });
  const watchdog = startServiceWatchdog({ env: process.env, clock, log });
  printResult(`Foyer is ready at ${server.url}`);
  printNote(`Log: ${logFile}. Ctrl-C ends it.`);
  const why = await Promise.race([stopped.then(() => 'stopped'), quit.promise.then(() => 'quit'), restart.promise.then(() => 'restart')]);
  if (why === 'restart') process.exitCode = RESTART_EXIT_CODE;
  night.close();
  watchdog.close();
  const forced = setTimeout(() => process.exit(1), CLOSE_LIMIT_MS);
  await server.close();
  await host.close();
  begun.endedInOrder();
  clearTimeout(forced);
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(130));
      process.once('SIGTERM', () => process.exit(143));
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('a whole number from 0 to 65535');
  return port;
}
