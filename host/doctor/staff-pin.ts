import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createStaffPin } from '../../native/sqlite/staff-pin.ts';
import { ok, type Probe, warn } from './check.ts';

const BY_COMMAND = 'Run foyer kiosk pin.';
const AT_ONCE =
  'Run foyer kiosk pin, or choose one on the staff page now: for an hour from the very first start, whoever opens it first may.';

export const staffPinProbe: Probe = {
  name: 'staff PIN',
  run({ dataDir }) {
    const file = join(dataDir, 'kiosk.sqlite');
    if (!existsSync(file)) return [warn('staff PIN', 'nobody has chosen one yet', BY_COMMAND)];
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const pin = createStaffPin(db);
      if (pin.isSet()) return [ok('staff PIN', 'chosen')];
      return [
        pin.mayChoose()
          ? warn('staff PIN', 'nobody has chosen one yet', AT_ONCE)
          : warn(
              'staff PIN',
              'nobody has chosen one, and at a screen it is too late: the operator menu and the staff page stay shut',
              BY_COMMAND,
            ),
      ];
    } finally {
      db.close();
    }
  },
};
