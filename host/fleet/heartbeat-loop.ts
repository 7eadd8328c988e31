import { backoffMs } from '../../core/backoff.ts';
import {
  type CommandResult,
  type Heartbeat,
  type HeartbeatAnswer,
  MAX_COUNTS_PER_HEARTBEAT,
  MAX_RESULTS_PER_HEARTBEAT,
} from '../../core/contract/fleet.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { UnsentBucket } from '../../native/sqlite/count-bucket-store.ts';
import { describe } from '../cloud/link-state.ts';
import type { FleetHttp } from './fleet-http.ts';

export interface HeartbeatLoopOptions {
  readonly http: Pick<FleetHttp, 'heartbeat'>;
  readonly tenant: string;
  readonly collect: () => Heartbeat;
  readonly counts: { unsent(limit: number): readonly UnsentBucket[]; settle(sent: readonly UnsentBucket[]): void };
  readonly results: { results(limit: number): readonly CommandResult[]; settle(results: readonly CommandResult[]): void };
  readonly onAnswer: (answer: HeartbeatAnswer) => Promise<void> | void;
  /** Until the endpoint says otherwise. */
  readonly everyMs: number;
  /** Longest time one heartbeat may take. Default 15 s. */
  readonly requestMs?: number;
  readonly clock: Clock;
  readonly wallMs: () => number;
  readonly log: Log;
  readonly random: () => number;
}

export interface HeartbeatLoop {
  /** The kiosk's clock minus the endpoint's, as of the last answer. */
  readonly clockOffsetMs: number | null;
  /** The endpoint's time, milliseconds since 1970, as far as it is known. */
  endpointMs(): number;
  /** There is something to tell: the next one is sent at once. */
  hurry(): void;
  close(): Promise<void>;
}

/** Kiosks that were switched on together do not come together for ever. */
const JITTER = 0.1;
const MAX_BACKOFF_MS = 5 * 60_000;
/** Not at once: on a full disk the same would be sent again and again. */
const MORE_AFTER_MS = 1000;

/** Tells the endpoint how the kiosk does, again and again, and hands on what it answers. Being offline is normal; nothing waits for it. */
export function startHeartbeatLoop(options: HeartbeatLoopOptions): HeartbeatLoop {
  const { http, tenant, collect, counts, results, clock, wallMs, log, random, requestMs = 15_000 } = options;
  const stop = new AbortController();
  let everyMs = options.everyMs;
  let failures = 0;
  let clockOffsetMs: number | null = null;
  let cancel = () => {};
  let running: Promise<void> | null = null;
  let again = false;
  /** Counts that did not fit. */
  let more = false;

  async function beat(): Promise<void> {
    const sentCounts = counts.unsent(MAX_COUNTS_PER_HEARTBEAT);
    const sentResults = results.results(MAX_RESULTS_PER_HEARTBEAT);
    const request = { tenant, heartbeat: collect(), counts: sentCounts.map(({ bucket }) => bucket), results: [...sentResults] };
    const beganMs = wallMs();
    const answer = await http.heartbeat(request, AbortSignal.any([stop.signal, AbortSignal.timeout(requestMs)]));
    clockOffsetMs = Math.round((beganMs + wallMs()) / 2 - Date.parse(answer.serverTime));
    everyMs = answer.nextInMs;
    more = sentCounts.length === MAX_COUNTS_PER_HEARTBEAT;
    try {
      counts.settle(sentCounts);
      results.settle(sentResults);
      await options.onAnswer(answer);
    } catch (error) {
      // A full disk is this kiosk's own affair, and the endpoint has to go on hearing of it.
      log.error('fleet.answer-not-followed', { error });
    }
  }

  async function round(): Promise<void> {
    again = false;
    try {
      await beat();
      if (failures > 0) log.info('fleet.online-again', { failures });
      failures = 0;
    } catch (error) {
      if (stop.signal.aborted) return;
      failures++;
      // Once per outage: a kiosk without a network must not fill its log.
      if (failures === 1) log.warn('fleet.heartbeat-failed', describe(error));
    }
    plan();
  }

  function waitMs(): number {
    if (failures > 0) return backoffMs(failures - 1, { baseMs: everyMs, maxMs: Math.max(everyMs, MAX_BACKOFF_MS) }, random());
    if (again) return 0;
    return more ? Math.min(everyMs, MORE_AFTER_MS) : Math.round(everyMs * (1 + JITTER * (2 * random() - 1)));
  }

  function plan(): void {
    if (stop.signal.aborted) return;
    cancel = clock.after(waitMs(), start);
  }

  function start(): void {
    if (stop.signal.aborted || running !== null) return;
    cancel();
    running = round().finally(() => {
      running = null;
    });
  }

  start();
  return {
    get clockOffsetMs() {
      return clockOffsetMs;
    },
    endpointMs: () => wallMs() - (clockOffsetMs ?? 0),
    hurry() {
      if (running !== null) again = true;
      // While the endpoint cannot be reached, its turn comes with the next attempt.
      else if (failures === 0) start();
    },
    async close() {
      stop.abort();
      cancel();
      await running;
    },
  };
}
