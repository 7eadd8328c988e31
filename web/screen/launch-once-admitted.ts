import type { Clock, Log } from '../../core/ports.ts';
import type { ScreenProcess } from './screen-supervisor.ts';

export interface LaunchOnceAdmittedOptions {
  /** null: not yet. */
  pageUrl(): Promise<string | null>;
  launch(url: string): ScreenProcess;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** Default 1 s. */
  readonly retryMs?: number;
}

/** A browser that is started as soon as the kiosk lets it in; until then there is nothing that it could show. */
export function launchOnceAdmitted({ pageUrl, launch, clock, log, retryMs = 1000 }: LaunchOnceAdmittedOptions): ScreenProcess {
  const ended = Promise.withResolvers<void>();
  let screen: ScreenProcess | null = null;
  let killed = false;
  let told = false;
  let cancel = () => {};

  const addressOf = () =>
    pageUrl().catch((error: unknown) => {
      if (!told) log.error('screen.refused', { error });
      told = true;
      return null;
    });
  const attempt = async () => {
    const url = await addressOf();
    if (killed) return;
    if (url === null) {
      cancel = clock.after(retryMs, () => void attempt());
      return;
    }
    try {
      screen = launch(url);
      void screen.ended.then(ended.resolve);
    } catch (error) {
      log.error('screen.not-started', { error });
      ended.resolve();
    }
  };
  void attempt();

  return {
    ended: ended.promise,
    async kill() {
      killed = true;
      cancel();
      await screen?.kill();
      ended.resolve();
    },
  };
}
