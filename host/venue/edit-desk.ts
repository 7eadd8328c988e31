import { FoyerError } from '../../core/contract/errors.ts';
import type { EditView, Found, VenueEdit } from '../../core/contract/index.ts';
import { describeEdit } from '../../core/venue/edits/describe-edit.ts';
import { layEdits, liftEdits } from '../../core/venue/edits/edit-layer.ts';
import { findTargets } from '../../core/venue/edits/find-targets.ts';
import { complaintId } from '../../core/venue/edits/finding-ids.ts';
import { EMPTY_RECIPE } from '../../core/venue/edits/recipe.ts';
import type { StaffEdit } from '../../core/venue/edits/staff-edit.ts';
import { stillValid, withEdit } from '../../core/venue/edits/with-edit.ts';
import { checkVenue } from '../../core/venue/import/check-venue.ts';
import type { Finding } from '../../core/venue/import/finding.ts';
import { addDays, toDay } from '../../core/venue/local-time.ts';
import type { Venue } from '../../core/venue/model.ts';
import { rollVenue } from '../../core/venue/rolling.ts';
import type { VenueFile } from '../../native/sqlite/venue-file.ts';
import type { DeskState } from './desk-state.ts';

/** Most that a search gives. */
const MOST_FOUND = 50;

export interface Edited {
  readonly version: string;
  readonly editId: string;
  /** What the edit brought about that staff should know. */
  readonly warnings: readonly string[];
}

/** Quick edits: each is published at once as a version of its own, on top of what guests have. */
export interface EditDesk {
  /** @param now venue wall clock. @throws FoyerError "edit-…" that names the bad value; nothing is changed then. */
  edit(edit: VenueEdit, by: string, now: string): Edited;
  /** @throws FoyerError "edit-gone". */
  undo(editId: string, by: string): string;
  /** Takes out edits whose time is over; null when there are none. */
  expire(now: string): string | null;
  /** When the next edit ends, venue wall clock. */
  nextEnd(): string | null;
  edits(): EditView[];
  find(kind: Parameters<typeof findTargets>[1], text: string, now: string): { readonly total: number; readonly items: Found[] };
}

export function createEditDesk(state: DeskState): EditDesk {
  const { options, versions } = state;

  const needed = (): VenueFile => {
    const file = state.published();
    if (file !== null) return file;
    throw new FoyerError('no venue is published', {
      fault: 'operator',
      code: 'venue-missing',
      remedy: 'Import and publish a venue first.',
    });
  };
  const editsOf = ({ manifest }: VenueFile): readonly StaffEdit[] => manifest.recipe?.edits ?? [];

  const publish = (file: VenueFile, edits: readonly StaffEdit[], by: string, summary: string) => {
    const recipe = file.manifest.recipe ?? EMPTY_RECIPE;
    const { venue, originals, missing } = layEdits(liftEdits(file.venue, recipe.originals), edits);
    const fresh = newFindings(file.venue, venue);
    const error = fresh.find(({ severity }) => severity === 'error');
    if (error !== undefined) {
      throw new FoyerError(`this would not do: ${inWords(error)}`, { fault: 'operator', code: 'edit-invalid', remedy: error.remedy });
    }
    const version = versions.publish({
      venue,
      findings: file.findings.filter(({ code, id }) => code !== 'edit-target-missing' || missing.has(id ?? '')),
      source: file.manifest.source,
      sourceHash: file.manifest.sourceHash,
      createdAt: options.at(),
      createdBy: by,
      summary,
      recipe: { ...recipe, edits: [...edits], originals: [...originals] },
    });
    state.tidy();
    return { version, warnings: fresh.map(inWords) };
  };

  const desk: EditDesk = {
    edit(wanted, by, now) {
      const file = needed();
      const edit = inFileDates(wanted, file.venue, now);
      const next: StaffEdit = { id: options.newId(), edit, at: options.at(), by };
      const edits = withEdit(editsOf(file), next, file.venue, now);
      return { ...publish(file, edits, by, describeEdit(edit, file.venue)), editId: next.id };
    },
    undo(editId, by) {
      const file = needed();
      const undone = editsOf(file).find(({ id }) => id === editId);
      if (undone === undefined) {
        throw new FoyerError('this edit is no longer there', { fault: 'operator', code: 'edit-gone', remedy: 'Look at the list again.' });
      }
      const rest = editsOf(file).filter(({ id }) => id !== editId);
      return publish(file, rest, by, `Undone: ${describeEdit(undone.edit, file.venue)}`).version;
    },
    expire(now) {
      const file = state.published();
      if (file === null) return null;
      const valid = stillValid(editsOf(file), now);
      const over = editsOf(file).filter((edit) => !valid.includes(edit));
      if (over.length === 0) return null;
      const what = over.map(({ edit }) => describeEdit(edit, file.venue)).join('; ');
      return publish(file, valid, 'foyer', `Over: ${what}`).version;
    },
    nextEnd() {
      const file = state.readablePublished();
      const ends = (file === null ? [] : editsOf(file)).flatMap(({ edit }) =>
        'until' in edit && edit.until !== undefined ? [edit.until] : [],
      );
      return ends.sort()[0] ?? null;
    },
    edits() {
      const file = state.readablePublished();
      if (file === null) return [];
      const { missing } = layEdits(liftEdits(file.venue, file.manifest.recipe?.originals ?? []), editsOf(file));
      const views = editsOf(file).map(({ id, edit, at, by }) => ({
        id,
        edit,
        at,
        by,
        title: describeEdit(edit, file.venue),
        missing: missing.has(id),
      }));
      return views.reverse();
    },
    find(kind, text, now) {
      const file = state.readablePublished();
      const found = file === null ? [] : findTargets(rollVenue(file.venue, now.slice(0, 10)), kind, text);
      return { total: found.length, items: found.slice(0, MOST_FOUND) };
    },
  };
  return {
    ...desk,
    edit: (...args) => state.alone(() => desk.edit(...args)),
    undo: (...args) => state.alone(() => desk.undo(...args)),
    expire: (now) => state.alone(() => desk.expire(now)),
  };
}

function inWords({ id, reason }: Finding): string {
  return id === undefined ? reason : `"${id}" ${reason}`;
}

function newFindings(before: Venue, after: Venue): Finding[] {
  const known = new Set(checkVenue(before).map(complaintId));
  return checkVenue(after).filter((finding) => !known.has(complaintId(finding)));
}

/** Staff see a rolling venue on today's dates; its file has the dates of the first time. */
function inFileDates(edit: VenueEdit, venue: Venue, now: string): VenueEdit {
  if (edit.kind === 'session.cancel') return { ...edit, sessionId: ownId(edit.sessionId) };
  if (edit.kind !== 'session.move') return edit;
  const sessionId = ownId(edit.sessionId);
  const shown = rollVenue(venue, now.slice(0, 10)).sessions.find(({ id }) => id === edit.sessionId);
  const filed = venue.sessions.find(({ id }) => id === sessionId);
  const days = shown === undefined || filed === undefined ? 0 : toDay(filed.startsAt) - toDay(shown.startsAt);
  const moved = (time: string | undefined) => (time === undefined ? undefined : addDays(time, days));
  const [startsAt, endsAt] = [moved(edit.startsAt), moved(edit.endsAt)];
  return { ...edit, sessionId, ...(startsAt === undefined ? {} : { startsAt }), ...(endsAt === undefined ? {} : { endsAt }) };
}

/** See rollVenue(): a session of the round before is there a second time. */
function ownId(id: string): string {
  return id.replace(/~previous$/, '');
}
