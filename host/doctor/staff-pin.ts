import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ok, type Probe, warn } from './check.ts';

export const staffPinProbe: Probe = {
  name: 'staff PIN',
  run({ dataDir }) {
    const file = join(dataDir, 'kiosk.sqlite');
    const remedy = 'Run foyer kiosk pin, or choose one on the staff page now: whoever opens it first may.';
    if (!existsSync(file)) return [warn('staff PIN', 'nobody has chosen one yet', remedy)];
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const found = db.prepare("SELECT 1 FROM settings WHERE key = 'staff-pin'").get();
      return [found === undefined ? warn('staff PIN', 'nobody has chosen one yet', remedy) : ok('staff PIN', 'chosen')];
    } finally {
      db.close();
    }
  },
};
