import type { z } from 'zod';
import { idSchema } from '../../contract/index.ts';
import { type Place, placeBookingSchema } from '../model.ts';
import { type Finding, shown } from './finding.ts';
import { finder, type NamedIds } from './near-references.ts';
import type { Sources } from './sources.ts';

/** bookings.yaml: which places take bookings, and how many. */
export const BOOKINGS_FILE = 'bookings.yaml';
export const bookingRuleSchema = placeBookingSchema.extend({ placeId: idSchema });
export type BookingRule = z.infer<typeof bookingRuleSchema>;

export function bookingRulesOf(places: readonly Place[]): BookingRule[] {
  return places.flatMap(({ id, booking }) => (booking === undefined ? [] : [{ placeId: id, ...booking }]));
}

/** Puts each rule with its place; one of an unknown place is reported. Places keep no rule that is not among these. */
export function withBookingRules(
  places: readonly Place[],
  rules: readonly BookingRule[],
  names: NamedIds,
  sources: Sources,
): { readonly places: Place[]; readonly findings: Finding[] } {
  const idOf = finder(names);
  const byPlace = new Map(rules.map(({ placeId, ...rule }) => [idOf(placeId), rule]));
  const known = new Set(places.map(({ id }) => id));
  const findings = rules.flatMap(({ placeId }): Finding[] => {
    if (known.has(idOf(placeId))) return [];
    const source = sources.of('booking', placeId);
    return [
      {
        severity: 'error',
        code: 'dangling-reference',
        file: source?.file ?? BOOKINGS_FILE,
        line: source?.lineOf(['placeId']) ?? 1,
        column: 'placeId',
        value: shown(placeId),
        reason: `refers to the place "${placeId}", which does not exist`,
        remedy: 'Correct the id, or add the place.',
      },
    ];
  });
  const joined = places.map(({ booking: _, ...place }): Place => {
    const booking = byPlace.get(place.id);
    return booking === undefined ? place : { ...place, booking };
  });
  return { places: joined, findings };
}
