import { z } from 'zod';
import { accountSchema, operatorNameSchema, operatorRoleSchema, setUpLinkSchema, tenantNameSchema } from '../core/contract/operator.ts';
import { configViewSchema, kioskViewSchema, releaseViewSchema } from '../core/contract/operator-api.ts';
import { idSchema } from '../core/contract/primitives.ts';
import { CHANNEL_SCOPES } from '../core/sync/channel.ts';
import type { ChannelKey } from './auth/channel-keys.ts';
import { listChannelKeys, makeChannelKey, revokeChannelKey } from './auth/channel-keys.ts';
import type { Device } from './auth/devices.ts';
import { listDevices, makeEnrolCode, revokeDevice } from './auth/devices.ts';
import type { CloudDatabase } from './database.ts';
import type { FleetAdminRequest } from './fleet/administer-fleet.ts';
import { administerFleet, fleetAdminSchemas } from './fleet/administer-fleet.ts';
import { administerOperators } from './operators/administer-operators.ts';
import { type Act, actAndNote } from './operators/audit.ts';
import { addTenant } from './tenants.ts';

/** Left out: the only tenant there is. */
const operatorTenant = tenantNameSchema.optional();

/** What an operator may ask for; over the database, or of a running endpoint that has the embedded one open. */
export const adminRequestSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('enrol-code'), tenant: idSchema, hours: z.number().positive().max(720) }),
  z.strictObject({ action: z.literal('devices'), tenant: idSchema }),
  z.strictObject({ action: z.literal('revoke-device'), tenant: idSchema, device: z.string().min(1).max(200) }),
  z.strictObject({
    action: z.literal('channel-key'),
    tenant: idSchema,
    companion: idSchema,
    scopes: z.array(z.enum(CHANNEL_SCOPES)).min(1),
    name: z.string().min(1).max(80),
  }),
  z.strictObject({ action: z.literal('channels'), tenant: idSchema }),
  z.strictObject({ action: z.literal('operator-add'), tenant: operatorTenant, name: operatorNameSchema, role: operatorRoleSchema }),
  z.strictObject({ action: z.literal('operators'), tenant: operatorTenant }),
  z.strictObject({ action: z.literal('operator-reset'), tenant: operatorTenant, name: operatorNameSchema }),
  z.strictObject({ action: z.literal('operator-remove'), tenant: operatorTenant, name: operatorNameSchema }),
  z.strictObject({ action: z.literal('revoke-channel'), tenant: idSchema, channel: z.string().min(1).max(200) }),
  ...fleetAdminSchemas,
]);
export type AdminRequest = z.infer<typeof adminRequestSchema>;

export const adminAnswerSchema = z.object({
  /** A code or key, shown this once. */
  secret: z.string().optional(),
  /** Whether there was such a device or channel. */
  found: z.boolean().optional(),
  devices: z.array(z.custom<Device>((value) => typeof value === 'object')).optional(),
  channels: z.array(z.custom<ChannelKey>((value) => typeof value === 'object')).optional(),
  /** The one-time code that sets an operator's account up, shown this once. */
  setUp: setUpLinkSchema.optional(),
  operators: z.array(accountSchema).optional(),
  kiosks: z.array(kioskViewSchema).optional(),
  releases: z.array(releaseViewSchema).optional(),
  /** Id of what was published. */
  release: z.string().optional(),
  config: configViewSchema.optional(),
  revision: z.number().int().optional(),
});
export type AdminAnswer = z.infer<typeof adminAnswerSchema>;

export interface AdminDeps {
  readonly db: CloudDatabase;
  readonly random: (bytes: number) => Uint8Array;
  readonly wallMs: () => number;
  /** See FleetDeps. */
  readonly artefactsDir: string;
}

export async function administer(deps: AdminDeps, request: AdminRequest): Promise<AdminAnswer> {
  if (isOperatorRequest(request)) return administerOperators(deps, request);
  if (isFleetRequest(request)) return administerFleet(deps, request);
  const { db, random, wallMs } = deps;
  const { tenant } = request;
  const nowMs = wallMs();
  const act = <T>(work: Act<T>) => actAndNote(db, { tenant, operator: null, address: '' }, nowMs, work);
  switch (request.action) {
    case 'enrol-code':
      await addTenant(db, tenant);
      return act(async (db, note) => {
        await note('enrol-code-made', '', `${request.hours} h`);
        return { secret: await makeEnrolCode(db, { tenant, untilMs: nowMs + request.hours * 3_600_000, random }) };
      });
    case 'devices':
      return { devices: await listDevices(db, tenant) };
    case 'revoke-device':
      return act(async (db, note) => {
        const found = await revokeDevice(db, tenant, request.device, nowMs);
        if (found) await note('kiosk-revoked', request.device);
        return { found };
      });
    case 'channel-key': {
      const { companion, scopes, name } = request;
      await addTenant(db, tenant);
      return act(async (db, note) => {
        await note('channel-key-made', name, scopes.join(' '));
        return { secret: await makeChannelKey(db, { tenant, companion, scopes, name, nowMs }) };
      });
    }
    case 'channels':
      return { channels: await listChannelKeys(db, tenant) };
    case 'revoke-channel':
      return act(async (db, note) => {
        const found = await revokeChannelKey(db, tenant, request.channel, nowMs);
        if (found) await note('channel-key-revoked', request.channel);
        return { found };
      });
  }
}

export type OperatorAdminRequest = Extract<AdminRequest, { readonly action: `operator${string}` }>;

function isFleetRequest(request: AdminRequest): request is FleetAdminRequest {
  return request.action.startsWith('fleet-');
}

function isOperatorRequest(request: AdminRequest): request is OperatorAdminRequest {
  return request.action.startsWith('operator');
}
