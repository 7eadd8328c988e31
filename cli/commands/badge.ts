import { type Command, InvalidArgumentError } from 'commander';

interface BadgeOptions {
  readonly data?: string;
  readonly tenant?: string;
  readonly json?: boolean;
}
interface IssueOptions extends BadgeOptions {
  readonly count: number;
  readonly csv?: string;
  readonly out?: string;
  readonly format: 'png' | 'svg';
  readonly days: number;
  readonly guest?: string;
}

export function registerBadge(program: Command): void {
  const badge = program.command('badge').description('badges: signed QR codes by which a kiosk knows a guest again');
  const add = (name: string, description: string, example: string) =>
    badge
      .command(name)
      .description(description)
      .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
      .option('--tenant <name>', 'whose badges they are (default: sync.tenant of the configuration)')
      .option('--json', 'print JSON')
      .addHelpText('after', `\nExample:\n  npm run -s foyer -- badge ${example}`);

  add('keygen', 'makes the key pair that badges are signed with', 'keygen --data .foyer').action(keygen);
  add('issue', 'issues badges; makes the key pair when there is none', 'issue --csv attendees.csv --out badges')
    .option('--count <n>', 'how many badges for new guests', wholeNumber(1, 100_000), 1)
    .option('--csv <file>', 'one badge for each row; the rows go to OUT/badges.csv with the badge beside them')
    .option('--out <dir>', 'folder for the images and badges.csv; without it the badge is drawn in the terminal')
    .option('--format <format>', 'of the images: png or svg', imageFormat, 'png')
    .option('--days <n>', 'valid for so many days', wholeNumber(1, 3650), 30)
    .option('--guest <id>', 'a replacement for the revoked badge of this guest')
    .action(issue);
  add('inspect', 'what a badge says and whether a kiosk would accept it', 'inspect FOYER1…').argument('<token>').action(inspect);
  add('revoke', "makes a guest's badge void", 'revoke 4kf0…').argument('<badge>', 'a badge token or a guest id').action(revoke);
  add('rotate-key', 'makes a new signing key; badges signed with the old one stay good', 'rotate-key').action(rotateKey);
}

async function context(options: BadgeOptions) {
  const { loadConfigStrictly } = await import('../../host/config.ts');
  const { dataDirectory } = await import('../../host/data-dir.ts');
  const { openBadgeFiles } = await import('../../native/badge/badge-files.ts');
  const issuer = await import('../../native/badge/badge-issuer.ts');
  const { printNote, printResult } = await import('../output.ts');
  const dataDir = dataDirectory(options.data);
  const tenant = options.tenant ?? loadConfigStrictly({ dataDir }).sync.tenant;
  const files = openBadgeFiles(dataDir);
  const print = (json: object, text: string) => printResult(options.json ? JSON.stringify(json) : text);
  return { ...issuer, dataDir, tenant, files, print, printNote };
}

async function keygen(options: BadgeOptions): Promise<void> {
  const { files, tenant, ...c } = await context(options);
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const active = files.keyring().keys.find((key) => key.tenant === tenant && key.state === 'active');
  if (active !== undefined) {
    throw new FoyerError(`tenant "${tenant}" has the key ${active.keyId} already`, {
      fault: 'operator',
      code: 'key-exists',
      remedy: '`foyer badge rotate-key` makes a new one and keeps the old for the badges that are out.',
    });
  }
  const key = c.ensureBadgeKeys({ dataDir: c.dataDir, tenant, nowMs: Date.now() });
  c.print({ keyId: key.keyId, tenant, keyring: files.paths.keyring }, keyNote(key.keyId, tenant, files.paths));
}

async function rotateKey(options: BadgeOptions): Promise<void> {
  const { files, tenant, ...c } = await context(options);
  const key = c.rotateBadgeKey({ dataDir: c.dataDir, tenant, nowMs: Date.now() });
  const retired = files.keyring().keys.filter((k) => k.tenant === tenant && k.state === 'retired').length;
  c.print({ keyId: key.keyId, tenant, retired }, `${keyNote(key.keyId, tenant, files.paths)}\nOlder keys that still verify: ${retired}.`);
}

function keyNote(keyId: string, tenant: string, paths: { keyring: string; signing: string }): string {
  return [
    `Badges of tenant "${tenant}" are signed with key ${keyId} from now on.`,
    `Copy to every kiosk and to the cloud endpoint (into their keys/): ${paths.keyring}`,
    `Keep to yourself, and keep a backup: ${paths.signing}`,
  ].join('\n');
}

