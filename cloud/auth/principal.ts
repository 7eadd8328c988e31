import type { ChannelScope } from '../../core/sync/channel.ts';
import type { CloudDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { openChannelKey } from './channel-keys.ts';
import type { Devices } from './devices.ts';

/** Who asks. A "token" is a tenant's static one, the same on each of its kiosks. */
export type Principal =
  | { readonly kind: 'device'; readonly tenant: string; readonly id: string }
  | { readonly kind: 'token'; readonly tenant: string; readonly id: string }
  | ChannelPrincipal;
export interface ChannelPrincipal {
  readonly kind: 'channel';
  readonly tenant: string;
  readonly id: string;
  readonly companion: string;
  readonly scopes: readonly ChannelScope[];
}

export interface AuthenticateDeps {
  readonly db: CloudDatabase;
  readonly devices: Devices;
  /** The tenant a static token belongs to, or null. */
  tenantOf(token: string): string | null;
}

/** @throws HttpRefusal 401 */
export async function authenticate({ db, devices, tenantOf }: AuthenticateDeps, authorization: string | undefined): Promise<Principal> {
  const [scheme, token = ''] = (authorization ?? '').split(' ', 2);
  if (scheme?.toLowerCase() !== 'bearer' || token === '') throw unknownToken();
  const tenant = tenantOf(token);
  if (tenant !== null) return { kind: 'token', tenant, id: 'static' };
  const device = await devices.authenticate(token);
  if (device !== null) return { kind: 'device', tenant: device.tenant, id: device.device };
  const channel = await openChannelKey(db, token);
  if (channel !== null) return { kind: 'channel', ...channel };
  throw unknownToken();
}

function unknownToken(): HttpRefusal {
  return new HttpRefusal(401, 'unknown-token', 'A bearer token of a known tenant is needed.');
}
