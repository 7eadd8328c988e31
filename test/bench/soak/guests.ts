import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { GuestPage } from '../../e2e/support/guest-page.ts';

const CLI = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
const LIMIT_MS = 60_000;
const QUESTIONS = [
  'where can I eat',
  'I am vegetarian',
  'when does the spa close',
  'how do I get to the pool',
  'what is on this afternoon',
];
/** Badges of those who are remembered: few, so that they come back, and what is kept of them has an end. */
const REMEMBERED = 20;
/** Badges of those who are here for just this visit. */
const PASSING = 40;

export type GuestKind = 'touches' | 'passes through' | 'is remembered' | 'is forgotten' | 'walks away';

export interface Guests {
  /** From the waiting screen back to it. Resolves to what kind of guest it was. */
  next(page: GuestPage, random: () => number): Promise<GuestKind>;
}

/** Issues badges in the kiosk's own data directory, which a kiosk accepts without a cloud. */
export function createGuests(dataDir: string): Guests {
  const answer = execFileSync(process.execPath, [
    CLI,
    'badge',
    'issue',
    '--count',
    String(REMEMBERED + PASSING),
    '--data',
    dataDir,
    '--json',
  ]);
  const tokens = (JSON.parse(answer.toString('utf8')) as { badges: { token: string }[] }).badges.map(({ token }) => token);
  return {
    async next(guest, random) {
      const kind = kindOf(random());
      const from = (first: number, count: number) => tokens[first + Math.floor(random() * count)] ?? '';
      if (kind === 'passes through') await scan(guest, from(REMEMBERED, PASSING), 'consent-visit');
      else if (kind === 'is remembered' || kind === 'is forgotten') await scan(guest, from(0, REMEMBERED), 'consent-remember');
      await ask(guest, random);
      if (kind === 'is forgotten') await forget(guest);
      if (kind === 'walks away') await walkAway(guest);
      else await leave(guest);
      return kind;
    },
  };
}

function kindOf(dice: number): GuestKind {
  if (dice < 0.6) return 'touches';
  if (dice < 0.75) return 'passes through';
  if (dice < 0.9) return 'is remembered';
  return dice < 0.98 ? 'is forgotten' : 'walks away';
}

/** As a reader that types, faster than anybody could; sent from within the page, since a busy test is slower than a reader. */
async function scan({ page, part }: GuestPage, token: string, choice: 'consent-visit' | 'consent-remember'): Promise<void> {
  await page.evaluate(
    (keys) => {
      for (const key of keys) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    [...token, 'Enter'],
  );
  const asked = part(choice);
  // Who said "just this visit" before is not asked again, and greeted.
  await asked
    .or(part('guest-chip'))
    .or(part('captions-kiosk').filter({ hasText: /\w/ }))
    .first()
    .waitFor({ timeout: LIMIT_MS });
  if (!(await asked.isVisible())) return;
  await asked.tap();
  // A PIN is offered to whoever agrees.
  if (choice === 'consent-remember') await part('pin-cancel').tap({ timeout: LIMIT_MS });
}

async function ask(guest: GuestPage, random: () => number): Promise<void> {
  const { page, part } = guest;
  if (await part('attract').isVisible()) await tapOne(guest, 'opener', random);
  else {
    // Whose badge was read is in the conversation already, where nothing is suggested yet, and the kiosk greets them.
    await part('stop').or(part('open-keyboard')).first().tap({ timeout: LIMIT_MS });
    if (!(await part('keyboard').isVisible())) await part('open-keyboard').first().tap({ timeout: LIMIT_MS });
    await part('keyboard')
      .locator('input')
      .fill(QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? '');
    await page.keyboard.press('Enter');
  }
  await part('captions-kiosk').filter({ hasText: /\w/ }).first().waitFor({ timeout: LIMIT_MS });
  if (random() < 0.4) await tapOne(guest, 'chip', random);
}

async function tapOne({ part }: GuestPage, testId: string, random: () => number): Promise<void> {
  const found = part(testId);
  await found.first().waitFor({ timeout: LIMIT_MS });
  await found.nth(Math.floor(random() * (await found.count()))).tap();
}

async function forget({ part }: GuestPage): Promise<void> {
  await part('forget-me').first().tap({ timeout: LIMIT_MS });
  await part('memory-yes').tap({ timeout: LIMIT_MS });
  await part('guest-chip').waitFor({ state: 'detached', timeout: LIMIT_MS });
}

async function leave({ part }: GuestPage): Promise<void> {
  await part('start-over').first().tap({ timeout: LIMIT_MS });
  await part('attract').waitFor({ timeout: LIMIT_MS });
}

/** The kiosk asks whether anybody is there, and begins again. */
async function walkAway({ part }: GuestPage): Promise<void> {
  await part('attract').waitFor({ timeout: LIMIT_MS });
}
