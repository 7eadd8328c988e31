import type { SignedConfig } from '../../core/contract/fleet-config.ts';
import type { Log } from '../../core/ports.ts';

export interface ConfigInboxOptions {
  /** What works now is only known once everything has had its chance. */
  readonly settled: Promise<void>;
  readonly receive: (signed: SignedConfig) => Promise<void>;
  readonly log: Pick<Log, 'error'>;
}

/** Configurations wait here until the kiosk can weigh them; nothing waits for them. */
export interface ConfigInbox {
  /** In place of one that still waits: the endpoint sends the newest. */
  put(signed: SignedConfig): void;
  close(): Promise<void>;
}

export function createConfigInbox({ settled, receive, log }: ConfigInboxOptions): ConfigInbox {
  let waiting: SignedConfig | null = null;
  let working: Promise<void> | null = null;
  let closed = false;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  const work = async () => {
    await Promise.race([settled, ended]);
    while (waiting !== null && !closed) {
      const signed = waiting;
      waiting = null;
      await receive(signed);
    }
  };

  return {
    put(signed) {
      if (closed) return;
      waiting = signed;
      working ??= work()
        // A full disk: the endpoint sends it again.
        .catch((error: unknown) => log.error('fleet.answer-not-followed', { error }))
        .finally(() => {
          working = null;
        });
    },
    async close() {
      closed = true;
      end();
      await working;
    },
  };
}
