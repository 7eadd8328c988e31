import { type Command, InvalidArgumentError } from 'commander';
import type { AdminAnswer, AdminRequest } from '../../cloud/admin.ts';
import { CHANNEL_SCOPES, type ChannelScope, DEFAULT_SCOPES } from '../../core/sync/channel.ts';

interface Where {
  readonly data?: string;
  readonly database?: string;
}

const DATABASE = ['--database <url>', "postgres://…, as the endpoint's own (default: the running endpoint, else DIR/cloud)"] as const;
const DATA = ['--data <dir>', "the endpoint's data directory (default: FOYER_DATA, else .foyer)"] as const;

/** Enrolment, devices, channel keys and static tokens; all take effect at once, on a running endpoint too. */
export function registerCloudAdmin(cloud: Command): void {
  const command = (name: string, description: string, example: string) =>
    cloud
      .command(name)
      .description(description)
      .argument('<tenant>')
      .option(...DATABASE)
      .option(...DATA)
      .addHelpText('after', `\nExample:\n  npm run -s foyer -- cloud ${example} --data .foyer`);

  command('enrol-code', 'a code that enrols one kiosk of the tenant, once', 'enrol-code grand-hotel')
    .option('--hours <n>', 'how long it can be used', hours, 24)
    .action(enrolCode);
  command('devices', "the tenant's kiosks", 'devices grand-hotel').option('--json', 'as JSON').action(devices);
  command('revoke', 'shuts a kiosk out, which then forgets every guest', 'revoke grand-hotel "Lobby east"')
    .argument('<device>', 'its id, or its name')
    .action(revoke);
  command('channel-key', 'a key for another channel of a companion, such as a text chat', 'channel-key grand-hotel --companion concierge')
    .requiredOption('--companion <id>', 'companion.id of the kiosks whose memory it shares')
    .option('--scopes <list>', 'recall, append, badge', scopes, [...DEFAULT_SCOPES])
    .option('--name <name>', 'what staff call it', 'channel')
    .action(channelKey);
  command('channels', "the tenant's channel keys", 'channels grand-hotel').option('--json', 'as JSON').action(channels);
  command('revoke-channel', 'ends a channel key, and what guests granted it', 'revoke-channel grand-hotel chat')
    .argument('<channel>', 'its id, or its name')
    .action(revokeChannel);
  cloud
    .command('token')
    .description('a static token, the same for all kiosks of a tenant: for set-ups too small to enrol each')
    .argument('<tenant>')
    .option('--remove', 'end all static tokens of the tenant instead')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- cloud token grand-hotel --data .foyer')
    .action(token);
}

async function ask(where: Where, request: AdminRequest): Promise<AdminAnswer> {
  const { askAdmin } = await import('./open-admin.ts');
  const { dataDirectory, ensureDataDirectory } = await import('../../host/data-dir.ts');
  const dataDir = dataDirectory(where.data);
  ensureDataDirectory(dataDir);
  return askAdmin({ dataDir, database: where.database, masterKey: process.env.FOYER_CLOUD_KEY }, request);
}

async function enrolCode(tenant: string, options: Where & { readonly hours: number }): Promise<void> {
  const { printNote, printResult } = await import('../output.ts');
  const { secret } = await ask(options, { action: 'enrol-code', tenant, hours: options.hours });
  printResult(`${tenant}/${secret}`);
  printNote(`Works once, within ${options.hours} hours. On the kiosk: foyer kiosk enrol ${tenant}/${secret} --url https://…`);
}

async function devices(tenant: string, options: Where & { readonly json?: boolean }): Promise<void> {
  const { devices: found = [] } = await ask(options, { action: 'devices', tenant });
  const line = ({ id, name, seenMs, revokedMs }: (typeof found)[number]) => `${id}  ${name}  ${state(revokedMs, `seen ${iso(seenMs)}`)}`;
  await list(found, line, options.json, `Tenant "${tenant}" has no kiosks; foyer cloud enrol-code ${tenant}`);
}

