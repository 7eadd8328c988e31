import type { z } from 'zod';
import { type LinkRequest, linkResponseSchema, type redeemRequestSchema, redeemResponseSchema } from '../../core/sync/channel.ts';
import type { BadgeTrustResponse, ErasuresResponse, OpResult, PullRequest, PullResponse, PushRequest } from '../../core/sync/wire.ts';
import { badgeTrustResponseSchema, erasuresResponseSchema, pullResponseSchema, pushResponseSchema } from '../../core/sync/wire.ts';
import type { Credentials } from './credentials.ts';
import type { HttpCall } from './http-call.ts';
import { refusalCode } from './http-call.ts';

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
  async function authorised<T>(path: string, body: object | null, answer: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const send = async () => call({ path, body, answer, signal, token: await credentials.token(signal) });
    try {
      return await send();
    } catch (error) {
      // A token may run out early: the endpoint was given another key, or this machine slept.
      const code = refusalCode(error);
      if ((code === 'token-expired' || code === 'unknown-token') && credentials.renew()) return send();
      throw error;
    }
  }
  return {
    push: async (request, signal) => (await authorised('v1/push', request, pushResponseSchema, signal)).results,
    pull: (request, signal) => authorised('v1/pull', request, pullResponseSchema, signal),
    erasures: (since, signal) => authorised(`v1/erasures?since=${since}`, null, erasuresResponseSchema, signal),
    badgeTrust: (signal) => authorised('v1/badge-trust', null, badgeTrustResponseSchema, signal),
    link: (request, signal) => authorised('v1/links', request, linkResponseSchema, signal),
    redeem: (request, signal) => authorised('v1/links/redeem', request, redeemResponseSchema, signal),
  };
}
