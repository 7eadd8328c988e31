import type { z } from 'zod';
import type { SetUpOffer, setUpFinishSchema, setUpSchema, signInSchema, TotpOffer } from '../../core/contract/operator.ts';
import { operatorRoleSchema } from '../../core/contract/operator.ts';
import type { Signer } from '../auth/signer.ts';
import { type CloudDatabase, type Queries, type TenantDatabase, withinTransaction } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import type { KeyWrap } from '../push-ops.ts';
import { isTenant } from '../tenants.ts';
import { findByName, nameKey, needSetup } from './accounts.ts';
import { assertGoodPassword, hashPassword, isPassword, type PasswordCost } from './password.ts';
import { findStep, TOTP_SECRET_BYTES, toBase32, totpUri } from './totp.ts';
import { countTry, forgiveTry, type Subject } from './tries.ts';

const TICKET_MS = 10 * 60_000;

export interface Ticket {
  readonly tenant: string;
  readonly operator: string;
  readonly secret: string;
  readonly untilMs: number;
}

export interface SignInDeps {
  readonly db: CloudDatabase;
  readonly keyWrap: KeyWrap;
  readonly tickets: Signer<Ticket>;
  readonly wallMs: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly passwordCost: PasswordCost;
}

/** Who signed in; `known`: whose account was tried in vain, for the audit log alone. */
export type SignInVerdict =
  | { readonly ok: true; readonly id: string; readonly name: string }
  | { readonly ok: false; readonly known: { readonly id: string; readonly name: string } | null };

/**
 * Password and TOTP code, weighed together: nobody learns which was wrong, nor whether there is such an account.
 * @throws HttpRefusal 429
 */
export async function signIn(deps: SignInDeps, given: z.infer<typeof signInSchema>, address: string): Promise<SignInVerdict> {
  const { db, keyWrap, wallMs } = deps;
  const { name, password, totp } = given;
  const tenant = await scopeOf(db, given.tenant);
  const subjects: Subject[] = [
    { kind: 'account', value: nameKey(name) },
    { kind: 'address', value: address },
  ];
  await countTry(db, tenant, subjects, wallMs());
  const account = await db.asTenant(tenant, (tx) => findByName(tx, tenant, name));
  const right = await isPassword(password, typeof account?.password === 'string' ? account.password : null, deps.passwordCost);
  const [id, sealed] = [String(account?.operator_id ?? ''), account?.totp instanceof Uint8Array ? account.totp : null];
  const known = account === null ? null : { id, name: String(account.name) };
  if (!right || known === null || sealed === null) return { ok: false, known };
  const step = findStep(keyWrap.unwrap(sealed, totpContext(tenant, id)), totp, wallMs());
  // A code works once, whoever read it over a shoulder.
  if (step === null || !(await db.asTenant(tenant, (tx) => useStep(tx, tenant, id, step)))) return { ok: false, known };
  await forgiveTry(db, tenant, subjects, wallMs());
  return { ok: true, ...known };
}

/** What the set-up page shows. The code stays good until the set-up is finished. */
export async function offerSetup(
  deps: SignInDeps,
  { tenant: named, code }: z.infer<typeof setUpSchema>,
  address: string,
): Promise<SetUpOffer> {
  const tenant = await scopeOf(deps.db, named);
  return withCountedTry(deps, tenant, address, async () => {
    const account = await deps.db.asTenant(tenant, (tx) => needSetup(tx, tenant, code, deps.wallMs()));
    const who = { tenant, id: String(account.operator_id), name: String(account.name) };
    return { name: who.name, role: operatorRoleSchema.parse(account.role), totp: offerTotp(deps, who) };
  });
}

