import { type Command, InvalidArgumentError } from 'commander';
import type { AdminAnswer, AdminRequest } from '../../cloud/admin.ts';
import type { KioskView, ReleaseKind, ReleaseView } from '../../core/contract/operator-api.ts';

interface Where {
  readonly data?: string;
  readonly database?: string;
}
interface ConfigFlags extends Where {
  readonly group?: string;
  readonly kiosk?: string;
  readonly backTo?: number;
  readonly note: string;
}
interface ReleaseFlags extends Where {
  readonly as: string;
  readonly channel: string;
  readonly name: string;
  readonly sha256?: string;
}

const KINDS: readonly ReleaseKind[] = ['app', 'model', 'venue'];
const DATABASE = ['--database <url>', "postgres://…, as the endpoint's own (default: the running endpoint, else DIR/cloud)"] as const;
const DATA = ['--data <dir>', "the endpoint's data directory (default: FOYER_DATA, else .foyer)"] as const;

/** How the tenant's kiosks are, and what they are given. */
export function registerFleet(cloud: Command): void {
  const command = (name: string, description: string, example: string) =>
    cloud
      .command(name)
      .description(description)
      .argument('<tenant>')
      .option(...DATABASE)
      .option(...DATA)
      .addHelpText('after', `\nExample:\n  npm run -s foyer -- cloud ${example} --data .foyer`);
  command('kiosks', 'how each kiosk is: green, yellow or red, with the reasons', 'kiosks grand-hotel')
    .option('--json', 'as JSON')
    .action(kiosks);
  command(
    'release',
    'gives a program, hearing model or venue to the kiosks of a channel',
    'release grand-hotel venue lobby.sqlite --as 2026-11-22',
  )
    .argument('<kind>', KINDS.join(', '), kindOf)
    .argument('<files...>', 'of a program all that its update folder holds; else one file')
    .requiredOption('--as <version>', 'its version')
    .option('--channel <name>', 'the channel', 'stable')
    .option('--name <name>', 'of a model, as hearing.model has it', '')
    .option('--sha256 <hex>', 'what the file must hash to')
    .action(release);
  command('config', 'shows or writes what kiosks are configured with: venue, then group, then kiosk', 'config grand-hotel venue.yaml')
    .argument('[file]', 'YAML to write; left out: the present one is shown')
    .option('--group <id>', 'of this group, instead of the venue')
    .option('--kiosk <name>', 'of this kiosk, by name or id')
    .option('--back-to <revision>', 'go back to an older one; 0: to none', revision)
    .option('--note <text>', 'why, for whoever looks at the history', '')
    .action(config);
  command('releases', 'what was published, newest first', 'releases grand-hotel').option('--json', 'as JSON').action(releases);
  command('withdraw', 'gives a release no more; its channel gives the one before it', 'withdraw grand-hotel 3f0c…')
    .argument('<release>', 'its id')
    .action(withdraw);
}

async function ask(where: Where, request: AdminRequest): Promise<AdminAnswer> {
  const { askAdmin } = await import('./open-admin.ts');
  const { HttpRefusal } = await import('../../cloud/http/refusal.ts');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const at = { dataDir: await directory(where), database: where.database, masterKey: process.env.FOYER_CLOUD_KEY };
  return askAdmin(at, request).catch((error: unknown) => {
    if (!(error instanceof HttpRefusal)) throw error;
    throw new FoyerError(error.message, { fault: 'operator', code: error.code });
  });
}

async function directory({ data }: Where): Promise<string> {
  const { dataDirectory, ensureDataDirectory } = await import('../../host/data-dir.ts');
  const dataDir = dataDirectory(data);
  ensureDataDirectory(dataDir);
  return dataDir;
}

async function kiosks(tenant: string, options: Where & { readonly json?: boolean }): Promise<void> {
  const { kiosks: found = [] } = await ask(options, { action: 'fleet-kiosks', tenant });
  await list(found, kioskLine, options.json, `Tenant "${tenant}" has no kiosks.`);
}

function kioskLine({ light, name, seenAt, heartbeat, reasons }: KioskView): string {
  const why = reasons.map(({ code, params }) => `${code}${'problem' in params ? ` ${params.problem}` : ''}`).join(', ');
  return [light.padEnd(6), name, heartbeat?.version ?? '-', seenAt ?? 'never', why].join('  ').trimEnd();
}

async function release(tenant: string, kind: ReleaseKind, files: string[], options: ReleaseFlags): Promise<void> {
  const { publishRelease } = await import('./fleet-release.ts');
  const { printNote, printResult } = await import('../output.ts');
  const { as: version, channel, name, sha256 } = options;
  const dataDir = await directory(options);
  const id = await publishRelease({
    dataDir,
    tenant,
    kind,
    files,
    channel,
    version,
    name,
    sha256,
    ask: (request) => ask(options, request),
  });
  printResult(id);
  printNote(`Kiosks of the channel "${channel}" fetch it with their next heartbeat, and put it in place in their maintenance window.`);
}

async function config(tenant: string, file: string | undefined, options: ConfigFlags): Promise<void> {
  const { showConfig, writeConfigFile, backToRevision } = await import('./fleet-config.ts');
  const { printNote, printResult } = await import('../output.ts');
  const { group, kiosk, backTo, note } = options;
  const where = { tenant, group, kiosk, ask: (request: AdminRequest) => ask(options, request) };
  if (file === undefined && backTo === undefined) {
    const { text, remark } = await showConfig(where);
    printResult(text);
    printNote(remark);
    return;
  }
  const written = file === undefined ? await backToRevision(where, backTo ?? 0) : await writeConfigFile(where, file, note);
  printResult(`Revision ${written}`);
  printNote('Kiosks take it with their next heartbeat.');
}

async function releases(tenant: string, options: Where & { readonly json?: boolean }): Promise<void> {
  const { releases: found = [] } = await ask(options, { action: 'fleet-releases', tenant });
  await list(found, releaseLine, options.json, `Nothing was published for tenant "${tenant}".`);
}

function releaseLine({ id, kind, channel, name, version, publishedAt, current, withdrawnAt }: ReleaseView): string {
  const state = withdrawnAt !== null ? `withdrawn ${withdrawnAt}` : current ? 'current' : '';
  return [id, channel, kind, name, version, publishedAt, state].filter((part) => part !== '').join('  ');
}

async function withdraw(tenant: string, id: string, options: Where): Promise<void> {
  const { printResult } = await import('../output.ts');
  await ask(options, { action: 'fleet-withdraw', tenant, release: id });
  printResult(`Withdrawn: ${id}`);
}

async function list<T>(found: readonly T[], line: (one: T) => string, json: boolean | undefined, none: string): Promise<void> {
  const { printNote, printResult } = await import('../output.ts');
  if (json === true) printResult(JSON.stringify(found, null, 2));
  else if (found.length > 0) printResult(found.map(line).join('\n'));
  else printNote(none);
}

function revision(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('the number of a revision, or 0');
  return Number(text);
}

function kindOf(text: string): ReleaseKind {
  const kind = KINDS.find((known) => known === text);
  if (kind === undefined) throw new InvalidArgumentError(`one of ${KINDS.join(', ')}`);
  return kind;
}
