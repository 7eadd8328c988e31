import { FoyerError } from '../../core/contract/index.ts';
import type { Log, SpeechToText } from '../../core/ports.ts';

export interface HearingSwitch {
  /** What hears now. */
  current(): SpeechToText | null;
  set(engine: SpeechToText): void;
  /**
   * From the next call on `next` hears. Calls under way end where they began. The engine before stays until `next` has heard
   * something; where `next` fails before that, the very same audio is given to the one before, which stays.
   */
  replace(next: SpeechToText): Promise<'replaced' | 'kept'>;
  close(): Promise<void>;
}

interface Counted {
  readonly engine: SpeechToText;
  /** Calls under way. */
  busy: number;
  onIdle: (() => void) | null;
}

/** Exchanges the speech recogniser of a running kiosk without losing what a guest says. */
export function createHearingSwitch({ log }: { readonly log: Log }): HearingSwitch {
  let now: SpeechToText | null = null;
  let base: Counted | null = null;
  let trial: SpeechToText | null = null;

  function counted(one: Counted): SpeechToText {
    return facade(one.engine, async (audio, options) => {
      one.busy++;
      try {
        return await one.engine.transcribe(audio, options);
      } finally {
        one.busy--;
        if (one.busy === 0) one.onIdle?.();
      }
    });
  }

  async function retire(one: Counted): Promise<void> {
    if (one.busy > 0) await new Promise<void>((resolve) => (one.onIdle = resolve));
    await one.engine.close();
  }

  return {
    current: () => now,
    set(engine) {
      base = { engine, busy: 0, onIdle: null };
      now = counted(base);
    },
    replace(next) {
      const before = base;
      if (before === null) {
        this.set(next);
        return Promise.resolve('replaced');
      }
      const old = counted(before);
      const fresh: Counted = { engine: next, busy: 0, onIdle: null };
      const tried = counted(fresh);
      trial = next;
      return new Promise((resolve) => {
        const settle = (outcome: 'replaced' | 'kept') => {
          if (trial !== next) return;
          trial = null;
          base = outcome === 'replaced' ? fresh : before;
          now = outcome === 'replaced' ? tried : old;
          void retire(outcome === 'replaced' ? before : fresh).catch((error: unknown) => log.warn('hearing.close-failed', { error }));
          resolve(outcome);
        };
        now = facade(next, async (audio, options) => {
          const kept = audio.slice();
          try {
            const transcript = await tried.transcribe(audio, options);
            if (transcript.text !== '') settle('replaced');
            return transcript;
          } catch (error) {
            // Neither says anything about the new one.
            if (options?.signal?.aborted || (error instanceof FoyerError && error.code === 'recogniser-busy')) throw error;
            log.warn('hearing.fell-back', { from: next.model, to: before.engine.model, error });
            settle('kept');
            return old.transcribe(kept, options);
          }
        });
      });
    },
    async close() {
      now = null;
      await Promise.all([base?.engine.close(), trial?.close()]);
    },
  };
}

function facade(of: SpeechToText, transcribe: SpeechToText['transcribe']): SpeechToText {
  const { engine, model, languages, takesNames = false, close } = of;
  return { engine, model, languages, takesNames, transcribe, close };
}
