import type { Finding } from '../../core/venue/import/finding.ts';
import type { KindChanges, VenueChanges } from '../../core/venue/import/venue-changes.ts';
import type { VenueReport } from '../../host/venue/import-venue.ts';

/** What `foyer venue` prints for people. */

const SHOWN_FINDINGS = 20;
const SHOWN_CHANGES = 8;

/** @param published the version this report was published as, if it was. */
export function reportText(report: VenueReport, published: string | undefined): string {
  const { venue, findings, changes, blocked } = report;
  const counts = changes.kinds.filter(({ total }) => total > 0).map(({ kind, total }) => count(total, kind.replace(/s$/, '')));
  return [
    `${venue.name} (${venue.timezone}): ${counts.join(', ')}`,
    '',
    findingsText(findings),
    '',
    changesText(changes),
    '',
    verdict(blocked, changes, published),
  ].join('\n');
}

function verdict(blocked: boolean, changes: VenueChanges, published: string | undefined): string {
  if (published !== undefined) return `Published as version ${published}.`;
  if (blocked) return 'Cannot be published before the errors are corrected.';
  return changes.any ? 'Ready to publish: foyer venue publish' : 'Nothing to publish: guests already get this.';
}

export function findingsText(findings: readonly Finding[], all = false): string {
  if (findings.length === 0) return 'No findings.';
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const ordered = [...errors, ...warnings];
  const shown = all ? ordered : ordered.slice(0, SHOWN_FINDINGS);
  const rest = ordered.length - shown.length;
  return [
    `${count(errors.length, 'error')}, ${count(warnings.length, 'warning')}`,
    ...shown.map(findingText),
    ...(rest > 0 ? [`  … and ${rest} more; --report FILE saves all of them`] : []),
  ].join('\n');
}

function findingText({ severity, file, line, column, id, reason, remedy }: Finding): string {
  const where = [file, ...(line === undefined ? [] : [line])].join(':');
  const what = [column, id === undefined ? undefined : `(${id})`].filter((part) => part !== undefined).join(' ');
  return `  ${severity.padEnd(7)}  ${where}  ${what === '' ? '' : `${what}  `}${reason}\n           → ${remedy}`;
}

export function changesText(changes: VenueChanges): string {
  if (!changes.any) return 'No changes against what is published.';
  if (changes.first) return 'Nothing is published yet: everything is new.';
  const lines = changes.kinds.flatMap(kindText);
  if (changes.settings.length > 0) lines.push(`  settings changed: ${changes.settings.join(', ')}`);
  return ['Changes against what is published:', ...lines].join('\n');
}

function kindText({ kind, added, changed, removed }: KindChanges): string[] {
  const total = added.length + changed.length + removed.length;
  if (total === 0) return [];
  const numbers = [
    [added.length, 'added'],
    [changed.length, 'changed'],
    [removed.length, 'removed'],
  ].flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}`]));
  const names = [
    ...added.map(({ name }) => `+ ${name}`),
    ...changed.map(({ name, fields }) => `~ ${name} (${(fields ?? []).join(', ')})`),
    ...removed.map(({ name }) => `- ${name}`),
  ];
  const rest = names.length - SHOWN_CHANGES;
  return [
    `  ${kind}: ${numbers.join(', ')}`,
    ...names.slice(0, SHOWN_CHANGES).map((name) => `    ${name}`),
    ...(rest > 0 ? [`    … and ${rest} more`] : []),
  ];
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
