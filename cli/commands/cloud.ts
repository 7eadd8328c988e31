import { type Command, InvalidArgumentError } from 'commander';
import { registerCloudAdmin } from '../cloud/admin-commands.ts';
import { registerChannel } from '../cloud/channel-command.ts';
import { registerFleet } from '../cloud/fleet-commands.ts';
import { registerOperators } from '../cloud/operator-commands.ts';

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly database?: string;
  readonly trustProxy?: number | true;
  readonly publicUrl?: string;
  readonly data?: string;
}

export function registerCloud(program: Command): void {
  const cloud = program.command('cloud').description('the memory endpoint that kiosks and channels sync with');
  cloud
    .command('serve')
    .description('serves the memory endpoint, on an embedded database unless a PostgreSQL is given')
    .option('--port <n>', 'port to listen on, 0 for any free one', portNumber, 4320)
    .option('--host <address>', 'address to listen on; put a proxy with TLS before it to serve other machines', '127.0.0.1')
    .option('--database <url>', 'postgres://… (default: the embedded database in DIR/cloud)')
    .option('--trust-proxy [n]', 'believe X-Forwarded-For of so many proxies before it (1), for the limits by address', proxyCount)
    .option('--public-url <url>', 'where browsers find the operator page, such as https://memory.example', publicUrl)
    .option('--data <dir>', 'holds cloud/ (keys, embedded database) and keys/ (badges) (default: FOYER_DATA, else .foyer)')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- cloud serve --port 4320 --data .foyer')
    .action(serve);
  registerCloudAdmin(cloud);
  registerFleet(cloud);
  registerChannel(cloud);
  registerOperators(cloud);
}

async function serve({ port, host, database, trustProxy, publicUrl, data }: ServeOptions): Promise<void> {
  const { serveCloud } = await import('../cloud/serve-cloud.ts');
  const { dataDirectory, ensureDataDirectory } = await import('../../host/data-dir.ts');
  const { createLog } = await import('../../host/log.ts');
  const { loadConfigStrictly } = await import('../../host/config.ts');
  const { printNote, printProgress, printResult } = await import('../output.ts');
  const dataDir = dataDirectory(data);
  ensureDataDirectory(dataDir);
  printProgress('Opening the database…');
  const { badges, memory, cloud: settings } = loadConfigStrictly({ dataDir });
  const cloud = await serveCloud({
    dataDir,
    port,
    host,
    ...(database !== undefined && { database }),
    ...(trustProxy !== undefined && { proxies: trustProxy === true ? 1 : trustProxy }),
    ...(publicUrl !== undefined && { publicUrl }),
    masterKey: process.env.FOYER_CLOUD_KEY,
    badges,
    retentionDays: memory.retentionDays,
    heartbeatMs: settings.heartbeatSeconds * 1000,
    fleetRetention: settings.retention,
    log: createLog({ level: process.env.FOYER_LOG_LEVEL ?? 'info' }),
  });
  printProgress('');
  // Waiting for the signal before saying "ready": whoever reads that line may stop us at once.
  const stopped = untilStopped();
  printResult(`Foyer's memory endpoint is ready at ${cloud.url}`);
  printNote(kioskNote(cloud.url, cloud.demo));
  await stopped;
  await cloud.close();
}

function kioskNote(url: string, demo: { tenant: string; token: string } | null): string {
  const enrol = [
    `Enrol a kiosk: foyer cloud enrol-code TENANT here, then on the kiosk: foyer kiosk enrol CODE --url ${url}`,
    `Operator page: ${new URL('/operator', url.replace('//127.0.0.1', '//localhost')).href}; its first account: foyer cloud operator add NAME --role admin`,
    'Badges: issue them with the same --data as this endpoint; the kiosks learn of their keys from it.',
  ];
  if (demo === null) return enrol.join('\n');
  const { tenant, token } = demo;
  return [
    `To try it on this machine: FOYER_SYNC_URL=${url} FOYER_SYNC_TOKEN=${token}`,
    `That is a kiosk of the demo tenant "${tenant}".`,
    ...enrol,
  ].join('\n');
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function proxyCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 9) throw new InvalidArgumentError('a whole number from 1 to 9');
  return count;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('a whole number from 0 to 65535');
  return port;
}

function publicUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('a URL such as https://memory.example');
  return new URL(text).origin;
}
