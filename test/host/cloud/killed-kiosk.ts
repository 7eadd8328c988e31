/**
 * A kiosk process for killed-kiosk.test.ts: writes facts as fast as it can, says on stdout which ones
 * are written, and syncs meanwhile, until it is killed.
 * Arguments: data directory, guest id, endpoint URL, token.
 */
import { createCloudSync } from '../../../host/cloud/create-cloud-sync.ts';
import { createIds, createSystemClock } from '../../../host/system.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const [dataDir = '', guestId = '', url = '', token = ''] = process.argv.slice(2);
const log = createRecordingLog();
const store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log });
createCloudSync({
  store: store.sync,
  url,
  token,
  tenant: 'demo',
  companionId: 'concierge',
  pushEveryMs: 1,
  clock: createSystemClock(),
  log,
});
store.setConsent(guestId, 'remember', '1');
const memory = store.open(guestId);

function write(n: number): void {
  memory.remember({ kind: 'interest', value: `interest ${n}`, source: 'explicit', sessionId: 'session-1', turn: n });
  process.stdout.write(`${n}\n`, () => setImmediate(write, n + 1));
}
write(1);
