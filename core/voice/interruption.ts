import type { SegmenterEvent } from './segmenter-event.ts';
import { CONFIRM_FRAMES, framesFor } from './speech-activity.ts';
import type { Take } from './take.ts';

/** Decides whether a sound over the kiosk's own voice is a guest who wants it to stop. Changes the take it is given. */
export interface Interruption {
  /** More speech over the kiosk's voice, in frames by their weight. */
  count(take: Take, weight: number): SegmenterEvent[];
  /** The kiosk is not (or no longer) speaking: nothing to interrupt, and the guest is simply talking. */
  nothingToInterrupt(take: Take): SegmenterEvent[];
  /** The take is over. */
  ended(take: Take): SegmenterEvent[];
}

export function createInterruption(bargeInMs: number): Interruption {
  const bargeInFrames = framesFor(bargeInMs);
  return {
    count(take, weight) {
      const events: SegmenterEvent[] = [];
      if (take.interruption === 'sure') return events;
      take.overKioskFrames += weight;
      if (take.interruption === 'none' && take.overKioskFrames >= CONFIRM_FRAMES) {
        take.interruption = 'maybe';
        events.push({ type: 'maybe-interrupting' });
      }
      if (take.overKioskFrames < bargeInFrames) return events;
      take.interruption = 'sure';
      events.push({ type: 'interrupting' }, ...announce(take));
      return events;
    },
    nothingToInterrupt(take) {
      take.overKioskFrames = 0;
      return [...withdraw(take), ...announce(take)];
    },
    ended: withdraw,
  };
}

export function announce(take: Take): SegmenterEvent[] {
  if (take.announced) return [];
  take.announced = true;
  return [{ type: 'speech-start' }];
}

function withdraw(take: Take): SegmenterEvent[] {
  if (take.interruption !== 'maybe') return [];
  take.interruption = 'none';
  return [{ type: 'false-interruption' }];
}
