import type { LogsRequest } from '../../core/contract/fleet.ts';
import { MAX_LOG_BUNDLE_BYTES } from '../../core/contract/fleet.ts';
import type { TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import type { KeyWrap } from '../push-ops.ts';
import { noSuchCommand } from './commands.ts';
import type { FleetRetention } from './retention.ts';

const DAY_MS = 86_400_000;
/** Of one kiosk; the oldest go first. */
const KEPT = 5;

export interface BundleDeps {
  readonly db: TenantDatabase;
  readonly keyWrap: KeyWrap;
  readonly wallMs: () => number;
  readonly retention: Pick<FleetRetention, 'bundleDays'>;
}

/** What this kiosk was asked for, sealed under the master key. @throws HttpRefusal 404 | 413 */
export async function keepBundle({ db, keyWrap, wallMs, retention }: BundleDeps, device: string, request: LogsRequest): Promise<void> {
  const { tenant, command } = request;
  const bundle = Buffer.from(request.bundle, 'base64');
  if (bundle.length > MAX_LOG_BUNDLE_BYTES)
    throw new HttpRefusal(413, 'too-large', `A bundle holds ${MAX_LOG_BUNDLE_BYTES} bytes at most.`);
  const nowMs = wallMs();
  await db.asTenant(tenant, async (tx) => {
    const asked = await tx.query(
      `SELECT 1 FROM fleet_commands WHERE tenant = $1 AND device_id = $2 AND command_id = $3 AND kind = 'pull-logs' AND state = 'sent' FOR SHARE`,
      [tenant, device, command],
    );
    if (asked.length === 0) throw noSuchCommand();
    await tx.query(
      `INSERT INTO fleet_bundles (tenant, device_id, command_id, sealed, size_bytes, made_ms, expires_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (tenant, device_id, command_id) DO UPDATE SET sealed = excluded.sealed, size_bytes = excluded.size_bytes`,
      [
        tenant,
        device,
        command,
        keyWrap.wrap(bundle, contextOf(tenant, device, command)),
        bundle.length,
        nowMs,
        nowMs + retention.bundleDays * DAY_MS,
      ],
    );
    await tx.query(
      `DELETE FROM fleet_bundles WHERE tenant = $1 AND device_id = $2 AND command_id IN (
         SELECT command_id FROM fleet_bundles WHERE tenant = $1 AND device_id = $2 ORDER BY made_ms DESC, command_id OFFSET ${KEPT})`,
      [tenant, device],
    );
  });
}

/** @throws HttpRefusal 404 */
export async function readBundle(
  { db, keyWrap, wallMs }: Omit<BundleDeps, 'retention'>,
  tenant: string,
  command: string,
): Promise<{ bundle: Uint8Array; device: string }> {
  const [row] = await db.asTenant(tenant, (tx) =>
    tx.query('SELECT device_id, sealed FROM fleet_bundles WHERE tenant = $1 AND command_id = $2 AND expires_ms > $3', [
      tenant,
      command,
      wallMs(),
    ]),
  );
  if (row === undefined || !(row.sealed instanceof Uint8Array))
    throw new HttpRefusal(404, 'no-such-bundle', 'There is no bundle of this command, or no longer.');
  const device = String(row.device_id);
  return { bundle: keyWrap.unwrap(row.sealed, contextOf(tenant, device, command)), device };
}

function contextOf(tenant: string, device: string, command: string): string {
  return JSON.stringify(['foyer fleet logs', tenant, device, command]);
}
