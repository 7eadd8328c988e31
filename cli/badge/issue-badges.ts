import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { badgeForTerminal, drawBadge } from '../../native/badge/badge-image.ts';
import { createBadgeIssuer, type IssuedBadge } from '../../native/badge/badge-issuer.ts';
import type { LabelSheetName } from '../../native/badge/label-sheets.ts';
import { printNote, printProgress } from '../output.ts';
import { type Attendees, createLabeller, csvLine, readAttendees } from './attendees.ts';
import { type BadgeOptions, badgeContext } from './badge-context.ts';

export interface IssueOptions extends BadgeOptions {
  readonly count: number;
  readonly csv?: string;
  readonly out?: string;
  readonly format: 'png' | 'svg';
  readonly pdf?: string;
  readonly sheet: LabelSheetName;
  readonly nameColumn?: string;
  readonly font?: readonly string[];
  readonly days: number;
  readonly guest?: string;
}

export async function issueBadges(options: IssueOptions): Promise<void> {
  const { dataDir, tenant, print } = badgeContext(options);
  const attendees = options.csv === undefined ? null : await readAttendees(options.csv);
  // Before any badge is made: a wrong column must not cost an issue.
  const labelOf = attendees === null ? null : createLabeller(attendees.columns, options.nameColumn);
  const issuer = createBadgeIssuer({ dataDir, tenant });
  const expiresAtMs = Date.now() + options.days * 86_400_000;
  const count = options.guest === undefined ? (attendees?.rows.length ?? options.count) : 1;
  const badges = Array.from({ length: count }, () =>
    issuer.issue({ expiresAtMs, ...(options.guest !== undefined && { guestId: options.guest }) }),
  );
  if (options.out !== undefined) await writeImages(options.out, options.format, badges, attendees);
  if (options.pdf !== undefined) {
    const labels = badges.map((badge, i) => ({ token: badge.token, ...(labelOf?.(attendees?.rows[i] ?? {}) ?? { name: '' }) }));
    await writePdf(options.pdf, labels, options);
    if (options.out === undefined && attendees !== null) await writeList(`${options.pdf}.csv`, badges, attendees, () => '');
  }
  const written = options.out !== undefined || options.pdf !== undefined;
  if (!written && attendees !== null) printNote('The badges of a list are written with --out DIR or --pdf FILE; here are the tokens only.');
  if (written && !options.json) return;
  print({ tenant, keyId: issuer.keyId, badges }, badges.map((badge) => badge.token).join('\n'));
  const [only] = badges;
  if (!options.json && badges.length === 1 && only !== undefined)
    printNote(`\n${badgeForTerminal(only.token)}\nGuest ${only.guestId}, valid until ${only.expiresAt}.`);
}

async function writeImages(out: string, format: 'png' | 'svg', badges: readonly IssuedBadge[], attendees: Attendees | null): Promise<void> {
  await mkdir(out, { recursive: true });
  const fileOf = (i: number) => `badge-${String(i + 1).padStart(4, '0')}-${badges[i]?.guestId}.${format}`;
  for (const [i, badge] of badges.entries()) {
    await writeFile(join(out, fileOf(i)), await drawBadge(badge.token, format));
    printProgress(`${i + 1} of ${badges.length}`);
  }
  printProgress('');
  await writeList(join(out, 'badges.csv'), badges, attendees, fileOf);
  printNote(`Wrote ${badges.length} ${format.toUpperCase()} file${badges.length === 1 ? '' : 's'} and badges.csv to ${out}.`);
}

/** Who has which badge: to be kept like the list of attendees itself, hence for the owner alone. */
async function writeList(
  file: string,
  badges: readonly IssuedBadge[],
  attendees: Attendees | null,
  fileOf: (i: number) => string,
): Promise<void> {
  const columns = attendees?.columns ?? [];
  const lines = badges.map((badge, i) => [
    ...columns.map((column) => attendees?.rows[i]?.[column] ?? ''),
    fileOf(i),
    badge.guestId,
    badge.expiresAt,
    badge.token,
  ]);
  const text = [[...columns, 'badge_file', 'guest_id', 'expires_at', 'token'], ...lines].map(csvLine).join('');
  await writeFile(file, text, { mode: 0o600 });
}

async function writePdf(
  file: string,
  labels: readonly { token: string; name: string; detail?: string }[],
  { sheet, font = [] }: IssueOptions,
): Promise<void> {
  const { drawBadgeSheet } = await import('../../native/badge/badge-sheet.ts');
  printProgress(`Drawing ${labels.length} labels…`);
  const drawn = await drawBadgeSheet(labels, { sheet, fontFiles: font });
  printProgress('');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, drawn.pdf, { mode: 0o600 });
  printNote(
    `Wrote ${drawn.pages} page${drawn.pages === 1 ? '' : 's'} of ${sheet} labels to ${file}. Print at 100 %, not fitted to the page.`,
  );
  if (drawn.incomplete.length === 0) return;
  const rows = drawn.incomplete.slice(0, 10).map((i) => i + 1);
  printNote(
    `Characters are missing from ${drawn.incomplete.length} label${drawn.incomplete.length === 1 ? '' : 's'} (row ${rows.join(', ')}${drawn.incomplete.length > 10 ? ', …' : ''}).\n  remedy: Name a font that has them: --font FILE.ttf`,
  );
}
