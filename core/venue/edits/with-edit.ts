import { FoyerError, type VenueEdit } from '../../contract/index.ts';
import { parseHours } from '../hours-syntax.ts';
import { isRealLocalDateTime } from '../local-time.ts';
import type { Venue } from '../model.ts';
import { applyEdit } from './apply-edit.ts';
import { pathMatcher } from './paths.ts';
import type { StaffEdit } from './staff-edit.ts';

/**
 * The edits with one more. Opening takes closing back; a later one of its sort replaces an earlier one of the same thing.
 * @param venue as guests have it, with `edits` on it. @param now venue wall clock.
 * @throws FoyerError fault "operator" that names the bad value: "edit-target-missing" | "edit-invalid" | "edit-without-effect".
 */
export function withEdit(edits: readonly StaffEdit[], next: StaffEdit, venue: Venue, now: string): readonly StaffEdit[] {
  const { edit } = next;
  check(edit, venue, now);
  const others = edits.filter((old) => !replaces(edit, old.edit));
  if (edit.kind === 'place.open' || edit.kind === 'banner.clear') {
    if (others.length === edits.length) throw withoutEffect(edit);
    return others;
  }
  if (edit.kind === 'path.open' && others.length < edits.length) return others;
  return [...others, next];
}

/** Those whose time has not come yet. @param now venue wall clock. */
export function stillValid(edits: readonly StaffEdit[], now: string): readonly StaffEdit[] {
  return edits.filter(({ edit }) => !('until' in edit) || edit.until === undefined || edit.until > now);
}

function replaces(next: VenueEdit, old: VenueEdit): boolean {
  switch (next.kind) {
    case 'place.close':
    case 'place.hours':
      return (old.kind === 'place.close' || old.kind === 'place.hours') && old.placeId === next.placeId;
    case 'place.open':
      return old.kind === 'place.close' && old.placeId === next.placeId;
    case 'path.close':
    case 'path.open':
      return (old.kind === 'path.close' || old.kind === 'path.open') && old.pathId === next.pathId;
    case 'banner.set':
    case 'banner.clear':
      return old.kind === 'banner.set';
    case 'session.cancel':
      return old.kind === 'session.cancel' && old.sessionId === next.sessionId;
    case 'session.move':
    case 'faq.add':
    case 'faq.change':
    case 'faq.remove':
      return false;
  }
}

function check(edit: VenueEdit, venue: Venue, now: string): void {
  if ('until' in edit && edit.until !== undefined && !(isRealLocalDateTime(edit.until) && edit.until > now)) {
    throw invalid(`"${edit.until}" is no time to come (it is ${now})`, 'Choose a later time, or leave it out.');
  }
  if (edit.kind === 'place.hours' && parseHours(edit.hours) === null) {
    throw invalid(
      `the opening hours "${edit.hours}" cannot be read`,
      'Write them as "Mo-Fr 07:00-22:00; Sa,Su 08:00-23:00", "24/7" or "off".',
    );
  }
  if (edit.kind === 'place.open' && !venue.places.some(({ id }) => id === edit.placeId)) throw missing('place', edit.placeId);
  if (edit.kind === 'session.move') checkMove(edit, venue);
  const after = applyEdit(venue, edit, 'new');
  if (after === null) throw missing(...targetOf(edit));
  if (edit.kind === 'path.close' || edit.kind === 'path.open') {
    const matches = pathMatcher(venue, edit.pathId);
    if (venue.edges.filter(matches).every(({ closed }) => closed === (edit.kind === 'path.close'))) throw withoutEffect(edit);
  }
}

function checkMove(edit: Extract<VenueEdit, { kind: 'session.move' }>, venue: Venue): void {
  const { roomId, startsAt, endsAt } = edit;
  if (roomId === undefined && startsAt === undefined && endsAt === undefined) {
    throw invalid('the session would stay as it is', 'Give a room, a start or an end.');
  }
  if (roomId !== undefined && !venue.places.some(({ id }) => id === roomId)) throw missing('place', roomId);
  for (const time of [startsAt, endsAt]) {
    if (time !== undefined && !isRealLocalDateTime(time)) throw invalid(`"${time}" is no date and time that exist`, 'Correct it.');
  }
  const session = applyEdit(venue, edit, 'new')?.sessions.find(({ id }) => id === edit.sessionId);
  if (session !== undefined && session.endsAt <= session.startsAt) {
    throw invalid(`the session would end at ${session.endsAt}, before it begins at ${session.startsAt}`, 'Correct the start or the end.');
  }
}

function targetOf(edit: VenueEdit): [what: string, id: string] {
  if ('placeId' in edit) return ['place', edit.placeId];
  if ('pathId' in edit) return ['way', edit.pathId];
  if ('sessionId' in edit) return ['session', edit.sessionId];
  return ['FAQ answer', 'faqId' in edit ? edit.faqId : ''];
}

function missing(what: string, id: string): FoyerError {
  return new FoyerError(`there is no ${what} "${id}" in what guests get now`, {
    fault: 'operator',
    code: 'edit-target-missing',
    remedy: 'Search for it again; the data may have changed meanwhile.',
  });
}

function invalid(message: string, remedy: string): FoyerError {
  return new FoyerError(message, { fault: 'operator', code: 'edit-invalid', remedy });
}

function withoutEffect(edit: VenueEdit): FoyerError {
  const [what, id] = targetOf(edit);
  const message =
    edit.kind === 'banner.clear' ? 'there is no message to take away' : `${what} "${id}" is that already, as far as staff changed it`;
  return new FoyerError(message, {
    fault: 'operator',
    code: 'edit-without-effect',
    remedy: edit.kind === 'place.open' ? 'Where the files say that it is closed, change its opening hours.' : 'Nothing needs to be done.',
  });
}
