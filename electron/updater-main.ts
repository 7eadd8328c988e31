import { join } from 'node:path';
import type { Clock, Log } from '../core/ports.ts';
import { createUpdater, type FeedUpdater, type Updater, watchFirstStart } from './updater.ts';
import { createExchange } from './updater-exchange.ts';
import type { UpdateAnswer, UpdateRequest } from './updater-port.ts';

/** The part of Electron's App that is used. */
export interface UpdatableApp {
  readonly isPackaged: boolean;
  getVersion(): string;
}

export interface AppUpdates {
  /** This start gave the program up: the one before it is being started, and there is nothing more to do. */
  readonly closing: boolean;
  /** For the kiosk's process: what it has to know of the program. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The kiosk's process asks for something. */
  handle(request: UpdateRequest, answer: (answer: UpdateAnswer) => void): void;
  /** Whether the kiosk's process and the page are up. */
  up(what: 'host' | 'page', up: boolean): void;
  close(): void;
}

export interface AppUpdatesOptions {
  readonly app: UpdatableApp;
  /** APPIMAGE: the program's file, where it is one. FOYER_LAUNCHER: deploy/linux/foyer-app started it, and starts it again. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends the program so that it, or what has taken its place, is started again. */
  readonly relaunch: () => void;
  readonly platform: NodeJS.Platform;
  readonly keys: readonly string[];
  readonly loadUpdater: () => Promise<FeedUpdater>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
}

/** All that the main process does about its own updates. */
export function createAppUpdates({ app, env, relaunch, platform, keys, loadUpdater, clock, log }: AppUpdatesOptions): AppUpdates {
  const file = app.isPackaged && env.APPIMAGE ? join(env.APPIMAGE) : null;
  const exchange = file === null ? null : createExchange(file);
  const version = app.getVersion();
  const counted = Boolean(env.FOYER_LAUNCHER);
  const first = exchange === null ? null : watchFirstStart({ exchange, version, counted, clock, relaunch, log });
  const state = { host: false, page: false };
  let updater: Promise<Updater> | null = null;
  /** A .deb would ask whoever stands at the screen for root's password. */
  const isManaged = platform === 'linux' && exchange === null;
  const opened = () => {
    if (!app.isPackaged || isManaged) return Promise.reject(new Error("this installation is for the system's package manager to update"));
    updater ??= loadUpdater().then((feed) => createUpdater({ updater: feed, keys, version, exchange, relaunch, log }));
    return updater;
  };
  const taken = exchange?.rolledBack() ?? null;

  return {
    closing: first?.closing ?? false,
    args: taken === null ? [] : ['--app-rolled-back', JSON.stringify(taken)],
    env: { FOYER_VERSION: version },
    handle(request, answer) {
      if (request.type === 'app.stage') {
        const { plan } = request;
        void opened()
          .then((to) => to.stage(plan))
          .then(
            (staged) => answer({ type: 'app.staged', version: staged }),
            (error: unknown) => answer({ type: 'app.staged', version: null, problem: error instanceof Error ? error.message : 'failed' }),
          );
        return;
      }
      void opened()
        .then((to) => to.install())
        .catch((error: unknown) => log.error('app.not-installed', { error }));
    },
    up(what, up) {
      state[what] = up;
      first?.well(state.host && state.page);
    },
    close: () => first?.close(),
  };
}
