import type { Clock, Log } from '../core/ports.ts';
import type { Exchange } from './updater-exchange.ts';
import { releaseProblem } from './updater-signature.ts';

/** The part of electron-updater's AppUpdater that is used. */
export interface FeedUpdater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  channel: string | null;
  requestHeaders: Record<string, string | string[] | number | undefined> | null;
  setFeedURL(feed: { readonly provider: 'generic'; readonly url: string; readonly channel: string }): void;
  checkForUpdates(): Promise<{
    readonly isUpdateAvailable: boolean;
    readonly updateInfo: { readonly version: string; readonly files: readonly { readonly url: string; readonly sha512: string }[] };
  } | null>;
  downloadUpdate(): Promise<readonly string[]>;
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
}

export interface Feed {
  readonly url: string;
  /** "stable": stable-linux.yml, and so on. */
  readonly channel: string;
  /** The version that is wanted; left out: the newest. */
  readonly version?: string | undefined;
  /** Who asks, where the feed wants to know. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface UpdaterOptions {
  readonly updater: FeedUpdater;
  /** Release keys of this build. */
  readonly keys: readonly string[];
  readonly version: string;
  /** For a program that is one file; null: the system's own installer exchanges it. */
  readonly exchange: Exchange | null;
  /** Starts the program again, which may be another one now. */
  readonly relaunch: () => void;
  readonly log: Log;
}

export interface Updater {
  /** Downloads a newer version, quietly. @returns its number; null: there is none. @throws when it is not ours or cannot be had */
  stage(feed: Feed): Promise<string | null>;
  /** Installs what was staged and starts it. @throws when nothing is, or the disk is full */
  install(): void;
}

/** The program's own update: electron-updater finds and downloads it, and it is installed only with a signature of ours. */
export function createUpdater({ updater, keys, version, exchange, relaunch, log }: UpdaterOptions): Updater {
  let staged: { readonly version: string; readonly file: string; readonly sha512: string } | null = null;
  return {
    async stage({ url, channel, version: wanted, headers }) {
      staged = null;
      // Ours to decide, in the maintenance window.
      updater.autoDownload = false;
      updater.autoInstallOnAppQuit = false;
      updater.channel = channel;
      // Setting a channel allows it.
      updater.allowDowngrade = false;
      updater.requestHeaders = { ...headers };
      updater.setFeedURL({ provider: 'generic', url, channel });
      const found = await updater.checkForUpdates();
      if (found === null || !found.isUpdateAvailable) return null;
      const { updateInfo } = found;
      if (wanted !== undefined && updateInfo.version !== wanted) throw new Error(`the feed has ${updateInfo.version}, not ${wanted}`);
      if (updateInfo.version === exchange?.rolledBack()?.version) return null;
      // Before anything is downloaded: what is not ours is not worth the line.
      const problem = releaseProblem(updateInfo, keys);
      if (problem !== null) throw new Error(`${updateInfo.version}: ${problem}`);
      const [file] = await updater.downloadUpdate();
      const sha512 =
        updateInfo.files.find(({ url: name }) => file !== undefined && isNamed(file, name))?.sha512 ?? updateInfo.files[0]?.sha512;
      if (file === undefined || sha512 === undefined) throw new Error(`${updateInfo.version} could not be downloaded`);
      staged = { version: updateInfo.version, file, sha512 };
      log.info('app.staged', { version: updateInfo.version });
      return updateInfo.version;
    },
    install() {
      if (staged === null) throw new Error('no update lies ready');
      const { file, sha512, version: to } = staged;
      staged = null;
      log.info('app.install', { from: version, to });
      if (exchange === null) return updater.quitAndInstall(true, true);
      exchange.install(file, sha512, version, to);
      relaunch();
    },
  };
}

function isNamed(file: string, name: string): boolean {
  return file.split(/[/\\]/).at(-1) === decodeURIComponent(name.split('/').at(-1) ?? '');
}

export interface FirstStartOptions {
  readonly exchange: Exchange;
  readonly version: string;
  /** deploy/linux/foyer-app has counted this start already. */
  readonly counted: boolean;
  readonly clock: Pick<Clock, 'after'>;
  readonly relaunch: () => void;
  readonly log: Log;
  /** Within that the program has to be well, and then stay so for `steadyMs`. */
  readonly withinMs?: number;
  readonly steadyMs?: number;
}

/** A program that came up this often, and not for long, does not do. */
const MAX_STARTS = 2;

/**
 * Watches the first starts after an update: the version is good once the kiosk and its page have been up for a while; else the one
 * before it comes back.
 * @returns what to call when the kiosk is up or down; `closing` where this very start is to end at once
 */
export function watchFirstStart(options: FirstStartOptions): { readonly closing: boolean; well(up: boolean): void; close(): void } {
  const { exchange, version, clock, relaunch, log, withinMs = 180_000, steadyMs = 60_000 } = options;
  const idle = { closing: false, well() {}, close() {} };
  const trying = exchange.trying();
  if (trying === null) return idle;
  // Not the one that is tried: somebody put another program there.
  if (trying.to !== version) {
    exchange.pass();
    return idle;
  }
  /** What cannot be written now must not keep the program from running. */
  const attempt = (what: string, work: () => unknown): boolean => {
    try {
      return work() !== false;
    } catch (error) {
      log.error(what, { version, error });
      return false;
    }
  };
  const giveUp = (why: string) => {
    log.error('app.rolled-back', { version, why });
    const gaveUp = attempt('app.not-rolled-back', () => exchange.rollBack(why));
    if (gaveUp) relaunch();
    return gaveUp;
  };
  if (!options.counted) {
    // With nothing to go back to it is better to go on.
    if (trying.starts >= MAX_STARTS && giveUp(`it ended ${trying.starts} times`)) return { ...idle, closing: true };
    attempt('app.start-not-counted', exchange.countStart);
  }
  let isUp = false;
  let cancelSteady = () => {};
  let cancelLimit = clock.after(withinMs, () => {
    if (!isUp) return giveUp(`it was not up after ${Math.round(withinMs / 1000)} s`);
    // Up late, but in time: it has yet to show that it stays so.
    cancelLimit = clock.after(steadyMs, () => giveUp('it did not stay up'));
  });
  const close = () => {
    cancelSteady();
    cancelLimit();
  };
  return {
    closing: false,
    well(up) {
      isUp = up;
      cancelSteady();
      if (!up) return;
      cancelSteady = clock.after(steadyMs, () => {
        close();
        if (attempt('app.not-passed', exchange.pass)) log.info('app.good', { version });
      });
    },
    close,
  };
}
