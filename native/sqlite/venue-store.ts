import { FoyerError } from '../../core/contract/errors.ts';
import type { VenueStore } from '../../core/ports.ts';
import type { Venue } from '../../core/venue/model.ts';
import { rollVenue } from '../../core/venue/rolling.ts';
import { readVenueFile } from './venue-file.ts';
import { openVenueVersions } from './venue-versions.ts';

/**
 * Opens the published venue. It is read whole and checked now; a version published later does not
 * change this store.
 * @throws FoyerError "venue-missing" when nothing is published, "venue-broken" when it cannot be read.
 */
export function openVenueStore(dataDir: string): VenueStore {
  const versions = openVenueVersions(dataDir);
  const pointer = versions.current();
  if (pointer === null) {
    throw new FoyerError(`no venue is published in ${dataDir}`, {
      fault: 'operator',
      code: 'venue-missing',
      remedy: 'Run `foyer venue import DIR --publish`.',
    });
  }
  const { venue } = readVenueFile(versions.pathOf(pointer.version));
  let rolled: { readonly today: string; readonly venue: Venue } | null = null;
  return {
    version: pointer.version,
    read(today) {
      if (rolled?.today !== today) rolled = { today, venue: rollVenue(venue, today) };
      return rolled.venue;
    },
    close() {
      rolled = null;
    },
  };
}
