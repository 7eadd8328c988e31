import type { CloudDatabase } from '../../../cloud/database.ts';
import { toRefusal } from '../../../cloud/http/refusal.ts';
import { syncRoutes } from '../../../cloud/http/sync-routes.ts';
import type { KeyWrap } from '../../../cloud/push-ops.ts';
import type { Random } from '../../support/random.ts';
import type { Endpoint } from './faulty-network.ts';
import type { Simulation } from './simulation.ts';
import type { Tally } from './tally.ts';

/** What is wrapped is not under test here. */
const OPEN_WRAP: KeyWrap = { wrap: (key) => key, unwrap: (key) => key };
/** Of requests: killed in the midst of a transaction, killed after it, no room for the database. */
const KILLED = 0.02;
const KILLED_AFTER = 0.01;
const DISK_FULL = 0.02;

export interface MortalEndpoint {
  readonly handle: Endpoint;
  heal(): void;
}

class Killed extends Error {}

/**
 * The endpoint's routes with what checks and answers them, without sockets. It keeps nothing between requests, so that a kill
 * is what it does to the transaction under way and to the answer; starting again takes a while.
 */
export function createMortalEndpoint(deps: {
  readonly db: CloudDatabase;
  readonly tenant: string;
  readonly guestOfBadge: (badge: string) => string | null;
  readonly simulation: Simulation;
  readonly random: Random;
  readonly tally: Tally;
  readonly wallMs: () => number;
}): MortalEndpoint {
  const { tenant, simulation, random, tally } = deps;
  let healed = false;
  let downUntilMs = 0;
  const doom = { queries: Number.POSITIVE_INFINITY, error: new Error() };
  const routes = syncRoutes({
    db: withDoom(deps.db, doom),
    keyWrap: OPEN_WRAP,
    wallMs: deps.wallMs,
    guestOfBadge(_tenant, badge) {
      const guest = deps.guestOfBadge(badge);
      return guest === null ? { refused: 'malformed' } : { guest };
    },
    badgeTrust: () => ({ list: null }),
    metrics: { pushed: () => {} },
  });
  function die(how: string): null {
    tally.count('endpoint killed');
    tally.note(`endpoint killed ${how}`);
    downUntilMs = simulation.nowMs() + 500 + random() * 5000;
    return null;
  }
  return {
    async handle({ method, url, body }) {
      if (simulation.nowMs() < downUntilMs) return null;
      const route = routes.find((one) => one.method === method && one.path === url.pathname);
      if (route === undefined) return { status: 404, body: '{}' };
      const dice = healed ? 1 : random();
      doom.queries = dice < KILLED + DISK_FULL ? 1 + Math.floor(random() * 10) : Number.POSITIVE_INFINITY;
      doom.error = dice < KILLED ? new Killed() : new Error('could not extend file: No space left on device');
      try {
        const input = route.input.parse(body === null ? Object.fromEntries(url.searchParams) : JSON.parse(body));
        const answer = await route.handle(input, { kind: 'token', tenant, id: 'static' });
        if (dice > 1 - KILLED_AFTER && !healed) return die('before it answered');
        return { status: 200, body: JSON.stringify(answer) };
      } catch (error) {
        if (error instanceof Killed) return die(`in the midst of ${url.pathname}`);
        if (error === doom.error) tally.count('endpoint disk full');
        const { status, code, message } = toRefusal(error);
        return { status, body: JSON.stringify({ code, message }) };
      }
    },
    heal() {
      healed = true;
      downUntilMs = 0;
    },
  };
}

/** Rejects the query that is next when the count runs out, within its transaction. */
function withDoom(db: CloudDatabase, doom: { queries: number; readonly error: Error }): CloudDatabase {
  return {
    ...db,
    asTenant: (tenant, work) =>
      db.asTenant(tenant, (tx) =>
        work({
          query(sql, params) {
            if (doom.queries-- <= 0) return Promise.reject(doom.error);
            return tx.query(sql, params);
          },
        }),
      ),
  };
}
