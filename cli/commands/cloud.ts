import { type Command, InvalidArgumentError } from 'commander';

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly database?: string;
  readonly data?: string;
}

export function registerCloud(program: Command): void {
  const cloud = program.command('cloud').description('the memory endpoint that kiosks sync with');
  cloud
    .command('serve')
    .description('serves the memory endpoint, on an embedded database unless a PostgreSQL is given')
    .option('--port <n>', 'port to listen on, 0 for any free one', portNumber, 4320)
    .option('--host <address>', 'address to listen on; put a proxy with TLS before it to serve other machines', '127.0.0.1')
    .option('--database <url>', 'postgres://… (default: the embedded database in DIR/cloud)')
    .option('--data <dir>', 'holds cloud/ (tenants, keys, embedded database) and keys/ (badges) (default: FOYER_DATA, else .foyer)')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- cloud serve --port 4320 --data .foyer')
    .action(serve);
  cloud
    .command('token')
    .description('a new token for a tenant, which is made if need be; running endpoints need a restart')
    .argument('<tenant>')
    .option('--data <dir>', "the endpoint's data directory (default: FOYER_DATA, else .foyer)")
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- cloud token grand-hotel --data .foyer')
    .action(token);
}

async function serve(options: ServeOptions): Promise<void> {
  const { serveCloud } = await import('../cloud/serve-cloud.ts');
  const { dataDirectory, ensureDataDirectory } = await import('../../host/data-dir.ts');
  const { createLog } = await import('../../host/log.ts');
  const { loadConfigStrictly } = await import('../../host/config.ts');
  const { printNote, printProgress, printResult } = await import('../output.ts');
  const dataDir = dataDirectory(options.data);
  ensureDataDirectory(dataDir);
  const { port, host, database } = options;
  printProgress('Opening the database…');
  const cloud = await serveCloud({
    dataDir,
    port,
    host,
    ...(database !== undefined && { database }),
    masterKey: process.env.FOYER_CLOUD_KEY,
    badges: loadConfigStrictly({ dataDir }).badges,
    log: createLog({ level: process.env.FOYER_LOG_LEVEL ?? 'info' }),
  });
  printProgress('');
  // Waiting for the signal before saying "ready": whoever reads that line may stop us at once.
  const stopped = untilStopped();
  printResult(`Foyer's memory endpoint is ready at ${cloud.url}`);
  if (cloud.demo !== null) printNote(kioskNote(cloud.url, cloud.demo));
  await stopped;
  await cloud.close();
}

function kioskNote(url: string, demo: { tenant: string; token: string }): string {
  return [
    `Start a kiosk with: FOYER_SYNC_URL=${url} FOYER_SYNC_TOKEN=${demo.token}`,
    `It belongs to the demo tenant "${demo.tenant}". A tenant of your own: foyer cloud token NAME`,
    'Badges: issue them with the same --data as this endpoint; the kiosks learn of their keys from it.',
  ].join('\n');
}

async function token(tenant: string, options: { readonly data?: string }): Promise<void> {
  const { randomBytes } = await import('node:crypto');
  const { join } = await import('node:path');
  const { openTenantDirectory } = await import('../../cloud/tenants.ts');
  const { dataDirectory } = await import('../../host/data-dir.ts');
  const { printNote, printResult } = await import('../output.ts');
  printResult(openTenantDirectory(join(dataDirectory(options.data), 'cloud'), randomBytes).addToken(tenant));
  printNote(`Shown this once. On the kiosks: sync.tenant "${tenant}", and the token in FOYER_SYNC_TOKEN.`);
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('a whole number from 0 to 65535');
  return port;
}
