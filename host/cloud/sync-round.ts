import { FoyerError } from '../../core/contract/errors.ts';
import type { Clock } from '../../core/ports.ts';
import type { BadgeTrustResponse, OpResult } from '../../core/sync/wire.ts';
import { MAX_PUSH_OPS } from '../../core/sync/wire.ts';
import type { CloudHttp } from './cloud-http.ts';
import type { CloudSyncOptions } from './create-cloud-sync.ts';

const MAX_RESTAMPS = 20;

/** One round: push until the outbox is empty, then the feeds that are due. Resolves to whether the endpoint was asked anything. */
export function createRound(options: CloudSyncOptions, http: CloudHttp, signal: () => AbortSignal) {
  const { store, tenant, clock, log, onBadgeTrust } = options;
  const erasuresDue = createInterval(clock, options.erasuresEveryMs ?? 10_000);
  const badgeTrustDue = createInterval(clock, options.badgeTrustEveryMs ?? 60_000);

  async function push(): Promise<boolean> {
    for (let asked = false, stamped = 0; ; asked = true) {
      const ops = store.pending(MAX_PUSH_OPS);
      if (ops.length === 0) return asked;
      const known = new Set(ops.map((op) => op.id));
      const results = (await http.push({ tenant, ops: [...ops] }, signal())).filter((result) => known.has(result.id));
      if (results.length === 0)
        throw new FoyerError('the cloud acknowledged none of the ops', { fault: 'network', code: 'cloud-bad-answer' });
      // Once stamped anew they are taken; an endpoint that goes on refusing them is no endpoint.
      if (results.every(isSentAgain) && ++stamped > MAX_RESTAMPS)
        throw new FoyerError('the cloud does not take stamps of its own time', { fault: 'network', code: 'cloud-bad-answer' });
      store.settle(results);
      log.debug('sync.pushed', { ops: results.length });
    }
  }
  async function readErasures(): Promise<void> {
    for (;;) {
      const since = store.erasuresSince;
      const answer = await http.erasures(since, signal());
      store.applyErasures(answer);
      if (!answer.more || answer.sequence <= since) return;
    }
  }
  function keepBadgeTrust(trust: BadgeTrustResponse): void {
    try {
      onBadgeTrust?.(trust);
    } catch (error) {
      // A file on this kiosk is at fault, not the link.
      log.error('sync.badge-trust-not-kept', { error });
    }
  }
  return async (forced: boolean): Promise<boolean> => {
    let asked = await push();
    if (forced || erasuresDue.due) {
      await readErasures();
      erasuresDue.done();
      asked = true;
    }
    if (onBadgeTrust !== undefined && (forced || badgeTrustDue.due)) {
      keepBadgeTrust(await http.badgeTrust(signal()));
      badgeTrustDue.done();
      asked = true;
    }
    return asked;
  };
}

/** Refused for its stamp, or for a consent before it that was. */
function isSentAgain(result: OpResult): boolean {
  return result.outcome === 'refused' && (result.reason === 'clock-ahead' || result.reason === 'unknown-key');
}

function createInterval(clock: Clock, everyMs: number) {
  let doneAtMs = Number.NEGATIVE_INFINITY;
  return {
    get due() {
      return clock.nowMs() - doneAtMs >= everyMs;
    },
    done() {
      doneAtMs = clock.nowMs();
    },
  };
}
