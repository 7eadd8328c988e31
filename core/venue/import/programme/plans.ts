import { UNPLANNED_FLOOR, type Venue } from '../../model.ts';
import type { Finding } from '../finding.ts';
import { type ParsedPlan, record } from '../formats/format.ts';
import type { Sources } from '../sources.ts';
import { oneLine } from './plain-text.ts';

/** New plans replace the floors there were. Rooms that no plan had so far are put where a plan now has one of their name. */
export function onPlans(base: Venue, plans: readonly ParsedPlan[], sources: Sources, file: string): Venue {
  if (plans.length === 0) return base;
  const floors = plans.flatMap((plan) => plan.floors);
  const places = plans.flatMap((plan) => plan.places);
  for (const floor of floors) sources.add('floor', floor, record(file, 1, {}));
  for (const place of places) sources.add('place', place, record(file, 1, {}));
  const byName = new Map(places.map(({ id, name }) => [oneLine(name)?.toLowerCase(), id]));
  const unplanned = base.places.filter(({ floorId }) => floorId === UNPLANNED_FLOOR);
  const found = new Map(base.places.flatMap(({ id, name }) => [[id, byName.get(oneLine(name)?.toLowerCase())] as const]));
  const stay = unplanned.filter(({ id }) => found.get(id) === undefined);
  return {
    ...base,
    floors: [...floors, ...base.floors.filter(({ id }) => id === UNPLANNED_FLOOR && stay.length > 0)],
    places: [...places, ...stay],
    sessions: base.sessions.map((session) => ({
      ...session,
      roomId: (session.roomId === null ? null : found.get(session.roomId)) ?? session.roomId,
    })),
  };
}

/** Routes begin where the kiosk stands; until somebody says so, that is taken to be an entrance. */
export function withKioskPlace(venue: Venue, report: (finding: Finding) => void): Venue {
  if (venue.nodes.length === 0 || venue.places.some(({ id }) => id === venue.defaultPlaceId)) return venue;
  const entrance = venue.places.find(({ kind }) => kind === 'entrance');
  if (entrance === undefined) return venue;
  const reason = `nobody said where the kiosk stands; routes begin at "${entrance.id}"`;
  const remedy = 'Set defaultPlaceId in venue.yaml, or the place in the configuration of each kiosk.';
  report({
    severity: 'warning',
    code: 'kiosk-place-guessed',
    file: 'venue.yaml',
    column: 'defaultPlaceId',
    value: entrance.id,
    reason,
    remedy,
  });
  return { ...venue, defaultPlaceId: entrance.id };
}
