import { type GuestPage, type GuestPageOptions, openGuestPage } from '../../e2e/support/guest-page.ts';

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 90_000;

/** On a machine that may be busy with other things. */
export async function openGuest(url: string, options: GuestPageOptions = {}): Promise<GuestPage> {
  const guest = await openGuestPage(url, { reducedMotion: true, ...options });
  guest.page.setDefaultTimeout(PATIENCE_MS);
  return guest;
}

/** Which screens follow each other from now on, each photographed once as it begins; the function ends the watch and tells them. */
export function watchGuest(guest: GuestPage, fault: string): () => Promise<string> {
  const seen: string[] = [];
  let looking = Promise.resolve();
  const look = async () => {
    const screen = await guest.page.evaluate(describeScreen).catch(() => 'nothing');
    if (seen.at(-1) === screen) return;
    seen.push(screen);
    await guest.page.screenshot({ path: `.artefacts/faults/${fault.replaceAll(/\W+/g, '-')}-${seen.length}.png` }).catch(() => undefined);
  };
  let ended = false;
  const again = async () => {
    while (!ended) {
      await look();
      await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    }
  };
  looking = again();
  return async () => {
    ended = true;
    await looking;
    return seen.join(', ');
  };
}

/** Runs in the page. */
function describeScreen(): string {
  const has = (part: string) => document.querySelector(`[data-testid="${part}"]`) !== null;
  const screen = document.querySelector('.screen')?.getAttribute('data-screen');
  if (screen === undefined || screen === null) return document.documentElement.className === 'moment' ? '“Back in a moment”' : 'nothing';
  return `${screen}${has('banner-lost') ? ' with a notice' : ''}`;
}

/** Touches a first question and waits for its answer. */
export async function ask({ part }: GuestPage): Promise<void> {
  await part('opener').first().tap();
  await part('captions-kiosk').filter({ hasText: /\w/ }).first().waitFor();
}

export async function isWaiting(guest: GuestPage): Promise<boolean> {
  return (await guest.part('attract').isVisible()) && !(await guest.part('banner-lost').isVisible());
}

/** Types a question in mid-conversation. */
export async function askInWriting({ page, part }: GuestPage, question: string): Promise<void> {
  if (!(await part('keyboard').isVisible())) await part('open-keyboard').first().tap();
  await part('keyboard').locator('input').fill(question);
  await page.keyboard.press('Enter');
}
