import type { Venue } from '../model.ts';
import { applyEdit } from './apply-edit.ts';
import { EDITED_LISTS, type Original, type StaffEdit } from './staff-edit.ts';

/**
 * Edits lie as a layer over the venue that the files make: laid on it again after each import, and each can be taken out
 * from under the others.
 */
export interface EditedVenue {
  readonly venue: Venue;
  /** What liftEdits() needs to get back to the venue below. */
  readonly originals: readonly Original[];
  /** Ids of edits whose target is not in the venue; they have no effect. */
  readonly missing: ReadonlySet<string>;
}

export function layEdits(base: Venue, edits: readonly StaffEdit[]): EditedVenue {
  const missing = new Set<string>();
  let venue = base;
  for (const { id, edit } of edits) {
    const next = applyEdit(venue, edit, id);
    if (next === null) missing.add(id);
    else venue = next;
  }
  return { venue, originals: originalsOf(base, venue), missing };
}

/** The venue as it was below the edits. @param originals as layEdits() gave them for this very venue. */
export function liftEdits(venue: Venue, originals: readonly Original[]): Venue {
  const below: Record<string, unknown> = { ...venue };
  for (const list of EDITED_LISTS) {
    const touched = originals.filter((original) => original.list === list);
    if (touched.length > 0) below[list] = restored(venue[list], touched);
  }
  const banner = originals.find(({ list }) => list === 'banner');
  if (banner?.record === null) delete below.banner;
  else if (banner !== undefined) below.banner = banner.record;
  return below as Venue;
}

function originalsOf(base: Venue, edited: Venue): Original[] {
  const originals: Original[] = [];
  for (const list of EDITED_LISTS) {
    const before: readonly object[] = base[list];
    const after: readonly object[] = edited[list];
    if (before === after) continue;
    const [kept, there] = [new Set(after), new Set(before)];
    const ids = new Set(before.map(idOf));
    before.forEach((record, index) => {
      if (!kept.has(record)) originals.push({ list, index, id: idOf(record), record: record as Record<string, unknown> });
    });
    for (const record of after) {
      if (!there.has(record) && list === 'faqs' && !ids.has(idOf(record))) {
        originals.push({ list, index: -1, id: idOf(record), record: null });
      }
    }
  }
  if (base.banner !== edited.banner) originals.push({ list: 'banner', index: 0, id: '', record: base.banner ?? null });
  return originals;
}

/** Only FAQ entries come and go; of the other lists the records change in their places. */
function restored(edited: readonly object[], originals: readonly Original[]): unknown[] {
  const byIndex = [...originals].filter(({ record }) => record !== null).sort((a, b) => a.index - b.index);
  if (originals[0]?.list !== 'faqs') {
    const list: unknown[] = [...edited];
    for (const { index, record } of byIndex) list[index] = record;
    return list;
  }
  const touched = new Set(originals.map(({ id }) => id));
  const list: unknown[] = edited.filter((record) => !touched.has(idOf(record)));
  for (const { index, record } of byIndex) list.splice(index, 0, record);
  return list;
}

function idOf(record: object): string {
  return 'id' in record ? String(record.id) : '';
}
