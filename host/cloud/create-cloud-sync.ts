import { backoffMs } from '../../core/backoff.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Clock, CloudSync, Log } from '../../core/ports.ts';
import { CHANNEL_DEVICE, readStamp } from '../../core/sync/hlc.ts';
import type { SyncStore } from '../../core/sync/sync-store.ts';
import type { BadgeTrustResponse, PullResponse } from '../../core/sync/wire.ts';
import type { CloudHttp } from './cloud-http.ts';
import { createCloudHttp } from './cloud-http.ts';
import { deviceCredentials, fixedCredentials } from './credentials.ts';
import type { DeviceIdentity } from './device-identity.ts';
import { makeLink, redeemLink } from './guest-link.ts';
import { createHttpCall, refusalCode } from './http-call.ts';
import { createLinkState, describe } from './link-state.ts';
import { credentialsProblem, urlProblem } from './sync-config.ts';
import { createRound } from './sync-round.ts';

const LEASE_MS = 7 * 86_400_000;

export interface CloudSyncOptions {
  /** `sync` of the guest store. */
  readonly store: SyncStore;
  /** Cloud endpoint; https, or http on this machine only. Left out: memory stays on this kiosk and the state is "off". */
  readonly url?: string | undefined;
  /** What this machine enrolled as; null, or left out: `token`. What it throws is the problem that staff are told. */
  readonly identity?: () => DeviceIdentity | null;
  /** The tenant's static token, or a channel's key. */
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
  /** How long a guest's key is kept here without contact to the endpoint, and without the guest. Default 7 days. */
  readonly leaseMs?: number;
  /** Told which badges are good, at first and every `badgeTrustEveryMs` (default 60 s). Left out: not asked for. */
  readonly onBadgeTrust?: (trust: BadgeTrustResponse) => void;
  readonly badgeTrustEveryMs?: number;
  /** Told when a pulled guest was last served at another kiosk, milliseconds since 1970. */
  readonly onElsewhere?: (guestId: string, atMs: number) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
}

export interface KioskCloudSync extends CloudSync {
  /**
   * Why nothing is synced, for staff: the last failure while offline, or what is wrong with the configuration
   * ("sync-no-token", "sync-insecure-url"; the state is "off" then). null while all is well.
   */
  readonly problem: FoyerError | null;
  /**
   * A code by which the guest, whose badge was scanned, lets another channel have their memory; shown to them alone, after
   * their PIN where they have one. Works once, for ten minutes. @throws FoyerError as HttpCall does; "sync-off"
   */
  link(guestId: string, badge: string): Promise<string>;
  /** Of a channel: uses such a code up, and says who gave it. @throws FoyerError as HttpCall does; "bad-link-code"; "sync-off" */
  redeem(code: string): Promise<string>;
}

/**
 * Keeps the guest store and the cloud endpoint in step: pushes the outbox, polls for erasures, pulls a
 * guest on scan. Being offline is normal: nothing waits for it and nothing is lost by it. Never throws.
 */
