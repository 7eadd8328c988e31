import type { VenueContext } from '../agent/agent.ts';
import type { Clock } from '../ports.ts';
import { type NameRepair, nameRepairOf } from '../venue/spoken-names/name-repair.ts';

/** Puts right, in what a guest said, the names of whatever venue is published at the moment. */
export interface VenueNames {
  /** As it stands until the names of this venue have been gone through. */
  repair(heard: string): string;
  /** A guest begins to speak: time to see to a venue that is new. */
  refresh(): void;
}

/** Going through a venue's names takes a moment, so it is done between two events and once for each venue. */
export function createVenueNames(deps: { readonly clock: Clock; readonly venue: () => VenueContext | null }): VenueNames {
  let built: { readonly context: VenueContext; readonly names: NameRepair } | null = null;
  let building = false;

  const refresh = () => {
    const context = deps.venue();
    if (context === null || building || built?.context === context) return;
    building = true;
    deps.clock.after(0, () => {
      building = false;
      built = { context, names: nameRepairOf(context.venue) };
    });
  };

  refresh();
  return {
    refresh,
    repair(heard) {
      refresh();
      return built?.context === deps.venue() ? (built?.names.repair(heard).text ?? heard) : heard;
    },
  };
}
