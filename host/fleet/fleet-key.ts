import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FleetKey, fleetKeySchema } from '../../core/contract/fleet-config.ts';
import { deviceIdSchema } from '../../core/sync/enrolment.ts';
import { putDurably } from '../../native/sqlite/durable-file.ts';

const pinnedSchema = fleetKeySchema.extend({ device: deviceIdSchema });

/** The fleet's key as this kiosk took it when it enrolled as `device`; null: none yet. */
export function pinnedFleetKey(dataDir: string, device: string): FleetKey | null {
  try {
    const pinned = pinnedSchema.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8')));
    return pinned.device === device ? { keyId: pinned.keyId, publicKey: pinned.publicKey } : null;
  } catch {
    return null;
  }
}

/** Keeps the key for good. A kiosk takes another one only by enrolling again, which needs a code that staff made. */
export function pinFleetKey(dataDir: string, device: string, key: FleetKey): void {
  mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
  const text = `${JSON.stringify({ device, keyId: key.keyId, publicKey: key.publicKey })}\n`;
  putDurably(
    pathIn(dataDir),
    'fleet key',
    (path) => writeFileSync(path, text, { mode: 0o600 }),
    () => {},
  );
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'keys', 'fleet-key.json');
}
