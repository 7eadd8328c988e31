import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FoyerError } from '../core/contract/errors.ts';
import { loadConfig } from '../host/config.ts';
import { createHost } from '../host/create-host.ts';
import { dataDirectory, ensureDataDirectory } from '../host/data-dir.ts';
import { beginStart } from '../host/fleet/begin-start.ts';
import { createLog } from '../host/log.ts';
import { RESTART_EXIT_CODE, startNightlyRestart } from '../host/operate/nightly-restart.ts';
import { createSystemClock } from '../host/system.ts';
import type { FromHost, ToHost } from './channels.ts';
import { createMainPortConnection, type MainPort } from './main-port.ts';
import { createUpdaterPort } from './updater-port.ts';

/** The kiosk's own process: everything that hears, thinks and remembers. The window is another's. */

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ToHost; readonly ports: readonly MainPort[] }) => void): unknown;
  postMessage(message: FromHost): void;
}

const HOST_OPTIONS = { data: { type: 'string' }, now: { type: 'string' }, 'app-rolled-back': { type: 'string' } } as const;

async function main(parent: ParentPort): Promise<void> {
  const { values } = parseArgs({ options: HOST_OPTIONS, strict: false });
  const dataDir = dataDirectory(text(values.data));
  ensureDataDirectory(dataDir);
  const log = createLog({ level: process.env.FOYER_LOG_LEVEL ?? 'info', file: join(dataDir, 'logs', 'kiosk.log') });
  const begun = beginStart(dataDir, log);
  const { config, problems } = loadConfig({ dataDir, overrides: { now: text(values.now) } });
  for (const { key, source, message } of problems) log.warn('config.problem', { key, source, message });
  const end = (code: number) =>
    void host
      .close()
      .then(begun.endedInOrder)
      .finally(() => process.exit(code));
  const restart = () => end(RESTART_EXIT_CODE);
  const program = createUpdaterPort({
    post: (request) => parent.postMessage(request),
    rolledBack: rolledBack(text(values['app-rolled-back'])),
  });
  const host = await createHost({
    dataDir,
    config,
    problems,
    log,
    shell: { restart, ...(stays(process.env) ? {} : { quit: () => parent.postMessage({ type: 'quit' }) }) },
    app: program,
  });
  parent.on('message', ({ data, ports }) => {
    if (data.type === 'close') end(0);
    else if (data.type === 'ping') parent.postMessage({ type: 'pong' });
    else if (data.type === 'app.staged') program.answer(data);
    else for (const port of ports) host.connect(createMainPortConnection(port));
  });
  startNightlyRestart({ ...host, at: config.operate.restartAt, restart, clock: createSystemClock(config.now), log });
  parent.postMessage({ type: 'ready' });
}

/** Whoever started the program starts it again whatever happens, so that ending it means nothing. */
function stays(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env.NOTIFY_SOCKET) || env.FOYER_SUPERVISED === 'always';
}

/** As AppUpdates.args has it. */
function rolledBack(told: string | undefined): { readonly version: string; readonly why: string } | null {
  return told === undefined ? null : (JSON.parse(told) as { version: string; why: string });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const parent = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
if (parent === undefined) throw new Error('this is started by the desktop shell, not by hand');
main(parent).catch((error: unknown) => {
  const remedy = error instanceof FoyerError ? error.remedy : undefined;
  parent.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error), remedy });
  process.exit(1);
});
