import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openVenueStore } from '../../native/sqlite/venue-store.ts';
import { fail, ok, type Probe, thrown } from './check.ts';

export const venueProbe: Probe = {
  name: 'venue',
  run({ dataDir, config }) {
    if (!existsSync(join(dataDir, 'venue'))) return [ok('venue', 'none yet; the demo venue is made at the first start')];
    try {
      const store = openVenueStore(dataDir);
      const { name, places, timezone } = store.read(new Date().toISOString().slice(0, 10));
      const { version } = store;
      store.close();
      if (!isZone(timezone))
        return [
          fail(
            'venue',
            `its time zone ${JSON.stringify(timezone)} is unknown here`,
            'Give an IANA zone, such as Europe/Berlin, in venue.yaml.',
          ),
        ];
      const here = config.placeId;
      if (here !== undefined && !places.some(({ id }) => id === here))
        return [
          fail(
            'venue',
            `placeId is ${JSON.stringify(here)}, and the venue has no such place`,
            'Correct placeId in config.yaml, or take it out.',
          ),
        ];
      return [ok('venue', `${JSON.stringify(name)}, ${places.length} places, ${timezone}, version ${version}`)];
    } catch (error) {
      return [thrown('venue', error, 'Publish the venue again with foyer venue import --publish.')];
    }
  },
};

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
