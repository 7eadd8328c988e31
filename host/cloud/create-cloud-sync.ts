import { FoyerError } from '../../core/contract/errors.ts';
import type { Clock, CloudSync, Log } from '../../core/ports.ts';
import { backoffMs } from '../../core/sync/backoff.ts';
import type { SyncStore } from '../../core/sync/sync-store.ts';
import { MAX_PUSH_OPS } from '../../core/sync/wire.ts';
import type { CloudHttp } from './cloud-http.ts';
import { createCloudHttp } from './cloud-http.ts';

export interface CloudSyncOptions {
  /** `sync` of the guest store. */
  readonly store: SyncStore;
  /** Cloud endpoint; https, or http on this machine only. Left out: memory stays on this kiosk and the state is "off". */
  readonly url?: string | undefined;
  /** The tenant's bearer token. */
  readonly token?: string | undefined;
  readonly tenant: string;
  readonly companionId: string;
  /** How long a new op waits at most, while the endpoint can be reached. */
  readonly pushEveryMs: number;
  /** How often erasures elsewhere are asked for. Default 10 s. */
  readonly erasuresEveryMs?: number;
  /** Longest wait between attempts while the endpoint cannot be reached. Default 60 s. */
  readonly maxBackoffMs?: number;
  /** Longest time one request may take. Default 10 s. */
  readonly requestMs?: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
}

/**
 * Keeps the guest store and the cloud endpoint in step: pushes the outbox, polls for erasures, pulls a
 * guest on scan. Being offline is normal: nothing waits for it and nothing is lost by it.
 * @throws FoyerError fault "operator", code "sync-no-token" or "sync-insecure-url", when the configuration cannot work.
 */
export function createCloudSync(options: CloudSyncOptions): CloudSync {
  if (options.url === undefined) return createNoSync();
  const { url, token, clock, log, fetch: fetchFrom = fetch } = options;
  if (token === undefined || token === '') throw noToken();
  assertSecure(url);
  const http = createCloudHttp({ url, token, fetch: fetchFrom });
  const link = createLinkState(log);
  const stop = new AbortController();
  const signal = () => AbortSignal.any([stop.signal, AbortSignal.timeout(options.requestMs ?? 10_000)]);
  const round = createRound(options, http, signal);
  const { pushEveryMs: baseMs, maxBackoffMs: maxMs = 60_000, random = Math.random } = options;
  let cancelTimer = () => {};
  let running: Promise<void> | null = null;

  async function runRound(forced: boolean): Promise<void> {
    try {
      if (await round(forced)) link.succeeded();
    } catch (error) {
      if (!stop.signal.aborted) link.failed(error);
    }
    if (stop.signal.aborted) return;
    cancelTimer();
    cancelTimer = clock.after(
      link.failures === 0 ? baseMs : backoffMs(link.failures, { baseMs, maxMs }, random()),
      () => void start(false),
    );
  }
  function start(forced: boolean): Promise<void> {
    running ??= runRound(forced).finally(() => {
      running = null;
    });
    return running;
  }
  void start(true);

  return {
    async pull(guestId, badge, budgetMs) {
      const work = pullGuest(options, http, guestId, badge, signal).then(
        (asked) => {
          if (asked) link.succeeded();
          return asked;
        },
        (error: unknown) => {
          if (error instanceof FoyerError && error.code === 'cloud-refused') log.warn('sync.pull-refused', describe(error));
          else if (!stop.signal.aborted) link.failed(error);
          return false;
        },
      );
      return withinBudget(clock, work, budgetMs);
    },
    async flush() {
      // A round under way may have read the outbox before the latest op.
      await running;
      if (!stop.signal.aborted) await start(true);
    },
    get state() {
      return link.state;
    },
    onState: link.onState,
    async close() {
      stop.abort();
      cancelTimer();
      await running;
    },
  };
}

/** One round: push until the outbox is empty, then the erasure feed if it is due. Resolves to whether the endpoint was asked anything. */
function createRound({ store, tenant, clock, erasuresEveryMs = 10_000 }: CloudSyncOptions, http: CloudHttp, signal: () => AbortSignal) {
  let polledAtMs = Number.NEGATIVE_INFINITY;
  return async (forced: boolean): Promise<boolean> => {
    let asked = false;
    for (;;) {
      const ops = store.pending(MAX_PUSH_OPS);
      if (ops.length === 0) break;
      asked = true;
      const known = new Set(ops.map((op) => op.id));
      const results = (await http.push({ tenant, ops: [...ops] }, signal())).filter((result) => known.has(result.id));
      if (results.length === 0)
        throw new FoyerError('the cloud acknowledged none of the ops', { fault: 'network', code: 'cloud-bad-answer' });
      store.settle(results);
    }
    while (forced || clock.nowMs() - polledAtMs >= erasuresEveryMs) {
      asked = true;
      const answer = await http.erasures(store.erasuresSince, signal());
      store.applyErasures(answer);
      if (answer.more) continue;
      polledAtMs = clock.nowMs();
      break;
    }
    return asked;
  };
}

/** Resolves to false when there is nothing to ask. */
async function pullGuest(
  { store, tenant, companionId }: CloudSyncOptions,
  http: CloudHttp,
  guestId: string,
  badge: string,
  signal: () => AbortSignal,
): Promise<boolean> {
  for (;;) {
    const from = store.pullFrom(guestId);
    if (from === null) return false;
    const answer = await http.pull({ tenant, companion: companionId, badge, ...from }, signal());
    store.applyPull(guestId, answer);
    if (!answer.more || answer.sequence <= from.since) return true;
  }
}

/** The result, or false at the deadline; the work goes on and is folded in when it arrives. */
async function withinBudget(clock: Clock, work: Promise<boolean>, budgetMs: number): Promise<boolean> {
  let cancel = () => {};
  const late = new Promise<boolean>((resolve) => {
    cancel = clock.after(budgetMs, () => resolve(false));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}

function createLinkState(log: Log) {
  const listeners = new Set<(state: CloudSync['state']) => void>();
  let state: CloudSync['state'] = 'offline';
  let failures = 0;
  const change = (next: CloudSync['state']) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  };
  return {
    get state() {
      return state;
    },
    get failures() {
      return failures;
    },
    succeeded() {
      if (failures > 0) log.info('sync.online-again', { failures });
      failures = 0;
      change('online');
    },
    failed(error: unknown) {
      failures++;
      // Once per outage: a kiosk without a network must not fill its log.
      if (failures === 1) log.warn('sync.failed', describe(error));
      change('offline');
    },
    onState(listener: (next: CloudSync['state']) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function describe(error: unknown) {
  return error instanceof FoyerError ? { code: error.code, message: error.message, remedy: error.remedy } : { error };
}

function createNoSync(): CloudSync {
  return { pull: async () => false, flush: async () => {}, state: 'off', onState: () => () => {}, close: async () => {} };
}

function assertSecure(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))) return;
  throw new FoyerError(`sync.url "${url}" would send guests' keys unencrypted over the network`, {
    fault: 'operator',
    code: 'sync-insecure-url',
    remedy: 'Use https; plain http is for an endpoint on the same machine.',
  });
}

function noToken(): FoyerError {
  return new FoyerError('sync.url is set, but there is no token for it', {
    fault: 'operator',
    code: 'sync-no-token',
    remedy: 'Put the token that `foyer cloud serve` printed into the environment variable named by sync.tokenEnv (FOYER_SYNC_TOKEN).',
  });
}
