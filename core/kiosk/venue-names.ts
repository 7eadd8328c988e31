import type { VenueContext } from '../agent/agent.ts';
import type { Clock } from '../ports.ts';
import { likelyNames } from '../venue/spoken-names/likely-names.ts';
import { type NameRepair, nameRepairOf } from '../venue/spoken-names/name-repair.ts';

/** The names of whatever venue is published at the moment, for what a guest says. */
export interface VenueNames {
  /** Puts them right. As it stands until the names of this venue have been gone through. */
  repair(heard: string): string;
  /** Those that may be said at this hour, likeliest first; none until they have been gone through. */
  expected(): readonly string[];
  /** A guest begins to speak: time to see to a venue that is new, and to an hour that is. */
  refresh(): void;
}

export interface VenueNamesDeps {
  readonly clock: Clock;
  readonly venue: () => VenueContext | null;
  /** Whether the recogniser makes use of expected(); left out: it does not, and they are never looked for. */
  readonly wantsExpected?: () => boolean;
}

/** Going through a venue's names takes a moment, so it is done between two events and once for each venue; what is likely, once an hour. */
export function createVenueNames({ clock, venue, wantsExpected = () => false }: VenueNamesDeps): VenueNames {
  let built: { readonly context: VenueContext; readonly names: NameRepair } | null = null;
  let likely: { readonly context: VenueContext; readonly hour: string; readonly names: readonly string[] } | null = null;
  let building = false;

  const hourAt = ({ venue: { timezone } }: VenueContext) => clock.localNow(timezone).slice(0, 'yyyy-mm-ddThh'.length);

  const refresh = () => {
    const context = venue();
    if (context === null || building) return;
    const newVenue = built?.context !== context;
    const newHour = wantsExpected() && (likely?.context !== context || likely.hour !== hourAt(context));
    if (!newVenue && !newHour) return;
    building = true;
    clock.after(0, () => {
      building = false;
      if (newVenue) built = { context, names: nameRepairOf(context.venue) };
      if (newHour) likely = { context, hour: hourAt(context), names: likelyNames(context.venue, clock.localNow(context.venue.timezone)) };
    });
  };

  refresh();
  return {
    refresh,
    repair(heard) {
      refresh();
      return built?.context === venue() ? (built?.names.repair(heard).text ?? heard) : heard;
    },
    expected: () => (likely?.context === venue() ? (likely?.names ?? []) : []),
  };
}
