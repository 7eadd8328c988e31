import type { VenueContext } from '../core/agent/agent.ts';
import { warmUp } from '../core/agent/warm-up.ts';
import type { Clock, Log } from '../core/ports.ts';

const LOOK_AGAIN_MS = 1000;

/**
 * Gets a venue ready to be asked as soon as nobody talks to the kiosk: building the index of a large one takes half a second, which is
 * neither the next guest's time nor that of the one who is just talking.
 */
export function createWarmWhenQuiet(deps: { readonly clock: Clock; readonly log: Log; readonly talking: () => boolean }): {
  warm(venue: VenueContext): void;
  close(): void;
} {
  const { clock, log, talking } = deps;
  let cancel = () => {};
  const warm = (venue: VenueContext) => {
    cancel();
    if (talking()) {
      cancel = clock.after(LOOK_AGAIN_MS, () => warm(venue));
      return;
    }
    warmUp(venue, clock.localNow(venue.venue.timezone)).catch((error: unknown) => log.error('warm-up failed', { error }));
  };
  return { warm, close: () => cancel() };
}
