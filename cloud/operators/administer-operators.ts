import type { AdminAnswer, AdminDeps, OperatorAdminRequest } from '../admin.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { addTenant, listTenants } from '../tenants.ts';
import { addAccount, listAccounts, removeAccount, resetAccount } from './accounts.ts';
import { writeAudit } from './audit.ts';

/** Of an endpoint that has no tenant yet: that of `foyer cloud serve` on one machine. */
const FIRST_TENANT = 'demo';

/** Accounts, as whoever holds the endpoint's machine may change them: the first admin, and the way back for one who is locked out. */
export async function administerOperators(deps: AdminDeps, request: OperatorAdminRequest): Promise<AdminAnswer> {
  const { db, wallMs } = deps;
  const tenant = request.tenant ?? (await onlyTenant(deps));
  const audit = (action: string, target: string, detail = '') =>
    writeAudit(db, { tenant, operator: null, action, target, detail, address: '' }, wallMs());
  switch (request.action) {
    case 'operator-add': {
      await addTenant(db, tenant);
      const setUp = await addAccount(deps, { tenant, name: request.name, role: request.role });
      await audit('account-added', request.name, request.role);
      return { setUp };
    }
    case 'operators':
      return { operators: await listAccounts(db, tenant) };
    case 'operator-reset': {
      const { name, ...setUp } = await resetAccount(deps, tenant, request.name);
      await audit('account-reset', name);
      return { setUp };
    }
    case 'operator-remove':
      await audit('account-removed', await removeAccount(db, tenant, request.name));
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
