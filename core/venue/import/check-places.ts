import { type HoursRule, parseHours } from '../hours-syntax.ts';
import type { Venue } from '../model.ts';
import type { Reporter } from './check-venue.ts';

export function checkPlaces(venue: Venue, { report }: Reporter): void {
  const floors = new Map(venue.floors.map((floor) => [floor.id, floor]));
  for (const { id, at, floorId } of venue.places) {
    const floor = floors.get(floorId);
    if (floor === undefined || (at[0] >= 0 && at[1] >= 0 && at[0] <= floor.widthM && at[1] <= floor.heightM)) continue;
    const reason = `lies outside its floor, which is ${floor.widthM} × ${floor.heightM} m`;
    report(
      'warning',
      'outside-floor',
      { kind: 'place', id, column: 'x', value: at },
      reason,
      'Give metres from the top-left corner of the plan.',
    );
  }
}

/** Opening hours that nobody can read, or that open a second time before they close. */
export function checkHours(venue: Venue, { report }: Reporter): void {
  for (const [kind, items] of [
    ['place', venue.places],
    ['service', venue.services],
  ] as const) {
    for (const { id, hours } of items) {
      if (hours === undefined) continue;
      const rules = parseHours(hours);
      const at = { kind, id, column: 'hours', value: hours };
      if (rules !== null) {
        const reason = `the opening hours "${hours}" overlap; they are taken together`;
        if (rules.some(overlaps)) report('warning', 'hours-overlap', at, reason, 'Correct the times of that day.');
        continue;
      }
      const remedy = 'Write them as "Mo-Fr 07:00-22:00; Sa,Su 08:00-23:00", "24/7" or "off".';
      report(
        'warning',
        'hours-unreadable',
        at,
        `the opening hours "${hours}" cannot be read; guests are told that they are not known`,
        remedy,
      );
    }
  }
}

function overlaps({ spans }: HoursRule): boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  return sorted.some(({ start }, i) => i > 0 && start < (sorted[i - 1]?.end ?? 0));
}