async function issue(options: IssueOptions): Promise<void> {
  const { dataDir, tenant, print, printNote, createBadgeIssuer } = await context(options);
  const rows = options.csv === undefined ? null : await readAttendees(options.csv);
  const issuer = createBadgeIssuer({ dataDir, tenant });
  const expiresAtMs = Date.now() + options.days * 86_400_000;
  const count = options.guest === undefined ? (rows?.length ?? options.count) : 1;
  const badges = Array.from({ length: count }, () =>
    issuer.issue({ expiresAtMs, ...(options.guest !== undefined && { guestId: options.guest }) }),
  );
  if (options.out !== undefined) {
    await writeBadges(options.out, options.format, badges, rows);
    printNote(`Wrote ${count} ${options.format.toUpperCase()} file${count === 1 ? '' : 's'} and badges.csv to ${options.out}.`);
  } else if (rows !== null) printNote('badges.csv and images are written with --out DIR; here are the tokens only.');
  if (options.json || options.out === undefined) {
    const { badgeForTerminal } = await import('../../native/badge/badge-image.ts');
    const text = badges.map((badge) => badge.token).join('\n');
    print({ tenant, keyId: issuer.keyId, badges }, text);
    const [only] = badges;
    if (!options.json && badges.length === 1 && only !== undefined)
      printNote(`\n${badgeForTerminal(only.token)}\nGuest ${only.guestId}, valid until ${only.expiresAt}.`);
  }
}

type Attendee = Readonly<Record<string, string>>;

async function readAttendees(file: string): Promise<Attendee[]> {
  const { readFile } = await import('node:fs/promises');
  const { parse } = await import('csv-parse/sync');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  try {
    const rows = parse<Attendee>(await readFile(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true, trim: true });
    if (rows.length > 0) return rows;
  } catch (error) {
    throw new FoyerError(`${file} cannot be read as CSV with a header row`, {
      fault: 'operator',
      code: 'bad-csv',
      remedy: 'Check the path, and that the first row names the columns.',
      cause: error,
    });
  }
  throw new FoyerError(`${file} has no rows below its header`, {
    fault: 'operator',
    code: 'bad-csv',
    remedy: 'Put one attendee in each row.',
  });
}

async function writeBadges(
  out: string,
  format: 'png' | 'svg',
  badges: readonly { token: string; guestId: string; expiresAt: string }[],
  rows: readonly Attendee[] | null,
): Promise<void> {
  const { mkdir, writeFile } = await import('node:fs/promises');
  const { join } = await import('node:path');
  const { drawBadge } = await import('../../native/badge/badge-image.ts');
  const { printProgress } = await import('../output.ts');
  await mkdir(out, { recursive: true });
  const columns = rows === null ? [] : Object.keys(rows[0] ?? {});
  const lines = [[...columns, 'badge_file', 'guest_id', 'expires_at', 'token']];
  for (const [i, badge] of badges.entries()) {
    const file = `badge-${String(i + 1).padStart(4, '0')}-${badge.guestId}.${format}`;
    await writeFile(join(out, file), await drawBadge(badge.token, format));
    lines.push([...columns.map((column) => rows?.[i]?.[column] ?? ''), file, badge.guestId, badge.expiresAt, badge.token]);
    printProgress(`${i + 1} of ${badges.length}`);
  }
  printProgress('');
  await writeFile(join(out, 'badges.csv'), lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join(''), { mode: 0o600 });
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function inspect(token: string, options: BadgeOptions): Promise<void> {
  const { dataDir, tenant, print } = await context(options);
  const { decodeBadge } = await import('../../core/badge/token.ts');
  const { createBadgeVerifier } = await import('../../native/badge/badge-verifier.ts');
  const { createLog } = await import('../../host/log.ts');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const decoded = decodeBadge(token);
  if (!decoded.ok) {
    throw new FoyerError(decoded.reason === 'foreign' ? 'this is no badge of Foyer' : 'this badge is damaged or cut off', {
      fault: 'operator',
      code: `badge-${decoded.reason}`,
      remedy: 'Scan it again; a whole token begins with FOYER1 and has 149 characters.',
    });
  }
  const { keyId, guestId, issue: issueNumber, expiresAtMs } = decoded.badge.claims;
  const verdict = createBadgeVerifier({ dataDir, tenant, makeKeys: false, log: createLog({ level: 'silent' }) }).verify(token);
  const expiresAt = new Date(expiresAtMs).toISOString();
  const accepted = verdict.ok ? `yes, for tenant "${tenant}"` : `no: ${verdict.reason}`;
  print(
    { guestId, issue: issueNumber, keyId, expiresAt, accepted: verdict.ok, ...(!verdict.ok && { reason: verdict.reason }) },
    `Guest     ${guestId}\nIssue     ${issueNumber}\nKey       ${keyId}\nExpires   ${expiresAt}\nAccepted  ${accepted}`,
  );
}

async function revoke(badge: string, options: BadgeOptions): Promise<void> {
  const { dataDir, tenant, files, print, createBadgeIssuer } = await context(options);
  const revoked = createBadgeIssuer({ dataDir, tenant }).revoke(badge);
  print(
    { ...revoked, file: files.paths.revoked },
    [
      `The badge of guest ${revoked.guestId} (issue ${revoked.upToIssue} and before) is void on this kiosk.`,
      `Copy to the other kiosks and to the cloud endpoint (into their keys/): ${files.paths.revoked}`,
      `A replacement: foyer badge issue --guest ${revoked.guestId}`,
    ].join('\n'),
  );
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`a whole number from ${min} to ${max}`);
  };
}

function imageFormat(text: string): string {
  if (text === 'png' || text === 'svg') return text;
  throw new InvalidArgumentError('png or svg');
}
