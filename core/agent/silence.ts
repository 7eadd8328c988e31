import type { Clock } from '../ports.ts';

/** A filler is said when the guest has heard nothing for so long. */
const FILLER_AFTER_MS = 1000;
/** The planner has to give way when the guest would hear nothing for longer. */
const MOST_SILENCE_MS = 2000;
/** Rather faster than any voice here speaks, so that silence is not underestimated. */
const MS_PER_CHARACTER = 50;
const FILLER_CHARACTERS = 20;

/** Keeps count of what the guest hears in a turn, so that they are not left in silence. */
export interface Silence {
  /** This will be heard after what was said before. */
  said(text: string): void;
  /** Until the guest has heard nothing for too long, the filler that may still come included. */
  leftMs(): number;
  /** Gives `work`'s outcome; meanwhile, once a turn and never after the answer has begun, what `filler` makes. */
  fillWhile<T, E>(work: Promise<T>, filler: () => { readonly text: string; readonly event: E }): AsyncGenerator<E, T>;
}

/** @param committed of a turn that runs ahead: its silence begins when the guest has finished. */
export function createSilence(clock: Clock, committed: Promise<void> = Promise.resolve()): Silence {
  let heardUntilMs = clock.nowMs();
  let isCommitted = false;
  let mayFill = true;
  const begun = committed.then(
    () => {
      isCommitted = true;
      heardUntilMs = Math.max(heardUntilMs, clock.nowMs());
    },
    () => {},
  );

  const said = (text: string) => {
    mayFill = false;
    heardUntilMs = Math.max(heardUntilMs, clock.nowMs()) + text.length * MS_PER_CHARACTER;
  };

  /** Resolves true when a filler is due. */
  const due = () => {
    let cancel = () => {};
    let isOver = false;
    const isDue = new Promise<true>((resolve) => {
      void begun.then(() => {
        if (isOver || !isCommitted) return;
        cancel = clock.after(Math.max(0, heardUntilMs + FILLER_AFTER_MS - clock.nowMs()), () => resolve(true));
      });
    });
    const stop = () => {
      isOver = true;
      cancel();
    };
    return { isDue, stop };
  };

  return {
    said,
    leftMs() {
      const now = clock.nowMs();
      const sinceMs = isCommitted ? heardUntilMs : Math.max(heardUntilMs, now);
      const fillerMs = mayFill ? FILLER_AFTER_MS + FILLER_CHARACTERS * MS_PER_CHARACTER : 0;
      return Math.max(0, sinceMs + fillerMs + MOST_SILENCE_MS - now);
    },
    async *fillWhile(work, filler) {
      if (mayFill) {
        const { isDue, stop } = due();
        const settled = work.then(
          () => false,
          () => false,
        );
        const isFillerDue = await Promise.race([settled, isDue]);
        stop();
        if (isFillerDue && mayFill) {
          const { text, event } = filler();
          said(text);
          yield event;
        }
      }
      return await work;
    },
  };
}
