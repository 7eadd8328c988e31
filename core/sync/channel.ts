import { z } from 'zod';
import { idSchema } from '../contract/primitives.ts';
import { MAX_BADGE_PAYLOAD } from '../contract/protocol.ts';
import { guestRefSchema } from './op.ts';

/**
 * Other channels of the same companion (a text chat, a telephone line). A channel holds a key of one tenant and companion, and
 * reaches only guests who let it: by a code that the kiosk shows them. It then gets what a kiosk gets, sealed ops and that
 * guest's key; the endpoint opens nothing for it.
 *
 *   recall  read what is known of such a guest
 *   append  add turns, facts and threads
 *   badge   take the badge itself for the guest's leave. A badge identifies and does not authenticate, so a channel has this
 *           only where the operator says so
 */
export const CHANNEL_SCOPES = ['recall', 'append', 'badge'] as const;
export const DEFAULT_SCOPES: readonly ChannelScope[] = ['recall', 'append'];
export type ChannelScope = (typeof CHANNEL_SCOPES)[number];

/** What a channel may write: no consent, no erasure, no PIN; those are given at the kiosk. */
export const CHANNEL_KINDS: ReadonlySet<string> = new Set(['turn.put', 'fact.put', 'fact.retract', 'thread.put']);

export const LINK_CODE_LENGTH = 8;
/** For so long a code is good, once. */
export const LINK_CODE_MS = 10 * 60_000;

export const linkRequestSchema = z.strictObject({
  tenant: idSchema,
  companion: idSchema,
  guest: guestRefSchema,
  /** The scanned badge token. */
  badge: z.string().min(1).max(MAX_BADGE_PAYLOAD),
  /** Of linkCodeInput(): the code itself stays between the guest and the two machines it is typed at. */
  codeHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The guest's badge id, sealed under the code, in base64. */
  sealed: z.string().min(1).max(1000),
});
export type LinkRequest = z.infer<typeof linkRequestSchema>;
export const linkResponseSchema = z.object({ expiresInMs: z.number().int().positive() });

export const redeemRequestSchema = z.strictObject({ tenant: idSchema, companion: idSchema, codeHash: linkRequestSchema.shape.codeHash });
export const redeemResponseSchema = z.object({ guest: guestRefSchema, sealed: z.string().min(1).max(1000) });

/** What is hashed to name a code to the endpoint, and what the key that seals under it is derived from. */
export function linkCodeInput(use: 'name' | 'key', tenant: string, companion: string, code: string): string {
  return JSON.stringify(['foyer link', use, tenant, companion, code]);
}
