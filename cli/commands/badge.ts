import { type Command, InvalidArgumentError } from 'commander';

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
  const keys = () => import('../badge/badge-keys.ts');

  add('keygen', 'makes the key pair that badges are signed with', 'keygen --data .foyer').action(async (o) => (await keys()).keygen(o));
  add('issue', 'issues badges; makes the key pair when there is none', 'issue --csv attendees.csv --pdf badges.pdf')
    .option('--count <n>', 'how many badges for new guests', wholeNumber(1, 100_000), 1)
    .option('--csv <file>', 'one badge for each row; the rows are written again with the badge beside them')
    .option('--out <dir>', 'folder for the images and badges.csv; without it the badge is drawn in the terminal')
    .option('--format <format>', 'of the images: png or svg', imageFormat, 'png')
    .option('--pdf <file>', 'labels to print, code and name, on A4 sheets; FILE.csv says who has which')
    .option(
      '--sheet <name>',
      'labels: L4785 (80 x 50 mm), L7160 (63.5 x 38.1), L7163 (99.1 x 38.1), L7165 (99.1 x 67.7)',
      sheetName,
      'L4785',
    )
    .option('--name-column <name>', 'column of the name on the label (default: the one that looks like it)')
    .option('--font <file...>', 'fonts for names in scripts other than Latin, Greek, Cyrillic and Devanagari')
    .option('--days <n>', 'valid for so many days', wholeNumber(1, 3650), 30)
    .option('--guest <id>', 'a replacement for the revoked badge of this guest')
    .action(async (o) => (await import('../badge/issue-badges.ts')).issueBadges(o));
  add('inspect', 'what a badge says and whether a kiosk would accept it', 'inspect FOYER1…')
    .argument('<token>')
    .action(async (token, o) => (await import('../badge/inspect-badge.ts')).inspectBadge(token, o));
  add('revoke', "makes a guest's badge void", 'revoke 4kf0…')
    .argument('<badge>', 'a badge token or a guest id')
    .action(async (of, o) => (await keys()).revoke(of, o));
  add('rotate-key', 'makes a new signing key; badges signed with the old one stay good', 'rotate-key')
    .option('--distrust-old', 'badges signed with older keys are void: for when a signing key was stolen')
    .action(async (o) => (await keys()).rotateKey(o));
  add('trust', 'whose list of good badges is trusted here; with a file, takes the list in it', 'trust usb/badge-trust.json')
    .argument('[file]', 'keys/badge-trust.json of the machine that issues badges')
    .action(async (file, o) => (await keys()).trust(file, o));
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

function sheetName(text: string): string {
  const name = text.toUpperCase();
  if (['L4785', 'L7160', 'L7163', 'L7165'].includes(name)) return name;
  throw new InvalidArgumentError('L4785, L7160, L7163 or L7165');
}
