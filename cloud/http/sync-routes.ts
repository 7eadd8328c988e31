import { z } from 'zod';
import { linkRequestSchema, linkResponseSchema, redeemRequestSchema, redeemResponseSchema } from '../../core/sync/channel.ts';
import type { BadgeTrustResponse, OpResult, PullRequest } from '../../core/sync/wire.ts';
import {
  badgeTrustResponseSchema,
  erasuresResponseSchema,
  pullRequestSchema,
  pullResponseSchema,
  pushRequestSchema,
  pushResponseSchema,
} from '../../core/sync/wire.ts';
import { grantByBadge, isGranted, keepLink, notAllowed, redeemLink } from '../auth/grants.ts';
import type { ChannelPrincipal, Principal } from '../auth/principal.ts';
import type { Metrics } from '../metrics.ts';
import type { PushDeps } from '../push-ops.ts';
import { pushOps } from '../push-ops.ts';
import { pullOps, readErasures } from '../read-ops.ts';
import { HttpRefusal } from './refusal.ts';
import { EVERYBODY, KIOSKS, type Route, route } from './route.ts';

export interface SyncRouteDeps extends PushDeps {
  /** The reference of the guest whose genuine badge this is, or why it is not accepted. */
  guestOfBadge(tenant: string, badge: string): { readonly guest: string } | { readonly refused: string };
  badgeTrust(tenant: string): BadgeTrustResponse;
  readonly metrics: Pick<Metrics, 'pushed'>;
}

export function syncRoutes(deps: SyncRouteDeps): Route[] {
  return [push(deps), pull(deps), erasures(deps), badgeTrust(deps), link(deps), redeem(deps)];
}

function push(deps: SyncRouteDeps): Route {
  return route({
    method: 'POST',
    path: '/v1/push',
    summary: 'Store sealed ops, oldest first. Idempotent by op id; the results are in the order of the ops.',
    who: EVERYBODY,
    input: pushRequestSchema,
    output: pushResponseSchema,
    async handle({ tenant, ops }, principal) {
      if (principal.kind === 'channel') assertScope(principal, 'append');
      const refused = principal.kind === 'channel' ? await notAllowed(deps.db, principal, ops, deps.wallMs()) : new Set();
      const stored = await pushOps(
        deps,
        tenant,
        ops.filter(({ id }) => !refused.has(id)),
        principal.kind === 'channel' ? 'channel' : 'kiosk',
      );
      const byId = new Map<string, OpResult>(stored.map((result) => [result.id, result]));
      const results = ops.map(({ id }) => byId.get(id) ?? { id, outcome: 'refused' as const, reason: 'not-allowed' });
      for (const { outcome } of results) deps.metrics.pushed(outcome);
      return { results };
    },
  });
}

function pull(deps: SyncRouteDeps): Route {
  return route({
    method: 'POST',
    path: '/v1/pull',
    summary: "One guest's keys and ops after a sequence number, against proof that the guest is here.",
    who: EVERYBODY,
    input: pullRequestSchema,
    output: pullResponseSchema,
    async handle(request, principal) {
      await assertProof(deps, request, principal);
      return pullOps(deps, request);
    },
  });
}

function erasures({ db }: SyncRouteDeps): Route {
  return route({
    method: 'GET',
    path: '/v1/erasures',
    summary: 'Which guests were erased after a sequence number of this feed; nothing else about them.',
    who: EVERYBODY,
    input: z.strictObject({ since: z.coerce.number().int().nonnegative().default(0) }),
    output: erasuresResponseSchema,
    handle: ({ since }, { tenant }) => readErasures(db, tenant, since),
  });
}

function badgeTrust(deps: SyncRouteDeps): Route {
  return route({
    method: 'GET',
    path: '/v1/badge-trust',
    summary: "The tenant's badge keys and revocations, signed by whoever issues its badges.",
    who: EVERYBODY,
    input: z.strictObject({}),
    output: badgeTrustResponseSchema,
    handle(_input, { tenant, kind }) {
      const trust = deps.badgeTrust(tenant);
      // The key that hashes foreign badges is for kiosks, which scan them.
      return kind === 'channel' ? { list: trust.list } : trust;
    },
  });
}

function link({ db, wallMs, guestOfBadge }: SyncRouteDeps): Route {
  return route({
    method: 'POST',
    path: '/v1/links',
    summary: 'Keep a code by which a guest, whose badge was scanned, lets another channel have their memory. Works once.',
    who: KIOSKS,
    input: linkRequestSchema,
    output: linkResponseSchema,
    handle(request) {
      checkBadge(guestOfBadge(request.tenant, request.badge), request.guest);
      return keepLink(db, request, wallMs());
    },
  });
}

function redeem({ db, wallMs }: SyncRouteDeps): Route {
  return route({
    method: 'POST',
    path: '/v1/links/redeem',
    summary: 'Use up a code that a guest gave to this channel.',
    who: ['channel'],
    input: redeemRequestSchema,
    output: redeemResponseSchema,
    handle({ companion, codeHash }, principal) {
      const channel = asChannel(principal, companion);
      return redeemLink(db, channel, codeHash, wallMs());
    },
  });
}

async function assertProof(deps: SyncRouteDeps, { tenant, companion, guest, badge }: PullRequest, principal: Principal): Promise<void> {
  const { db, wallMs } = deps;
  const channel = principal.kind === 'channel' ? asChannel(principal, companion) : null;
  if (channel !== null) assertScope(channel, 'recall');
  if (badge !== undefined) {
    if (channel !== null) assertScope(channel, 'badge');
    checkBadge(deps.guestOfBadge(tenant, badge), guest);
    if (channel !== null) await grantByBadge(db, channel, guest, wallMs());
  } else if (channel === null || !(await isGranted(db, channel, guest, wallMs()))) {
    throw new HttpRefusal(403, 'no-proof', "The guest's badge is needed, or for a channel a code that the guest gave it.");
  }
}

function checkBadge(proof: ReturnType<SyncRouteDeps['guestOfBadge']>, guest: string): void {
  if ('refused' in proof) throw new HttpRefusal(403, `badge-${proof.refused}`, 'The badge is not accepted as proof of a scan.');
  if (proof.guest !== guest) throw new HttpRefusal(403, 'badge-of-another-guest', "The badge is not this guest's.");
}

function asChannel(principal: Principal, companion: string): ChannelPrincipal {
  if (principal.kind !== 'channel' || principal.companion !== companion)
    throw new HttpRefusal(403, 'not-allowed', 'This key is not for this companion.');
  return principal;
}

function assertScope({ scopes }: ChannelPrincipal, scope: ChannelPrincipal['scopes'][number]): void {
  if (!scopes.includes(scope)) throw new HttpRefusal(403, 'not-allowed', `This key has no scope "${scope}".`);
}
