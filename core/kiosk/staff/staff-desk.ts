import type { ChangeView, DraftView, EditView, FindingView, Found, LocalDateTime, VenueEdit, VersionView } from '../../contract/index.ts';
import type { Venue } from '../../venue/model.ts';

export interface Page<T> {
  readonly revision: number;
  readonly total: number;
  readonly items: readonly T[];
}

export interface ImportProgress {
  readonly phase: 'reading' | 'checking' | 'saving';
  readonly done: number;
  readonly of: number;
}

/**
 * The venue's data as staff work on it, beside the running kiosk: nothing here makes a guest wait. Calls are worked off one
 * after another, so that two people at once cannot mix. Each rejects with a FoyerError that names the bad value and the remedy,
 * and has then changed nothing. `by` is recorded in the version's manifest; `now` is venue wall clock.
 */
export interface StaffDesk {
  importFiles(files: ReadonlyMap<string, Uint8Array>, by: string, onProgress: (progress: ImportProgress) => void): Promise<void>;
  draft(): Promise<DraftView | null>;
  findings(page: { offset: number; limit: number; severity?: 'error' | 'warning'; file?: string }): Promise<Page<FindingView>>;
  changes(page: { offset: number; limit: number; kind?: string; what?: string }): Promise<Page<ChangeView>>;
  fix(findingId: string, value: string, by: string): Promise<void>;
  ignore(findingId: string, by: string): Promise<void>;
  setMapping(tableId: string, kind: string, fields: readonly (string | null)[], by: string): Promise<void>;
  setTimezone(timezone: string, by: string): Promise<void>;
  removeSource(sourceId: string, by: string): Promise<void>;
  discard(): Promise<void>;
  report(format: 'csv' | 'json'): Promise<{ readonly name: string; readonly mediaType: string; readonly text: string }>;
  /** Resolves to the version's name. */
  publish(options: { readonly by: string; readonly revision: number }): Promise<string>;
  versions(): Promise<readonly VersionView[]>;
  rollback(version: string, by: string): Promise<string>;
  edit(
    edit: VenueEdit,
    by: string,
    now: LocalDateTime,
  ): Promise<{ readonly version: string; readonly editId: string; readonly warnings: readonly string[] }>;
  undo(editId: string, by: string): Promise<string>;
  /** Takes out edits whose time is over; the new version, or null. */
  expire(now: LocalDateTime): Promise<string | null>;
  nextEnd(): Promise<LocalDateTime | null>;
  edits(): Promise<readonly EditView[]>;
  find(
    kind: 'place' | 'session' | 'path' | 'faq',
    text: string,
    now: LocalDateTime,
  ): Promise<{ readonly total: number; readonly items: readonly Found[] }>;
  /** The draft, else what is published; null when there is neither. */
  preview(): Promise<{ readonly venue: Venue; readonly version: string } | null>;
}