export function createCloudSync(options: CloudSyncOptions): KioskCloudSync {
  const { url, clock, log, store, leaseMs = LEASE_MS } = options;
  if (url === undefined) return createNoSync(null);
  const identity = readIdentity(options);
  const misconfigured = identity instanceof FoyerError ? identity : (credentialsProblem({ ...options, identity }) ?? urlProblem(url));
  if (misconfigured !== null || identity instanceof FoyerError) {
    log.error('sync.misconfigured', { message: misconfigured?.message, remedy: misconfigured?.remedy });
    return createNoSync(misconfigured);
  }
  const http = connect(url, identity, options);
  const link = createLinkState(log);
  /** A revoked machine keeps nothing of anybody. */
  const failed = (error: unknown) => {
    if (stop.signal.aborted) return;
    if (isRevoked(error) && store.goBlind()) log.error('sync.revoked', describe(error));
    link.failed(error);
  };
  const succeeded = () => {
    store.contacted();
    link.succeeded();
  };
  const heard = new Set<(guestId: string) => void>();
  const stop = new AbortController();
  const signal = () => AbortSignal.any([stop.signal, AbortSignal.timeout(options.requestMs ?? 10_000)]);
  const round = createRound(options, http, signal);
  const { pushEveryMs: baseMs, maxBackoffMs: maxMs = 60_000, random = Math.random } = options;
  let cancelTimer = () => {};
  let running: Promise<void> | null = null;

  async function runRound(forced: boolean): Promise<void> {
    try {
      store.expireLeases(leaseMs);
      if (await round(forced)) succeeded();
    } catch (error) {
      failed(error);
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
      store.expireLeases(leaseMs);
      const work = pullGuest(options, http, guestId, badge, signal).then(
        (asked) => {
          if (asked) {
            succeeded();
            for (const listener of heard) listener(guestId);
          }
          return asked;
        },
        (error: unknown) => {
          if (error instanceof FoyerError && error.code === 'cloud-refused' && !isRevoked(error))
            log.warn('sync.pull-refused', describe(error));
          else failed(error);
          return false;
        },
      );
      return withinBudget(clock, work, budgetMs);
    },
    link: (guestId, badge) => makeLink(http, options, { guestId, badge }, signal()),
    redeem: (code) => redeemLink(http, options, code, signal()),
    onHeard(listener) {
      heard.add(listener);
      return () => void heard.delete(listener);
    },
    async flush() {
      // A round under way may have read the outbox before the latest op.
      await running;
      if (!stop.signal.aborted) await start(true);
    },
    get state() {
      return link.state;
    },
    get problem() {
      return link.problem;
    },
    onState: link.onState,
    async close() {
      stop.abort();
      cancelTimer();
      await running;
    },
  };
}

function readIdentity({ identity }: CloudSyncOptions): DeviceIdentity | FoyerError | null {
  try {
    return identity?.() ?? null;
  } catch (error) {
    return error instanceof FoyerError
      ? error
      : new FoyerError('the device identity cannot be read', { fault: 'device', code: 'device-identity-broken', cause: error });
  }
}

function connect(
  url: string,
  identity: DeviceIdentity | null,
  { token = '', tenant, clock, fetch: fetchFrom = fetch }: CloudSyncOptions,
): CloudHttp {
  const call = createHttpCall({ url, fetch: fetchFrom });
  const enrolled = identity?.tenant === tenant ? identity : null;
  return createCloudHttp(call, enrolled === null ? fixedCredentials(token) : deviceCredentials(call, enrolled, clock.nowMs));
}

function isRevoked(error: unknown): boolean {
  const code = refusalCode(error);
  return code === 'device-revoked' || code === 'channel-revoked';
}

/** Resolves to false when there is nothing to ask. */
async function pullGuest(
  { store, tenant, companionId, onElsewhere }: CloudSyncOptions,
  http: CloudHttp,
  guestId: string,
  badge: string,
  signal: () => AbortSignal,
): Promise<boolean> {
  for (;;) {
    const from = store.pullFrom(guestId);
    if (from === null) return false;
    // A channel to which the guest was linked has no badge to show.
    const answer = await http.pull({ tenant, companion: companionId, ...(badge !== '' && { badge }), ...from }, signal());
    store.applyPull(guestId, answer, from.since);
    const atMs = lastElsewhere(answer, store.device);
    if (atMs !== null) onElsewhere?.(guestId, atMs);
    if (!answer.more || answer.sequence <= from.since) return true;
  }
}

/** The latest op of another kiosk; null where there is none. */
function lastElsewhere({ ops }: PullResponse, device: string | undefined): number | null {
  const times = ops.flatMap((op) => {
    const stamp = readStamp(op.stamp);
    return stamp === null || stamp.device === device || stamp.device.startsWith(CHANNEL_DEVICE) ? [] : [stamp.ms];
  });
  return times.length === 0 ? null : Math.max(...times);
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

function createNoSync(problem: FoyerError | null): KioskCloudSync {
  const off = () => Promise.reject(problem ?? new FoyerError('memory stays on this machine', { fault: 'operator', code: 'sync-off' }));
  return {
    pull: async () => false,
    link: off,
    redeem: off,
    flush: async () => {},
    state: 'off',
    problem,
    onState: () => () => {},
    close: async () => {},
  };
}
