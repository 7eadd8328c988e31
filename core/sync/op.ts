import { z } from 'zod';
import { idSchema } from '../contract/primitives.ts';
import { STAMP_PATTERN } from './hlc.ts';

/**
 * What kiosks and the cloud exchange about guests.
 *
 * Trust: an op's content is sealed (AES-256-GCM) under the guest's own key. That key travels once,
 * inside `consent.set`, over the authenticated channel; the cloud keeps it wrapped under a key that
 * is not in its database, and hands it out only against proof of a scan: a genuine badge token
 * of that guest. So a copy of the cloud's database reads nothing, a stolen kiosk cannot list or fetch
 * guests it has not scanned, and erasing the key erases what it sealed wherever copies remain.
 * The cloud process itself could decrypt; it is trusted not to, and other channels will need it.
 */

/** SHA-256 in hex of guestRefInput(): the cloud never stores the badge's own guest id. */
export const guestRefSchema = z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits');

/** What is hashed into a guest's reference. Badge ids are 96 random bits, so the hash cannot be searched. */
export function guestRefInput(tenant: string, guestId: string): string {
  return JSON.stringify(['foyer guest', tenant, guestId]);
}

export const MAX_SEALED_CHARS = 12_000;
/** Nobody is erased so often; beyond it an epoch that grows would stop being a whole number in JSON. */
const MAX_EPOCH = 2 ** 40;
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64');
const keyId = z.uuid();

const envelope = {
  /** UUIDv7; the same id is the same op, however often it arrives. */
  id: z.uuidv7(),
  tenant: idSchema,
  companion: idSchema,
  guest: guestRefSchema,
  /** Grows with each erasure of this guest; an op of an older epoch is refused for good. */
  epoch: z.number().int().nonnegative().max(MAX_EPOCH),
  /** Hybrid logical clock stamp of the device that wrote it. */
  stamp: z.string().regex(STAMP_PATTERN, 'a clock stamp'),
};
const content = { keyId, sealed: base64.max(MAX_SEALED_CHARS) };

export const syncOpSchema = z.discriminatedUnion('kind', [
  /** The guest agreed to be remembered. Carries the key that seals what this kiosk writes about them. */
  z.strictObject({ ...envelope, ...content, kind: z.literal('consent.set'), guestKey: base64.length(44) }),
  z.strictObject({ ...envelope, ...content, kind: z.literal('fact.put') }),
  z.strictObject({ ...envelope, ...content, kind: z.literal('fact.retract') }),
  z.strictObject({ ...envelope, ...content, kind: z.literal('thread.put') }),
  z.strictObject({ ...envelope, ...content, kind: z.literal('turn.put') }),
  /** The verifier of the guest's PIN; see mergePin(). */
  z.strictObject({ ...envelope, ...content, kind: z.literal('pin.set') }),
  /** How often a wrong PIN was given at this kiosk; see mergeTries(). */
  z.strictObject({ ...envelope, ...content, kind: z.literal('pin.tries') }),
  z.strictObject({ ...envelope, ...content, kind: z.literal('thread.delete') }),
  z.strictObject({ ...envelope, ...content, kind: z.literal('episode.put') }),
  z.strictObject({ ...envelope, ...content, kind: z.literal('setting.put') }),
  /** Forget everything up to and including `epoch`. No content. Consent withdrawn is this too. */
  z.strictObject({ ...envelope, kind: z.literal('guest.erase') }),
]);
export type SyncOp = z.infer<typeof syncOpSchema>;
export type SyncOpKind = SyncOp['kind'];
export type ContentOp = Exclude<SyncOp, { kind: 'guest.erase' }>;

/**
 * What the endpoint takes and hands on: kinds of later versions too, sealed as they are. A kiosk that does not know a kind
 * leaves it where it is, and asks for everything again once it does (SyncStore).
 */
export const endpointOpSchema = z
  .union([
    syncOpSchema,
    z.strictObject({
      ...envelope,
      ...content,
      kind: z
        .string()
        .regex(/^[a-z]{1,20}\.[a-z]{1,20}$/, 'a kind such as "fact.put"')
        .refine((kind) => kind !== 'consent.set' && kind !== 'guest.erase'),
    }),
  ])
  .meta({ id: 'Op' });
export type EndpointOp = z.infer<typeof endpointOpSchema>;
export type ErasureOp = Extract<SyncOp, { kind: 'guest.erase' }>;

export function isErasure(op: EndpointOp): op is ErasureOp {
  return op.kind === 'guest.erase';
}

/** What an op's seal is bound to: its content cannot be moved to another guest, op or kind. The epoch is not in it: it may still be unknown. */
export function opSealContext(op: Pick<EndpointOp, 'id' | 'tenant' | 'companion' | 'guest' | 'kind' | 'stamp'>): string {
  return JSON.stringify(['foyer op', op.tenant, op.companion, op.guest, op.id, op.kind, op.stamp]);
}
