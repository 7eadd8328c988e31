import type { VenueSummary } from '../contract/index.ts';
import { textIn, type Venue } from './model.ts';

/**
 * What a screen draws before anyone asks anything. Names are in the venue's main language.
 * @param version of the published venue, see VenueStore.version.
 * @param here where the kiosk stands; the venue's own default place when left out.
 */
export function summariseVenue(
  venue: Venue,
  version: string,
  here: { readonly placeId?: string | undefined; readonly headingDeg: number },
): VenueSummary {
  const main = venue.languages[0] ?? 'en';
  const text = (value: Parameters<typeof textIn>[0]): string => textIn(value, main, main);
  const place = venue.places.find(({ id }) => id === (here.placeId ?? venue.defaultPlaceId));
  const optional = { tagline: venue.tagline === undefined ? undefined : text(venue.tagline), eventName: venue.eventName };
  return {
    id: venue.id,
    name: venue.name,
    ...(optional.tagline === undefined ? {} : { tagline: optional.tagline }),
    ...(optional.eventName === undefined ? {} : { eventName: optional.eventName }),
    timezone: venue.timezone,
    languages: venue.languages,
    version,
    ...(venue.banner === undefined ? {} : { banner: venue.banner }),
    floors: [...venue.floors]
      .sort((a, b) => a.level - b.level)
      .map((floor) => ({
        id: floor.id,
        name: text(floor.name),
        level: floor.level,
        widthM: floor.widthM,
        heightM: floor.heightM,
        outline: floor.outline,
        areas: [
          ...floor.decor.map(({ kind, name, polygon }) => ({ placeId: null, name, kind, polygon })),
          ...venue.places.flatMap(({ id, name, kind, floorId, polygon }) =>
            floorId === floor.id && polygon !== undefined ? [{ placeId: id, name: text(name), kind, polygon }] : [],
          ),
        ],
      })),
    here:
      place === undefined
        ? null
        : { placeId: place.id, name: text(place.name), floorId: place.floorId, at: place.at, headingDeg: here.headingDeg },
  };
}
