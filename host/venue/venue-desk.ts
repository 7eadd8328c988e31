import { FoyerError } from '../../core/contract/errors.ts';
import type { DraftView, VersionView } from '../../core/contract/index.ts';
import type { VenueFiles } from '../../core/venue/import/read-files.ts';
import type { Venue } from '../../core/venue/model.ts';
import type { Pointer } from '../../native/sqlite/venue-versions.ts';
import { type DeskOptions, type DeskState, openDeskState } from './desk-state.ts';
import { createDraftDesk, type DraftDesk, type ImportFilesOptions } from './draft-desk.ts';
import { changePage, draftView, findingPage } from './draft-view.ts';
import { createEditDesk, type EditDesk } from './edit-desk.ts';
import { findingReport, type Report } from './finding-report.ts';

/** Everything staff do with the venue's data, in the console's terms. Synchronous: it runs in a worker; see open-venue-desk.ts. */
export interface VenueDesk extends EditDesk, Pick<DraftDesk, 'publish' | 'discard'> {
  importFiles(files: VenueFiles, options: ImportFilesOptions): void;
  fix(findingId: string, value: string, by: string): void;
  ignore(findingId: string, by: string): void;
  setMapping(tableId: string, kind: string, fields: readonly (string | null)[], by: string): void;
  setTimezone(timezone: string, by: string): void;
  removeSource(sourceId: string, by: string): void;
  draft(): DraftView | null;
  findings(page: Parameters<typeof findingPage>[1]): ReturnType<typeof findingPage> & { readonly revision: number };
  changes(page: Parameters<typeof changePage>[2]): ReturnType<typeof changePage> & { readonly revision: number };
  report(format: 'csv' | 'json'): Report;
  versions(): VersionView[];
  /** Points at a version; the one before what is published when left out. @throws FoyerError "venue-version-unknown" | "venue-broken" | "no-older-version". */
  rollback(version: string | undefined, by: string): string;
  /** The draft, else what is published, as it would be published. */
  preview(): { readonly venue: Venue; readonly version: string } | null;
}

export function createVenueDesk(options: DeskOptions): VenueDesk {
  const state = openDeskState(options);
  const drafts = createDraftDesk(state);
  const edits = createEditDesk(state);
  const published = () => state.readablePublished()?.venue ?? null;
  return {
    ...edits,
    importFiles: (files, how) => void drafts.importFiles(files, how),
    fix: (id, value, by) => void drafts.fix(id, value, by),
    ignore: (id, by) => void drafts.ignore(id, by),
    setMapping: (id, kind, fields, by) => void drafts.setMapping(id, kind, fields, by),
    setTimezone: (timezone, by) => void drafts.setTimezone(timezone, by),
    removeSource: (id, by) => void drafts.removeSource(id, by),
    publish: drafts.publish,
    discard: drafts.discard,
    draft() {
      const draft = state.draft();
      return draft === null ? null : draftView(draft, published());
    },
    findings(page) {
      const draft = state.neededDraft();
      return { ...findingPage(draft, page), revision: draft.recipe.revision };
    },
    changes(page) {
      const draft = state.neededDraft();
      return { ...changePage(draft, published(), page), revision: draft.recipe.revision };
    },
    report: (format) => findingReport(state.neededDraft(), format),
    versions() {
      const rolledBack = currentOrNull(state)?.rolledBack;
      return state.versions.list().map(({ version, current, manifest }) => ({
        version,
        current,
        readable: manifest !== null,
        createdAt: manifest?.createdAt ?? '',
        createdBy: manifest?.createdBy ?? '',
        summary: manifest?.summary ?? '',
        counts: manifest?.counts ?? {},
        ...(current && rolledBack !== undefined ? { rolledBack } : {}),
      }));
    },
    rollback(version, by) {
      const target = version ?? versionBefore(state.versions.list());
      state.alone(() => state.versions.pointAt(target, { by, at: options.at() }));
      return target;
    },
    preview() {
      const draft = state.draft();
      if (draft !== null) return { venue: draft.venue, version: `draft-${draft.recipe.revision}` };
      const file = state.readablePublished();
      return file === null ? null : { venue: file.venue, version: file.manifest.version };
    },
  };
}

function currentOrNull({ versions }: DeskState): Pointer | null {
  try {
    return versions.current();
  } catch {
    // The list below an unreadable pointer is what staff need to mend it.
    return null;
  }
}

function versionBefore(all: readonly { readonly version: string; readonly current: boolean }[]): string {
  const at = all.findIndex(({ current }) => current);
  const older = all[at + 1];
  if (older !== undefined) return older.version;
  throw new FoyerError('there is no older version to go back to', {
    fault: 'operator',
    code: 'no-older-version',
    remedy: `Known versions: ${all.map(({ version }) => version).join(', ') || 'none'}.`,
  });
}
