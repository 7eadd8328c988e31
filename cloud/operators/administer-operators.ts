import type { AdminAnswer, AdminDeps, OperatorAdminRequest } from '../admin.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { addTenant, listTenants } from '../tenants.ts';
import { addAccount, listAccounts, removeAccount, resetAccount } from './accounts.ts';
import { type Act, actAndNote } from './audit.ts';

/** Of an endpoint that has no tenant yet: that of `foyer cloud serve` on one machine. */
const FIRST_TENANT = 'demo';

/** Accounts, as whoever holds the endpoint's machine may change them: the first admin, and the way back for one who is locked out. */
export async function administerOperators(deps: AdminDeps, request: OperatorAdminRequest): Promise<AdminAnswer> {
  const { db, wallMs } = deps;
  const tenant = request.tenant ?? (await onlyTenant(deps));
  const act = <T>(work: Act<T>) => actAndNote(db, { tenant, operator: null, address: '' }, wallMs(), work);
  switch (request.action) {
    case 'operator-add': {
      await addTenant(db, tenant);
      return act(async (db, note) => {
        await note('account-added', request.name, request.role);
        return { setUp: await addAccount({ ...deps, db }, { tenant, name: request.name, role: request.role }) };
      });
    }
    case 'operators':
      return { operators: await listAccounts(db, tenant) };
    case 'operator-reset':
      return act(async (db, note) => {
        const { name, ...setUp } = await resetAccount({ ...deps, db }, tenant, request.name);
        await note('account-reset', name);
        return { setUp };
      });
    case 'operator-remove':
      await act(async (db, note) => note('account-removed', await removeAccount(db, tenant, request.name)));
      return { found: true };
  }
}

/** @throws HttpRefusal 400 where there are several */
async function onlyTenant({ db }: AdminDeps): Promise<string> {
  const tenants = await listTenants(db);
  if (tenants.length > 1)
    throw new HttpRefusal(400, 'which-tenant', `There are several tenants (${tenants.join(', ')}): name one with --tenant.`);
  return tenants[0] ?? FIRST_TENANT;
}
