import type { z } from 'zod';
import { type LinkRequest, linkResponseSchema, type redeemRequestSchema, redeemResponseSchema } from '../../core/sync/channel.ts';
import type { BadgeTrustResponse, ErasuresResponse, OpResult, PullRequest, PullResponse, PushRequest } from '../../core/sync/wire.ts';
import { badgeTrustResponseSchema, erasuresResponseSchema, pullResponseSchema, pushResponseSchema } from '../../core/sync/wire.ts';
import { authorise } from './authorised-call.ts';
import type { Credentials } from './credentials.ts';
import type { HttpCall } from './http-call.ts';

/** The endpoint's interface to those who have credentials; rejects as HttpCall does. docs/cloud.md describes it. */
export interface CloudHttp {
  push(request: PushRequest, signal: AbortSignal): Promise<readonly OpResult[]>;
  pull(request: PullRequest, signal: AbortSignal): Promise<PullResponse>;
  erasures(since: number, signal: AbortSignal): Promise<ErasuresResponse>;
  badgeTrust(signal: AbortSignal): Promise<BadgeTrustResponse>;
  /** Keeps a code for another channel. */
  link(request: LinkRequest, signal: AbortSignal): Promise<z.infer<typeof linkResponseSchema>>;
  /** Of a channel: uses a code up. */
  redeem(request: z.infer<typeof redeemRequestSchema>, signal: AbortSignal): Promise<z.infer<typeof redeemResponseSchema>>;
}

export function createCloudHttp(call: HttpCall, credentials: Credentials): CloudHttp {
  const authorised = authorise(call, credentials);
  return {
    async push(body, signal) {
      return (await authorised({ path: 'v1/push', body, answer: pushResponseSchema, signal })).results;
    },
    pull: (body, signal) => authorised({ path: 'v1/pull', body, answer: pullResponseSchema, signal }),
    erasures: (since, signal) => authorised({ path: `v1/erasures?since=${since}`, body: null, answer: erasuresResponseSchema, signal }),
    badgeTrust: (signal) => authorised({ path: 'v1/badge-trust', body: null, answer: badgeTrustResponseSchema, signal }),
    link: (body, signal) => authorised({ path: 'v1/links', body, answer: linkResponseSchema, signal }),
    redeem: (body, signal) => authorised({ path: 'v1/links/redeem', body, answer: redeemResponseSchema, signal }),
  };
}
