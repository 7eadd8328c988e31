import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from '../auth/principal.ts';
import { HttpRefusal } from './refusal.ts';
import type { RouteGuard } from './route.ts';

/** Requests a minute. */
export interface RateLimits {
  /** Of one kiosk or channel; of one address where kiosks share a static token. */
  readonly perClient: number;
  readonly perTenant: number;
  /** Without a token, from one address: challenges and tokens of the kiosks behind it. */
  readonly perAddress: number;
  /** Enrolments, and requests whose token was no good, from one address: guesses. */
  readonly guesses: number;
}

export const DEFAULT_LIMITS: RateLimits = { perClient: 600, perTenant: 60_000, perAddress: 1200, guesses: 60 };

/** Clients whose counts are kept at a time; those not heard of for longest are forgotten first. */
const COUNTED = 20_000;

export interface AdmissionDeps {
  authenticate(authorization: string | undefined): Promise<Principal>;
  /** What an operator's request has to show. */
  isOperator(authorization: string | undefined): boolean;
  readonly limits: RateLimits;
}

/** Who may ask how often. Counts are this instance's own: of several behind a balancer each allows as much. */
export async function createAdmission(app: FastifyInstance, { authenticate, isOperator, limits }: AdmissionDeps): Promise<RouteGuard> {
  await app.register(rateLimit, { global: false, cache: COUNTED });
  const keys = new WeakMap<FastifyRequest, string>();
  const limiter = (max: number) => {
    const check = app.createRateLimit({ max, timeWindow: 60_000, keyGenerator: (request) => keys.get(request) ?? request.ip });
    return async (request: FastifyRequest, key: string, increment = true) => {
      keys.set(request, key);
      const state = await check(request, { increment });
      if (!state.isAllowed && (increment ? state.isExceeded : state.remaining <= 0))
        throw new HttpRefusal(429, 'too-many', 'Too many requests: wait a minute.');
    };
  };
  const [client, tenant, address, guess] = [limits.perClient, limits.perTenant, limits.perAddress, limits.guesses].map(limiter) as [
    ReturnType<typeof limiter>,
    ReturnType<typeof limiter>,
    ReturnType<typeof limiter>,
    ReturnType<typeof limiter>,
  ];
  return {
    async admit(request, who) {
      if (who === 'anyone') {
        await address(request, `address ${request.ip}`);
        if (request.routeOptions.url === '/v1/enrol') await guess(request, `guess ${request.ip}`);
        return NOBODY;
      }
      await guess(request, `guess ${request.ip}`, false);
      try {
        if (who === 'operator') {
          if (!isOperator(request.headers.authorization)) throw new HttpRefusal(401, 'not-the-operator', "The operator's key is needed.");
          return NOBODY;
        }
        const principal = await authenticate(request.headers.authorization);
        await client(request, `client ${principal.tenant} ${principal.kind === 'token' ? request.ip : principal.id}`);
        await tenant(request, `tenant ${principal.tenant}`);
        return principal;
      } catch (error) {
        if (error instanceof HttpRefusal && error.status === 401 && error.code !== 'token-expired')
          await guess(request, `guess ${request.ip}`);
        throw error;
      }
    },
  };
}

/** Stands for whoever has no token; owns nothing. */
const NOBODY: Principal = { kind: 'token', tenant: '', id: '' };
