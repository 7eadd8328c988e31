import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openCloudDatabase } from '../../../cloud/database.ts';
import { migrate } from '../../../cloud/migrate.ts';
import { addAccount, listAccounts } from '../../../cloud/operators/accounts.ts';
import { createPasskeys, MAX_PASSKEYS } from '../../../cloud/operators/passkeys.ts';
import type { Operator } from '../../../cloud/operators/sessions.ts';
import { TEST_DATABASES } from '../databases.ts';

const tenant = 'house';
const wallMs = () => Date.UTC(2026, 10, 22, 12);

for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`how many passkeys somebody has, over ${database.name}`, () => {
    it('is held to when they are added, all at once too', async () => {
      const server = await database.start();
      const db = await openCloudDatabase(await server.create());
      try {
        await migrate(db);
        for (const name of ['Ada', 'Eve'])
          await addAccount({ db, wallMs, random: (n) => new Uint8Array(n).fill(name.length) }, { tenant, name, role: 'viewer' });
        const [ada, eve] = (await listAccounts(db, tenant)).map(({ id, name, role }): Operator => {
          return { id, tenant, name, role, session: { id: 's', madeMs: 0, endsMs: 0 } };
        });
        if (ada === undefined || eve === undefined) throw new Error('no accounts');
        const passkeys = createPasskeys({ db, wallMs, challenges: { sign: () => '', open: () => null } });
        const add = (who: Operator) => passkeys.add(db, who, 'key', { id: randomUUID(), publicKey: new Uint8Array(1), counter: 0 });
        const tried = await Promise.allSettled(Array.from({ length: MAX_PASSKEYS + 3 }, () => add(ada)));
        const refused = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
        expect(refused).toHaveLength(3);
        for (const reason of refused) expect(reason).toMatchObject({ status: 409, code: 'too-many-passkeys' });
        expect(await passkeys.list(ada)).toHaveLength(MAX_PASSKEYS);
        await add(eve);
        expect(await passkeys.list(eve)).toHaveLength(1);
      } finally {
        await db.close();
        await server.stop();
      }
    }, 240_000);
  });