async function channels(tenant: string, options: Where & { readonly json?: boolean }): Promise<void> {
  const { channels: found = [] } = await ask(options, { action: 'channels', tenant });
  const line = ({ id, name, companion, scopes, revokedMs }: (typeof found)[number]) =>
    `${id}  ${name}  ${companion}  ${scopes.join(',')}  ${state(revokedMs, 'in use')}`;
  await list(found, line, options.json, `Tenant "${tenant}" has no channels.`);
}

async function revoke(tenant: string, device: string, options: Where): Promise<void> {
  const { printResult } = await import('../output.ts');
  const { found } = await ask(options, { action: 'revoke-device', tenant, device });
  if (found !== true) throw await notFound('kiosk', device, tenant, 'devices');
  printResult(`Revoked: ${device}. It is refused from now on, and forgets its guests as soon as it asks.`);
}

async function channelKey(
  tenant: string,
  options: Where & { readonly companion: string; readonly scopes: ChannelScope[]; readonly name: string },
): Promise<void> {
  const { printNote, printResult } = await import('../output.ts');
  const { companion, scopes: wanted, name } = options;
  const { secret } = await ask(options, { action: 'channel-key', tenant, companion, scopes: wanted, name });
  printResult(secret ?? '');
  printNote('Shown this once. docs/cloud.md tells what a channel does with it.');
}

async function revokeChannel(tenant: string, channel: string, options: Where): Promise<void> {
  const { printResult } = await import('../output.ts');
  const { found } = await ask(options, { action: 'revoke-channel', tenant, channel });
  if (found !== true) throw await notFound('channel', channel, tenant, 'channels');
  printResult(`Revoked: ${channel}`);
}

async function token(tenant: string, options: { readonly data?: string; readonly remove?: boolean }): Promise<void> {
  const { randomBytes } = await import('node:crypto');
  const { join } = await import('node:path');
  const { openTenantDirectory } = await import('../../cloud/tenants.ts');
  const { dataDirectory } = await import('../../host/data-dir.ts');
  const { printNote, printResult } = await import('../output.ts');
  const directory = openTenantDirectory(join(dataDirectory(options.data), 'cloud'), randomBytes);
  if (options.remove === true) {
    printResult(directory.removeTokens(tenant) ? `Tenant "${tenant}" has no static tokens any more.` : `Tenant "${tenant}" had none.`);
    return;
  }
  printResult(directory.addToken(tenant));
  printNote(`Shown this once. On the kiosks: sync.tenant "${tenant}", and the token in FOYER_SYNC_TOKEN. Enrolment is safer: enrol-code.`);
}

async function list<T>(found: readonly T[], line: (one: T) => string, json: boolean | undefined, none: string): Promise<void> {
  const { printNote, printResult } = await import('../output.ts');
  if (json === true) printResult(JSON.stringify(found, null, 2));
  else if (found.length > 0) printResult(found.map(line).join('\n'));
  else printNote(none);
}

async function notFound(what: string, name: string, tenant: string, listing: string): Promise<Error> {
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const remedy = `List them with: foyer cloud ${listing} ${tenant}`;
  return new FoyerError(`tenant "${tenant}" has no ${what} "${name}"`, { fault: 'operator', code: 'not-found', remedy });
}

function state(revokedMs: number | null, otherwise: string): string {
  return revokedMs === null ? otherwise : `revoked ${iso(revokedMs)}`;
}
function iso(ms: number): string {
  return new Date(ms).toISOString();
}
function hours(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 720)) throw new InvalidArgumentError('a number of hours up to 720');
  return value;
}
function scopes(text: string): ChannelScope[] {
  return text.split(',').map((name) => {
    const scope = CHANNEL_SCOPES.find((known) => known === name.trim());
    if (scope === undefined) throw new InvalidArgumentError(`some of ${CHANNEL_SCOPES.join(', ')}`);
    return scope;
  });
}
