import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createVenueLock } from '../../native/sqlite/venue-lock.ts';

it('lets one change at a time happen, whoever makes it, and the next one when it is over or failed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-lock-'));
  try {
    const [console, commandLine] = [createVenueLock(dataDir, 0), createVenueLock(dataDir, 0)];
    const order: string[] = [];
    console(() => {
      expect(() => commandLine(() => order.push('between'))).toThrow(expect.objectContaining({ code: 'venue-busy' }));
      // A change may consist of others.
      console(() => order.push('within'));
      order.push('first');
    });
    expect(() =>
      console(() => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    commandLine(() => order.push('second'));
    expect(order).toEqual(['within', 'first', 'second']);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
