import { join } from 'node:path';
import { backoffMs } from '../../core/backoff.ts';
import type { UpdatePlan } from '../../core/contract/fleet.ts';
import { FoyerError } from '../../core/contract/index.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { Finding } from '../fleet/collect-heartbeat.ts';
import type { RestartDesk } from '../fleet/restart-desk.ts';
import type { AppPlan, AppUpdate } from './app-update.ts';
import { type Artefact, clearStaging, type FetchUpdateOptions, fetchUpdate } from './fetch-update.ts';
import { isInWindow, type MaintenanceWindow } from './maintenance-window.ts';
import type { UpdateKind } from './update-kind.ts';

export interface UpdatesOptions {
  readonly dataDir: string;
  readonly kinds: readonly UpdateKind[];
  /** The program itself; null: this shell does not update itself. */
  readonly app: AppUpdate | null;
  /** What holds where the fleet has no plan, or its plan says nothing of the program. */
  readonly local: { readonly app?: AppPlan; readonly window: MaintenanceWindow };
  /** Addresses of a plan that are relative are the endpoint's own. */
  readonly endpoint: string;
  /** Says who asks, to the endpoint and nobody else. @throws FoyerError "update-insecure" */
  readonly headersFor: (url: URL) => Promise<Readonly<Record<string, string>>>;
  readonly fetch?: typeof fetch;
  /** What was on trial when the kiosk started is settled; nothing new is begun before. */
  readonly after?: Promise<void>;
  readonly idle: () => boolean;
  /** IANA zone of the venue. */
  readonly timezone: () => string;
  readonly restarts: Pick<RestartDesk, 'ask' | 'possible'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly download?: Partial<Pick<FetchUpdateOptions, 'limitMs' | 'stallMs' | 'attempts' | 'waitBeforeRetry' | 'freeBytes'>>;
}

