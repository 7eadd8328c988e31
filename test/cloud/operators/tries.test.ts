import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CloudDatabase, openCloudDatabase } from '../../../cloud/database.ts';
import { migrate } from '../../../cloud/migrate.ts';
import { countTry, type Subject } from '../../../cloud/operators/tries.ts';

let db: CloudDatabase;
beforeEach(async () => {
  db = await openCloudDatabase('memory:');
  await migrate(db);
}, 60_000);
afterEach(() => db.close());

it('an address that has to wait adds nothing, however many names it tries', async () => {
  const guess = (name: string) => {
    const subjects: Subject[] = [
      { kind: 'account', value: name },
      { kind: 'address', value: '192.0.2.1' },
    ];
    return countTry(db, 'house', subjects, 1000).then(
      () => 'weighed',
      () => 'waits',
    );
  };
  const answers: string[] = [];
  for (let i = 0; i < 40; i++) answers.push(await guess(`guess ${i}`));
  expect(answers).toEqual([...Array(20).fill('weighed'), ...Array(20).fill('waits')]);
  const [{ n } = { n: 0 }] = await db.asTenant('house', (tx) => tx.query('SELECT count(*)::int AS n FROM operator_tries'));
  expect(n).toBe(21);
});
