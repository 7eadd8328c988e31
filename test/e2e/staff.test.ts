import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuestPage, noChromium, openGuestPage, signInStaff } from './support/guest-page.ts';
import { PATIENT, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';

/** As people type: faster keys are a badge reader's. */
const TYPING = { delay: 60 };
const FILE = 'programme.csv';

/** A programme as a ticketing system exports it: no time zone, and one start that is no time of day. */
const programme = (start: string) =>
  [
    'ID,Title,Date,Start,End,Room,Speaker',
    'p1,Harbour Stories,2026-05-12,16:00,16:45,Library,Mira Santos',
    `p2,Zinnia Arranging,2026-05-12,${start},18:00,Library,Jonas Feld`,
  ].join('\n');

/** A morning of whoever looks after the venue's data, in a real browser against a real kiosk. Each step goes on from the one before. */
describe.skipIf(noChromium !== null)(`the staff console${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  let kiosk: RunningProcess;
  let guest: GuestPage;
  let staff: Page;
  const part = (testId: string) => staff.getByTestId(testId);
  const photograph = (name: string) => guest.photograph(`console-${name}`, staff);
  const putIn = async (text: string) => {
    const path = join(kiosk.dataDir, FILE);
    writeFileSync(path, text);
    await part('file-input').first().setInputFiles(path);
  };
  const publish = async () => {
    await part('publish').click();
    await part('publish-dialog-confirm').click();
    await part('publish-dialog').waitFor({ state: 'detached' });
    await part('notices')
      .filter({ hasText: /published as version/i })
      .waitFor();
  };
  const ask = async (question: string) => {
    await guest.page.keyboard.press(question.slice(0, 1));
    await guest.part('keyboard').locator('input').fill(question);
    await guest.page.keyboard.press('Enter');
  };
  const startEdit = async (task: string) => {
    await part('nav-edits').click();
    await part(`task-${task}`).click();
  };
  const choose = async (name: string) => {
    await part('finder').fill(name);
    await part('found').filter({ hasText: name }).first().click();
  };
  const publishEdit = async () => {
    await part('edit-publish').click();
    await part('edit-form').waitFor({ state: 'detached' });
  };
  /** A fresh guest asks, as a waiting kiosk takes a new version over by itself. */
  const answerTo = async (question: string, containing: RegExp) => {
    await guest.page.bringToFront();
    await guest.part('attract').waitFor();
    await ask(question);
    await guest.answer(containing);
    await guest.part('start-over').first().click();
    await guest.part('attract').waitFor();
    await staff.bringToFront();
  };

  beforeAll(async () => {
    kiosk = await startKiosk({ config: PATIENT, now: '2026-05-12T10:00' });
    guest = await openGuestPage(kiosk.url, { microphone: 'absent', reducedMotion: true });
    staff = await guest.page.context().newPage();
    await staff.goto(new URL('/staff/data', kiosk.url).href);
  });
  afterAll(async () => {
    await guest?.close();
    await kiosk?.stop();
    if (kiosk !== undefined) removeDir(kiosk.dataDir);
  });

  it('lets in whoever sets the PIN, and nobody with another', async () => {
    await signInStaff(staff, '2468');
    await part('page-data').waitFor();
    await part('staff-sign-out').click();
    await signInStaff(staff, '1357');
    await part('staff-pin-problem')
      .filter({ hasText: /not right/i })
      .waitFor();
    await signInStaff(staff, '2468');
    await part('page-data').waitFor();
  });

  it('leads a guest who is talking around a lift that was just closed', async () => {
    const wayThere = async () => {
      await ask('how do i get to the keel room without stairs');
      return guest.answer(/about \d+ metres/);
    };
    await guest.page.bringToFront();
    const before = metresIn(await wayThere());
    await staff.bringToFront();
    await startEdit('path');
    await choose('Main lifts');
    await publishEdit();
    await guest.page.bringToFront();
    await ask('thank you');
    await guest.answer(/welcome|pleasure/i);
    expect(metresIn(await wayThere())).toBeGreaterThan(before);
    await guest.part('start-over').first().click();
    await staff.bringToFront();
  });

  it('moves a session and cancels another, and guests hear of both', async () => {
    await startEdit('move');
    await choose('Hearing one voice');
    await part('edit-form').locator('input[type="datetime-local"]').first().fill('2026-05-12T20:05');
    await publishEdit();
    await startEdit('cancel');
    await choose('Why nobody minds');
    await publishEdit();
    await answerTo('when is hearing one voice in a loud room', /20:05|8:05/);
    await answerTo('when is why nobody minds a good queue', /cancelled/i);
    for (const left of [2, 1, 0]) {
      await part('edit').first().getByRole('button', { name: /undo/i }).click();
      await part('edit').nth(left).waitFor({ state: 'detached' });
    }
    await part('nav-data').click();
  });

  it('refuses what is no venue data, and says why', async () => {
    await part('file-input')
      .first()
      .setInputFiles({ name: 'cut.xml', mimeType: 'text/xml', buffer: Buffer.from('<schedule><day>') });
    await part('upload-failed').filter({ hasText: 'cut.xml' }).waitFor();
    expect(await part('draft-bar').count()).toBe(0);
  });

  it('takes a file and asks what it cannot know: the time zone', async () => {
    await putIn(programme('25:30'));
    await part('timezone').waitFor();
    await expect.poll(() => part('publish').getAttribute('aria-disabled')).toBe('true');
    await part('timezone-confirm').click();
    await part('timezone').waitFor({ state: 'detached' });
  });

  it('shows the bad row with its bad cell, and takes the right value there', async () => {
    const finding = part('finding').filter({ hasText: '25:30' });
    await finding.waitFor();
    expect(await finding.locator('td[data-bad="true"]').innerText()).toContain('25:30');
    await photograph('finding');
    await finding.getByTestId('fix-value').fill('2026-05-12 17:15');
    await finding.getByTestId('fix-save').click();
    await finding.waitFor({ state: 'detached' });
    await part('changes')
      .getByRole('button', { name: /2 sessions added/ })
      .click();
    await part('change').filter({ hasText: 'Zinnia Arranging' }).waitFor();
  });

  it('answers from the draft on the guests’ own screen, at the time that was chosen', async () => {
    await part('try-draft').click();
    await part('preview-bar').waitFor();
    await part('preview-now').fill('2026-05-12T17:20');
    await part('attract').waitFor();
    await expect.poll(() => staff.locator('.head-time').first().innerText()).toBe('17:20');
    await part('attract').locator('h1, .head-name').first().click();
    await staff.keyboard.type('when is Zinnia Arranging', TYPING);
    await staff.keyboard.press('Enter');
    await part('captions-kiosk')
      .filter({ hasText: /runs until 18:00/ })
      .first()
      .waitFor();
    await photograph('preview');
    await part('preview-close').click();
    await part('draft-bar').waitFor();
  });

  it('publishes, and a guest gets it', async () => {
    await publish();
    await photograph('published');
    await answerTo('when is Zinnia Arranging', /17:15/);
  });

  it('shows a newer file as what moved, publishes it, and goes back', async () => {
    await putIn(programme('17:30'));
    await part('change')
      .filter({ hasText: /^Moved\s*Zinnia Arranging/ })
      .waitFor();
    await photograph('moved');
    await publish();
    await answerTo('when is Zinnia Arranging', /17:30/);
    await part('nav-versions').click();
    await part('version-back').first().click();
    await part('rollback-dialog-confirm').click();
    await part('notices')
      .getByText(/get version .* again/i)
      .waitFor();
    await photograph('versions');
    await answerTo('when is Zinnia Arranging', /17:15/);
  });

  it('answers what a guest asked in vain, for the next one', async () => {
    await answerTo('where can I rent a unicycle', /\w/);
    await part('nav-questions').click();
    await part('question')
      .filter({ hasText: /unicycle/i })
      .getByTestId('question-answer')
      .click();
    await part('faq-answer').fill('Unicycles are at the blue shed behind the car park.');
    await part('answer-dialog').getByTestId('edit-publish').click();
    // The dialog closes once guests get the answer, the question goes a little before.
    await part('answer-dialog').waitFor({ state: 'detached' });
    await part('question')
      .filter({ hasText: /unicycle/i })
      .waitFor({ state: 'detached' });
    await answerTo('where can I rent a unicycle', /blue shed/);
  });

  it('takes a folder that is dropped, and reads a table once staff say what its columns are', async () => {
    const folder = join(kiosk.dataDir, 'fair');
    mkdirSync(folder);
    writeFileSync(join(folder, 'stands.csv'), 'Exhibitor,Stand\nRope & Sons,A1\n');
    writeFileSync(join(folder, 'liste.csv'), 'Was,Ab wann,Wo genau\nBojen bauen,2026-05-12 19:30,Library\n');
    await part('nav-data').click();
    await dropOn(staff, part('drop-zone').first(), folder);
    await part('finding').filter({ hasText: 'liste.csv' }).waitFor();
    await part('sources').filter({ hasText: 'stands.csv' }).waitFor();
    await expect.poll(() => part('publish').getAttribute('aria-disabled')).toBe('true');
    const table = part('tables').locator('details').filter({ hasText: 'liste.csv' });
    if ((await table.getAttribute('open')) === null) await table.locator('summary').click();
    await table.locator('label select').selectOption('sessions');
    for (const [column, field] of Object.entries({ Was: 'title', 'Ab wann': 'start', 'Wo genau': 'room' })) {
      await table.getByLabel(column).selectOption(field);
    }
    await photograph('columns');
    await table.locator('button[type="submit"]').click();
    await part('changes')
      .getByRole('button', { name: /1 session added/ })
      .click();
    await part('change').filter({ hasText: 'Bojen bauen' }).waitFor();
    await part('discard').click();
    await part('discard-dialog-confirm').click();
    await part('draft-bar').waitFor({ state: 'detached' });
  });

  it('shows a notice to every guest, until it is undone', async () => {
    await part('nav-edits').click();
    await part('task-banner').click();
    await part('edit-form').locator('input').first().fill('The pool opens late today.');
    await part('edit-publish').click();
    await guest.part('venue-notice').filter({ hasText: 'The pool opens late today.' }).waitFor();
    await photograph('edits');
    await part('edit').filter({ hasText: 'pool' }).getByRole('button', { name: /undo/i }).click();
    await guest.part('venue-notice').waitFor({ state: 'detached' });
  });

  it('takes a notice away when its time is over, also on a kiosk that was off then', async () => {
    await startEdit('banner');
    await part('edit-form').locator('input').first().fill('The bar closes early.');
    await part('edit-form')
      .getByRole('button', { name: /midnight/ })
      .click();
    await publishEdit();
    const notice = guest.part('venue-notice').filter({ hasText: 'The bar closes early.' });
    await notice.waitFor();
    await part('edit')
      .filter({ hasText: /bar.*23:59/s })
      .waitFor();
    const { dataDir } = kiosk;
    const port = Number(new URL(kiosk.url).port);
    await kiosk.stop('SIGKILL');
    kiosk = await startKiosk({ dataDir, port, now: '2026-05-13T07:00' });
    await notice.waitFor({ state: 'detached' });
    // The console signed in again by itself, and what else was published is still there.
    await part('edit').filter({ hasText: 'bar' }).waitFor({ state: 'detached' });
    await part('edit').filter({ hasText: 'unicycle' }).waitFor();
  });

  it('leaves nothing for the browser to complain about', () => {
    // Of the restart alone: the link was down for a moment.
    expect(guest.complaints.filter((line) => !/WebSocket connection|ERR_CONNECTION/.test(line))).toEqual([]);
  });
});

function metresIn(answer: string): number {
  return Number(/about (\d+) metres/.exec(answer)?.[1]);
}

/** Drops a file or folder of this machine, as a hand on a mouse does; scripts of a page cannot make up a folder. */
async function dropOn(page: Page, target: Locator, path: string): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing to drop on');
  const at = {
    x: box.x + box.width / 2,
    y: box.y + Math.min(box.height / 2, 40),
    data: { items: [], files: [path], dragOperationsMask: 1 },
  };
  const cdp = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await cdp.send('Input.dispatchDragEvent', { type, ...at });
  await cdp.detach();
}
