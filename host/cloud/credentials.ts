import { challengeMessage, challengeResponseSchema, tokenResponseSchema } from '../../core/sync/enrolment.ts';
import type { DeviceIdentity } from './device-identity.ts';
import type { HttpCall } from './http-call.ts';

/** What a request shows to say who asks. */
export interface Credentials {
  token(signal: AbortSignal): Promise<string>;
  /** The last one was refused. false: there is no other to try. */
  renew(): boolean;
}

/** A static token of the tenant, or a channel's key. */
export function fixedCredentials(token: string): Credentials {
  return { token: async () => token, renew: () => false };
}

/** Access tokens of this device, each fetched when the one before is about to run out. @param nowMs of a monotonic clock */
export function deviceCredentials(call: HttpCall, identity: DeviceIdentity, nowMs: () => number): Credentials {
  const { tenant, device } = identity;
  let held: { readonly token: string; readonly untilMs: number } | null = null;
  async function fetchToken(signal: AbortSignal): Promise<string> {
    const { challenge } = await call({ path: 'v1/challenge', body: { tenant, device }, answer: challengeResponseSchema, signal });
    const signature = identity.sign(challengeMessage({ tenant, device, challenge }));
    const body = { tenant, device, challenge, signature };
    const { token, expiresInMs } = await call({ path: 'v1/token', body, answer: tokenResponseSchema, signal });
    held = { token, untilMs: nowMs() + expiresInMs * 0.8 };
    return token;
  }
  return {
    token: (signal) => (held !== null && nowMs() < held.untilMs ? Promise.resolve(held.token) : fetchToken(signal)),
    renew() {
      const had = held !== null;
      held = null;
      return had;
    },
  };
}
