import type { FastifyRequest } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CloudDatabase, openCloudDatabase } from '../../../cloud/database.ts';
import { migrate } from '../../../cloud/migrate.ts';
import { addAccount, listAccounts, resetAccount } from '../../../cloud/operators/accounts.ts';
import { createSessions } from '../../../cloud/operators/sessions.ts';

const wallMs = () => Date.UTC(2026, 10, 22, 12);
const random = (bytes: number) => new Uint8Array(bytes).fill(7);
const request = { ip: '192.0.2.1', headers: {}, protocol: 'http' } as FastifyRequest;
let db: CloudDatabase;
beforeEach(async () => {
  db = await openCloudDatabase('memory:');
  await migrate(db);
}, 60_000);
afterEach(() => db.close());

it('whoever was weighed before an account was reset gets no session after it', async () => {
  const tenant = 'house';
  const sessions = createSessions({ db, wallMs, random, publicUrl: null });
  await addAccount({ db, wallMs, random }, { tenant, name: 'Ada', role: 'admin' });
  await db.asTenant(tenant, (tx) => tx.query("UPDATE operators SET password = 'kept'"));
  const [{ id } = { id: '' }] = await listAccounts(db, tenant);
  await sessions.open(db, tenant, id, request);
  await resetAccount({ db, wallMs, random }, tenant, id);
  await expect(sessions.open(db, tenant, id, request)).rejects.toMatchObject({ status: 401 });
  expect(await db.asTenant(tenant, (tx) => tx.query('SELECT session_id FROM operator_sessions'))).toEqual([]);
});
