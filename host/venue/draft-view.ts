import type { ChangeView, DraftView, FindingView, SourceView, TableView } from '../../core/contract/index.ts';
import { changeViews, countChanges } from '../../core/venue/edits/change-views.ts';
import { shortHash } from '../../core/venue/edits/finding-ids.ts';
import { findingView } from '../../core/venue/edits/finding-view.ts';
import { type Finding, hasErrors } from '../../core/venue/import/finding.ts';
import { fieldsOfKind, type ReadTable } from '../../core/venue/import/formats/column-mapping.ts';
import { TABLE_KINDS } from '../../core/venue/import/formats/column-names.ts';
import { venueChanges } from '../../core/venue/import/venue-changes.ts';
import type { Venue } from '../../core/venue/model.ts';
import type { BuiltVenue } from './build-venue.ts';

/** Rows of the first page. */
const FIRST_PAGE = 50;
const SAMPLE_LENGTH = 120;
const ASKS_TIMEZONE = new Set(['timezone-needed', 'timezone-unknown']);

/** The draft as the staff console shows it, with the first page of findings and of changes. */
export function draftView(draft: BuiltVenue, published: Venue | null): DraftView {
  const { venue, findings, recipe } = draft;
  const changes = venueChanges(published, venue);
  const views = changeViews(published, venue, changes);
  return {
    revision: recipe.revision,
    name: venue.name,
    timezone: venue.timezone,
    sources: sourceViews(draft),
    tables: draft.tables.map((table) => ({
      ...tableView(table, table.fingerprint in recipe.mappings),
      ...(findings.some(({ code, file }) => code === 'columns-unknown' && file === table.file) ? { waits: true } : {}),
    })),
    counts: Object.fromEntries(changes.kinds.map(({ kind, total }) => [kind, total])),
    findings: {
      errors: findings.filter(({ severity }) => severity === 'error').length,
      warnings: findings.filter(({ severity }) => severity === 'warning').length,
      items: findingPage(draft, { offset: 0, limit: FIRST_PAGE }).items,
    },
    changes: {
      first: changes.first,
      any: changes.any,
      counts: countChanges(views),
      settings: [...changes.settings],
      items: views.slice(0, FIRST_PAGE),
    },
    blocked: hasErrors(findings),
    asksTimezone: recipe.timezone === undefined && findings.some(({ code }) => ASKS_TIMEZONE.has(code)),
  };
}

export interface PageOf {
  readonly offset: number;
  readonly limit: number;
}

/** Errors first. */
export function findingPage(
  draft: BuiltVenue,
  { offset, limit, severity, file }: PageOf & { readonly severity?: Finding['severity']; readonly file?: string },
): { readonly total: number; readonly items: FindingView[] } {
  const wanted = draft.findings.filter((one) => (severity ?? one.severity) === one.severity && (file ?? one.file) === one.file);
  const sorted = [...wanted.filter((one) => one.severity === 'error'), ...wanted.filter((one) => one.severity !== 'error')];
  return { total: sorted.length, items: sorted.slice(offset, offset + limit).map((finding) => findingView(finding, draft.book)) };
}

export function changePage(
  draft: BuiltVenue,
  published: Venue | null,
  { offset, limit, kind, what }: PageOf & { readonly kind?: string; readonly what?: string },
): { readonly total: number; readonly items: ChangeView[] } {
  const views = changeViews(published, draft.venue).filter(
    (view) => (kind ?? view.kind) === view.kind && (what ?? view.what) === view.what,
  );
  return { total: views.length, items: views.slice(offset, offset + limit) };
}

function sourceViews({ recipe, book, placesOf }: BuiltVenue): SourceView[] {
  return recipe.sources.map(({ id, name, format, files, importedAt, importedBy }) => ({
    id,
    name,
    format,
    files: files.length,
    rows: files.reduce((sum, file) => sum + (book.countOf(file.name) || (placesOf.get(file.name) ?? 0)), 0),
    importedAt,
    importedBy,
  }));
}

const KINDS = TABLE_KINDS.map((kind) => ({ kind, fields: [...fieldsOfKind(kind)] }));

function tableView({ fingerprint, file, sheet, mapping, sample }: ReadTable, edited: boolean): TableView {
  return {
    id: shortHash(fingerprint),
    file: sheet === undefined ? file : `${file}, ${sheet}`,
    kind: mapping.kind,
    kinds: KINDS,
    columns: mapping.columns.map(({ column, field, confidence }, i) => ({
      name: column,
      field,
      ...(field === null || edited ? {} : { confidence }),
      samples: sample
        .map((row) => (row[i] ?? '').trim().slice(0, SAMPLE_LENGTH))
        .filter((cell) => cell !== '')
        .slice(0, 3),
    })),
    edited,
  };
}