export interface Updates {
  /** What this kiosk is to have, as of now. */
  follow(plan: UpdatePlan | null): void;
  /** Does what the plan wants now, outside its window too, but only while nobody is there. @returns what was done */
  now(withinMs: number): Promise<string>;
  findings(): readonly Finding[];
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 30_000;
/** A file that could not be had: again after that, then ever later. */
const RETRY = { baseMs: 60_000, maxMs: 6 * 3_600_000 };
/** Guests' questions and the sync share the line. */
const MAX_BYTES_PER_SECOND = 1_000_000;

type Wanted = Artefact & { readonly label: string };
/** What was done, for staff, by what it was done to. */
type Report = Map<string, string>;

/**
 * Keeps models and venue data at what the fleet's plan says: downloads quietly, at any time, into DIR/updates/staging; brings into use only
 * in the maintenance window and when nobody is at the kiosk; each on trial, with a way back. See trials.ts.
 */
export function createUpdates(options: UpdatesOptions): Updates {
  const { dataDir, kinds, app, clock, log, random, idle, restarts } = options;
  const folder = join(dataDir, 'updates', 'staging');
  const stop = new AbortController();
  let plan: UpdatePlan | null = null;
  let running: Promise<Report> | null = null;
  /** An operator does not want to wait for the window. */
  let hurried = false;
  let cancel = () => {};
  const failures = new Map<string, { count: number; untilMs: number; message: string }>();

  const mayActivate = () => idle() && (hurried || isInWindow(plan?.window ?? options.local.window, clock.localNow(options.timezone())));

  // So that "v1/files/x" lies under an endpoint that has a path of its own.
  const addressOf = (url: string) => new URL(url, options.endpoint.endsWith('/') ? options.endpoint : `${options.endpoint}/`);
  const fetcher: typeof fetch = async (input, init) => {
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), ...(await options.headersFor(new URL(String(input)))) };
    return (options.fetch ?? fetch)(input, { ...init, headers });
  };
  async function bringApp(): Promise<string | null> {
    const wanted = plan?.app ?? options.local.app;
    if (app === null) return null;
    if (wanted === undefined) return app.bring(undefined, mayActivate);
    const url = addressOf(wanted.url);
    return app.bring({ ...wanted, url: url.href, headers: await options.headersFor(url) }, mayActivate, hurried);
  }

  /** @param times in a row @returns why, for staff */
  function giveUpForNow({ sha256 }: Artefact, error: unknown, times: number): string {
    const message = error instanceof Error ? error.message : 'it could not be downloaded';
    failures.set(sha256, { count: times, untilMs: clock.nowMs() + backoffMs(times - 1, RETRY, random()), message });
    return message;
  }

  async function bring(kind: UpdateKind, wanted: Wanted): Promise<string | null> {
    const failed = failures.get(wanted.sha256);
    if (failed !== undefined && clock.nowMs() < failed.untilMs) return null;
    const times = (failed?.count ?? 0) + 1;
    let path: string;
    try {
      path = await fetchUpdate({
        artefact: { ...wanted, url: addressOf(wanted.url).href },
        ...{ folder, suffix: kind.suffix, signal: stop.signal, fetcher, maxBytesPerSecond: MAX_BYTES_PER_SECOND },
        ...options.download,
      });
      failures.delete(wanted.sha256);
    } catch (error) {
      if (stop.signal.aborted) return null;
      const message = giveUpForNow(wanted, error, times);
      log.warn('update.not-fetched', { what: kind.name, label: wanted.label, code: error instanceof FoyerError ? error.code : 'unknown' });
      return `${kind.name} ${wanted.label}: ${message}`;
    }
    if (!mayActivate()) return `${kind.name} ${wanted.label} is here, and waits until nobody is at the kiosk`;
    log.info('update.trial', { what: kind.name, label: wanted.label });
    const outcome = await kind.activate(path, wanted).catch((error: unknown) => {
      // What does not do is not wanted any more; of the rest something stood in the way that may pass.
      if (plan !== null && kind.wanted(plan)?.sha256 === wanted.sha256) giveUpForNow(wanted, error, times);
      throw error;
    });
    log.info('update.activated', { what: kind.name, label: wanted.label, outcome });
    if (outcome === 'restart') await restarts.ask(`update of the ${kind.name}`);
    return `${kind.name} ${wanted.label} ${outcome === 'restart' ? 'is tried after a restart' : 'is in use'}`;
  }

  async function work(): Promise<Report> {
    await options.after;
    const said: Report = new Map();
    const following = plan;
    const wanted = following === null ? [] : kinds.map((kind) => [kind, kind.wanted(following)] as const);
    // Before there is a plan nobody knows what is still of use.
    const keep = wanted.flatMap(([, one]) => (one === null ? [] : [one.sha256]));
    if (following !== null) {
      await clearStaging(folder, keep).catch(() => undefined);
      for (const sha256 of failures.keys()) if (!keep.includes(sha256)) failures.delete(sha256);
    }
    const tell = async (what: string, label: string, bringing: Promise<string | null>) => {
      const line = await bringing.catch((error: unknown) => {
        if (stop.signal.aborted) return null;
        log.warn('update.failed', { what, label, error });
        return `${what} ${label}: ${error instanceof Error ? error.message : 'failed'}`;
      });
      if (line !== null) said.set(what, line);
    };
    for (const [kind, one] of wanted) if (one !== null && !stop.signal.aborted) await tell(kind.name, one.label, bring(kind, one));
    await tell('program', plan?.app?.version ?? '', bringApp());
    return said;
  }

  const start = (): Promise<Report> => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
  const look = () => {
    void start();
    cancel = clock.after(LOOK_EVERY_MS, look);
  };
  look();

  return {
    follow(next) {
      const changed = JSON.stringify(next) !== JSON.stringify(plan);
      plan = next;
      // What is under way follows the plan before.
      if (changed) void Promise.resolve(running).then(start);
    },
    async now(withinMs) {
      // What was given up for the time being is tried again.
      for (const failed of failures.values()) failed.untilMs = 0;
      if (!(await untilIdle(idle, withinMs, clock, stop.signal))) return 'a guest stayed too long';
      hurried = true;
      try {
        // What is under way may be past the point where it would have looked.
        const said = new Map([...((await running) ?? []), ...(await start())]);
        return said.size === 0 ? 'everything is as it should be' : [...said.values()].join('; ');
      } finally {
        hurried = false;
      }
    },
    findings() {
      const fetching = [...failures.values()].map(({ message }) => ({ code: 'update-not-fetched', message }));
      const failed = kinds.flatMap((kind) => {
        const failure = kind.failure();
        // Of a plan that is over nobody needs to know.
        const isWanted = failure !== null && [plan?.model?.sha256, plan?.venue?.sha256].includes(failure.id);
        return isWanted ? [{ code: `${kind.name}-update-failed`, message: failure.reason }] : [];
      });
      return [...fetching.slice(0, 1), ...failed, ...(app?.findings() ?? [])];
    },
    async close() {
      stop.abort();
      cancel();
      await running?.catch(() => undefined);
    },
  };
}

function untilIdle(idle: () => boolean, withinMs: number, clock: Clock, signal: AbortSignal): Promise<boolean> {
  const untilMs = clock.nowMs() + withinMs;
  return new Promise((resolve) => {
    const look = () => {
      if (idle()) resolve(true);
      else if (signal.aborted || clock.nowMs() >= untilMs) resolve(false);
      else clock.after(1000, look);
    };
    look();
  });
}