/** @param then what else belongs to it, in the same transaction. @throws HttpRefusal 403 "bad-setup-code" | 400 "bad-totp" "password-weak" */
export async function finishSetup<T>(
  deps: SignInDeps,
  given: z.infer<typeof setUpFinishSchema>,
  address: string,
  then: (db: TenantDatabase, who: { readonly id: string; readonly name: string }) => Promise<T>,
): Promise<T> {
  const { code, password, ticket, totp } = given;
  const tenant = await scopeOf(deps.db, given.tenant);
  return withCountedTry(deps, tenant, address, async () => {
    const before = await deps.db.asTenant(tenant, (tx) => needSetup(tx, tenant, code, deps.wallMs()));
    assertGoodPassword(password, String(before.name));
    const kept = await hashPassword(password, deps.passwordCost);
    return deps.db.asTenant(tenant, async (tx) => {
      const account = await needSetup(tx, tenant, code, deps.wallMs());
      const id = String(account.operator_id);
      await keepTotp(deps, tx, { tenant, id }, ticket, totp);
      await tx.query(
        'UPDATE operators SET password = $3, setup_hash = NULL, setup_until_ms = NULL WHERE tenant = $1 AND operator_id = $2',
        [tenant, id, kept],
      );
      return then(withinTransaction(tx, tenant), { id, name: String(account.name) });
    });
  });
}

export function offerTotp(deps: SignInDeps, who: { readonly tenant: string; readonly id: string; readonly name: string }): TotpOffer {
  const secret = deps.random(TOTP_SECRET_BYTES);
  const ticket = deps.tickets.sign({
    tenant: who.tenant,
    operator: who.id,
    secret: Buffer.from(secret).toString('base64url'),
    untilMs: deps.wallMs() + TICKET_MS,
  });
  return { secret: toBase32(secret), uri: totpUri(secret, who), ticket };
}

/** From now on codes of the offered secret count, of which one has to be shown. @throws HttpRefusal 400 "bad-totp" */
export async function keepTotp(
  { tickets, keyWrap, wallMs }: SignInDeps,
  tx: Queries,
  { tenant, id }: { readonly tenant: string; readonly id: string },
  ticket: string,
  typed: string,
): Promise<void> {
  const offer = tickets.open(ticket);
  const good = offer !== null && offer.tenant === tenant && offer.operator === id && offer.untilMs >= wallMs();
  const secret = Buffer.from(good ? offer.secret : '', 'base64url');
  const step = good ? findStep(secret, typed, wallMs()) : null;
  if (step === null) throw new HttpRefusal(400, 'bad-totp', 'The code is not one that the app shows now.');
  await tx.query('UPDATE operators SET totp = $3, totp_step = $4 WHERE tenant = $1 AND operator_id = $2', [
    tenant,
    id,
    keyWrap.wrap(secret, totpContext(tenant, id)),
    step,
  ]);
}

/** false: a code of this step, or of a later one, has been used. */
async function useStep(tx: Queries, tenant: string, id: string, step: number): Promise<boolean> {
  const used = await tx.query(
    'UPDATE operators SET totp_step = $3 WHERE tenant = $1 AND operator_id = $2 AND totp_step < $3 RETURNING operator_id',
    [tenant, id, step],
  );
  return used.length > 0;
}

/** Set-up codes are guessed at no faster than passwords. */
async function withCountedTry<T>({ db, wallMs }: SignInDeps, tenant: string, address: string, work: () => Promise<T>): Promise<T> {
  const subjects: Subject[] = [{ kind: 'address', value: address }];
  await countTry(db, tenant, subjects, wallMs());
  try {
    const done = await work();
    await forgiveTry(db, tenant, subjects, wallMs());
    return done;
  } catch (error) {
    // Only a wrong code is a guess; a weak password is not.
    if (error instanceof HttpRefusal && error.status === 400) await forgiveTry(db, tenant, subjects, wallMs());
    throw error;
  }
}

/** Strangers may name any tenant: what is counted for those that do not exist is counted in one place, that of nobody. */
async function scopeOf(db: CloudDatabase, tenant: string): Promise<string> {
  return (await isTenant(db, tenant)) ? tenant : '';
}

function totpContext(tenant: string, id: string): string {
  return JSON.stringify(['foyer operator totp', tenant, id]);
}
