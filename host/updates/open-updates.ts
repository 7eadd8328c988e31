import type { KioskConfig } from '../../core/contract/index.ts';
import type { Clock, Ids, Log } from '../../core/ports.ts';
import type { RestartDesk } from '../fleet/restart-desk.ts';
import type { HostParts } from '../parts.ts';
import { programVersion } from '../version.ts';
import { type AppShell, createAppUpdate } from './app-update.ts';
import { createUpdates, type Updates, type UpdatesOptions } from './create-updates.ts';
import { createModelUpdate } from './model-update.ts';
import { createUpdateStore } from './update-store.ts';
import { createVenueUpdate } from './venue-update.ts';

export interface OpenUpdatesOptions {
  readonly dataDir: string;
  readonly config: Pick<KioskConfig, 'updates'>;
  readonly parts: HostParts;
  /** Exchanges the program; left out: this shell does not. */
  readonly app?: AppShell | undefined;
  readonly idle: () => boolean;
  /** Every part of the kiosk has come up or failed. */
  readonly settled: Promise<void>;
  /** Parts that work at this moment. */
  readonly needs: () => readonly string[];
  readonly restarts: Pick<RestartDesk, 'ask' | 'possible'>;
  readonly endpoint: string;
  readonly headersFor: UpdatesOptions['headersFor'];
  readonly onVenueChanged: () => void;
  readonly fetch?: typeof fetch;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly random: () => number;
}

export interface OpenedUpdates extends Updates {
  /** What the fleet calls the venue data in use; null: it is not of the fleet. */
  venueVersion(): string | null;
  /** What the fleet calls the hearing model in that folder. */
  modelName(folder: string): string;
}

/** Models and venue data of a fleet's plan, and the program itself. What was on trial when the kiosk started is settled first. */
export function openUpdates(options: OpenUpdatesOptions): OpenedUpdates {
  const { dataDir, parts, settled, restarts, clock, ids, log } = options;
  const stop = new AbortController();
  const store = createUpdateStore({ dataDir, log });
  const venue = createVenueUpdate({
    ...{ dataDir, store, clock, ids, venue: parts.venue, onChange: options.onVenueChanged },
    ready: async () => parts.ready?.(),
  });
  const model = createModelUpdate({
    ...{ dataDir, store, signal: stop.signal, needs: options.needs },
    hearing: async () => {
      await settled;
      return parts.hearing();
    },
  });
  // What needs a restart comes last: the rest is done before it.
  const kinds = [venue, model];

  async function settle(): Promise<void> {
    await settled;
    for (const kind of kinds) {
      const outcome = await kind.settle();
      if (outcome === 'none') continue;
      log.info('update.settled', { what: kind.name, outcome });
      if (outcome === 'rolled-back-restart') await restarts.ask(`update of the ${kind.name} rolled back`);
    }
  }
  const after = settle().catch((error: unknown) => log.error('update.not-settled', { error }));
  const updates = createUpdates({ ...programUpdates(options), kinds, after, restarts, headersFor: options.headersFor });
  return {
    ...updates,
    venueVersion: venue.inUse,
    modelName: model.nameOf,
    async close() {
      stop.abort();
      await updates.close();
      await after;
    },
  };
}

/** For a kiosk without a fleet: the program's own releases, where its configuration says where they lie. */
export function openProgramUpdates(
  options: Omit<OpenUpdatesOptions, 'settled' | 'needs' | 'restarts' | 'headersFor' | 'onVenueChanged'>,
): Updates {
  const restarts = { ask: async () => false, possible: false };
  return createUpdates({ ...programUpdates(options), kinds: [], restarts, headersFor: async () => ({}) });
}

function programUpdates({ config, app, parts, ...options }: Parameters<typeof openProgramUpdates>[0]) {
  const { feedUrl, channel, window } = config.updates;
  const { dataDir, clock, log, random, idle, endpoint } = options;
  return {
    ...{ dataDir, clock, log, random, idle, endpoint },
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    app: app === undefined || !config.updates.enabled ? null : createAppUpdate({ version: programVersion(), shell: app, clock }),
    local: { window, ...(feedUrl === undefined ? {} : { app: { channel, url: feedUrl } }) },
    timezone: () => parts.venue()?.venue.timezone ?? 'UTC',
  };
}
