import { type Command, InvalidArgumentError } from 'commander';
import type { AdminAnswer, AdminRequest } from '../../cloud/admin.ts';
import { type OperatorRole, operatorRoleSchema, type SetUpLink } from '../../core/contract/operator.ts';

interface Where {
  readonly tenant?: string;
  readonly data?: string;
  readonly database?: string;
}

/** Accounts of the operator page: the first admin, and the way back for one who is locked out. */
export function registerOperators(cloud: Command): void {
  const operator = cloud.command('operator').description('who may use the operator page');
  const command = (name: string, description: string, example: string) =>
    operator
      .command(name)
      .description(description)
      .option('--tenant <id>', 'whose kiosks (default: the only tenant there is)')
      .option('--database <url>', "postgres://…, as the endpoint's own (default: the running endpoint, else DIR/cloud)")
      .option('--data <dir>', "the endpoint's data directory (default: FOYER_DATA, else .foyer)")
      .addHelpText('after', `\nExample:\n  npm run -s foyer -- cloud operator ${example} --data .foyer`);
  command('add', 'a new account, which its one-time link sets up', 'add Ada --role admin')
    .argument('<name>')
    .option('--role <role>', operatorRoleSchema.options.join(', '), role, 'viewer' as const)
    .action(add);
  command('list', 'the accounts', 'list').option('--json', 'as JSON').action(list);
  command('reset', 'ends all ways into an account, and gives a link that makes others', 'reset Ada').argument('<name>').action(reset);
  command('remove', 'removes an account; the last admin stays', 'remove Ada').argument('<name>').action(remove);
}

async function add(name: string, options: Where & { readonly role: OperatorRole }): Promise<void> {
  const { setUp } = await ask(options, { action: 'operator-add', tenant: options.tenant, name, role: options.role });
  await showLink(options, setUp);
}

async function reset(name: string, options: Where): Promise<void> {
  const { setUp } = await ask(options, { action: 'operator-reset', tenant: options.tenant, name });
  await showLink(options, setUp);
}

async function remove(name: string, options: Where): Promise<void> {
  const { printResult } = await import('../output.ts');
  await ask(options, { action: 'operator-remove', tenant: options.tenant, name });
  printResult(`Removed: ${name}`);
}

async function list(options: Where & { readonly json?: boolean }): Promise<void> {
  const { printNote, printResult } = await import('../output.ts');
  const { operators = [] } = await ask(options, { action: 'operators', tenant: options.tenant });
  if (options.json === true) printResult(JSON.stringify(operators, null, 2));
  else if (operators.length === 0) printNote('There are no accounts: foyer cloud operator add NAME --role admin');
  else
    printResult(
      operators
        .map(({ name, role, ready, seenMs }) => {
          const seen = seenMs === null ? 'never signed in' : `seen ${new Date(seenMs).toISOString()}`;
          return `${name}  ${role}  ${ready ? seen : 'not set up yet'}`;
        })
        .join('\n'),
    );
}

async function showLink({ data }: Where, setUp: SetUpLink | undefined): Promise<void> {
  const { operatorPageUrl } = await import('./open-admin.ts');
  const { dataDirectory } = await import('../../host/data-dir.ts');
  const { printNote, printResult } = await import('../output.ts');
  if (setUp === undefined) return;
  const page = operatorPageUrl(dataDirectory(data)) ?? 'https://…/operator';
  printResult(`${page}/setup#${encodeURIComponent(setUp.tenant)}/${setUp.code}`);
  printNote(
    `Opens once, until ${new Date(setUp.untilMs).toISOString()}: whoever opens it chooses the password. Hand it over as you would a key.`,
  );
}

/** Why it was not done, by the code of the endpoint, or of the database beside which none runs: what, and the remedy. */
const REFUSALS: Readonly<Record<string, readonly [string, string]>> = {
  'name-taken': ['somebody has that name already', 'Choose another; foyer cloud operator list shows the accounts.'],
  'no-such-account': ['there is no such account', 'List the accounts with: foyer cloud operator list'],
  'last-admin': ['this is the last admin who can sign in', 'Make another one first: foyer cloud operator add NAME --role admin'],
  'which-tenant': ['there are several tenants', 'Name one with --tenant.'],
};

async function ask(where: Where, request: AdminRequest): Promise<AdminAnswer> {
  const { askAdmin } = await import('./open-admin.ts');
  const { HttpRefusal } = await import('../../cloud/http/refusal.ts');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const { refusalCode } = await import('../../host/cloud/http-call.ts');
  const { dataDirectory, ensureDataDirectory } = await import('../../host/data-dir.ts');
  const dataDir = dataDirectory(where.data);
  ensureDataDirectory(dataDir);
  return askAdmin({ dataDir, database: where.database, masterKey: process.env.FOYER_CLOUD_KEY }, request).catch((error: unknown) => {
    const code = error instanceof HttpRefusal ? error.code : (refusalCode(error) ?? '');
    const known = REFUSALS[code];
    if (known === undefined) throw error;
    throw new FoyerError(known[0], { fault: 'operator', code, remedy: known[1] });
  });
}

function role(text: string): OperatorRole {
  const parsed = operatorRoleSchema.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`one of ${operatorRoleSchema.options.join(', ')}`);
  return parsed.data;
}
