import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '../../cloud/operators/totp.ts';
import { startTestCloud, type TestCloud } from '../cloud/cloud-client.ts';
import { FAST, fromBase32, PASSWORD } from '../cloud/operators/operator-client.ts';
import { noChromium } from './support/guest-page.ts';
import { furnishHouse, type House } from './support/operator-house.ts';
import { type OperatorPage, openOperatorPage } from './support/operator-page.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const MINUTE = 60_000;
const missing = noChromium ?? (existsSync('dist/operator/index.html') ? null : 'the page is not built: npm run build');

/** A day of whoever looks after a fleet, in a real browser against a real endpoint. Each step goes on from the one before. */
describe.skipIf(missing !== null)(`the operator page${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  const startMs = Date.now();
  let aheadMs = 0;
  let at: TestCloud;
  let house: House;
  let operator: OperatorPage;
  let secret: Uint8Array;
  const nowMs = () => startMs + aheadMs;
  const part = (testId: string) => operator.part(testId);
  const code = () => totpCode(secret, Math.floor(nowMs() / 30_000));
  const foyer = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [MAIN, ...args, '--data', at.dataDir])).stdout.trim();
  const kiosk = (name: string) => operator.page.locator(`[data-testid="kiosk"][data-name="${name}"]`);
  const signIn = async () => {
    await part('sign-in-name').fill('Ada');
    await part('sign-in-password').fill(PASSWORD);
    await part('sign-in-totp').fill(code());
    await part('sign-in').click();
  };
  const go = async (section: string) => {
    await part(`nav-${section}`).click();
    await part(`page-${section}`).waitFor();
  };

  beforeAll(async () => {
    at = await startTestCloud({ wallMs: nowMs, passwordCost: FAST });
    house = await furnishHouse(at, {
      tenant: 'demo',
      startMs,
      goTo: (ms) => {
        aheadMs = ms - startMs;
      },
    });
  });
  afterAll(async () => {
    await operator?.close();
    await at?.close();
  });

  it('the first admin opens the link that the command line gave, chooses a password and ties an app to it', async () => {
    const link = await foyer('cloud', 'operator', 'add', 'Ada', '--role', 'admin');
    expect(link).toMatch(/^http:\/\/localhost:\d+\/operator\/setup#demo\/[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/);
    operator = await openOperatorPage(link);
    await part('setup-form').waitFor();
    await operator.photograph('setup');
    expect(await operator.audit()).toEqual([]);
    secret = fromBase32((await part('totp-secret').innerText()).replace(/\s/g, ''));
    await part('setup-password').fill(PASSWORD);
    await part('setup-again').fill(PASSWORD);
    await part('setup-totp').fill(code());
    await part('setup-finish').click();
    await part('page-fleet').waitFor();
  });

  it('every kiosk is listed, worst first, with what is wrong in words', async () => {
    await kiosk('Lobby east').waitFor();
    const lights = await part('light').evaluateAll((pills) => pills.map((pill) => [pill.dataset.light, pill.textContent]));
    expect(lights).toEqual([
      ['red', 'Needs action'],
      ['red', 'Needs action'],
      ['yellow', 'Worth a look'],
      ['green', 'Fine'],
    ]);
    await kiosk('Terrace').filter({ hasText: 'The microphone: not allowed. Guests are not heard.' }).waitFor();
    expect(await kiosk('Ballroom foyer').innerText()).toMatch(/Only 1\.2 GB are free/);
    expect(await part('fleet-summary').innerText()).toBe('4 kiosks. 2 need somebody now. One is worth a look.');
    await operator.photograph('fleet');
    expect(await operator.audit()).toEqual([]);
    await part('filter-red').click();
    await expect.poll(() => part('kiosk').count()).toBe(2);
    await part('filter-red').click();
    await part('fleet-search').fill('lobby');
    await expect.poll(() => part('kiosk').count()).toBe(1);
    await part('fleet-search').fill('');
  });

  it('a kiosk that falls silent turns red by itself, and green again when it reports', async () => {
    aheadMs += 11 * MINUTE;
    await kiosk('Lobby east').filter({ hasText: 'Not heard from for 11 minutes' }).waitFor();
    await house.well.beat();
    await kiosk('Lobby east').filter({ hasText: 'Fine' }).waitFor();
  });

  it('an action asks once more, reaches the kiosk, and its result is shown', async () => {
    await kiosk('Lobby east').getByRole('link').click();
    await part('action-message').click();
    await part('action-confirm-confirm').waitFor();
    expect(await part('action-confirm-confirm').isDisabled()).toBe(true);
    await part('message-en').fill('The pool closes at six today.');
    expect(await operator.audit()).toEqual([]);
    await part('action-confirm-confirm').click();
    await part('command').and(operator.page.locator('[data-state="queued"]')).waitFor();
    const { body } = await house.well.beat();
    expect(body.commands).toMatchObject([{ kind: 'message', text: { en: 'The pool closes at six today.' } }]);
    await part('command').and(operator.page.locator('[data-state="sent"]')).waitFor();
    await house.well.beat({}, { results: [{ id: body.commands[0].id, state: 'done', detail: 'shown' }] });
    await part('command').and(operator.page.locator('[data-state="done"]')).waitFor();
  });

  it('logs that a kiosk sent are downloaded from its page', async () => {
    await part('action-pull-logs').click();
    await part('action-confirm-confirm').click();
    await operator.page.locator('[data-kind="pull-logs"]').waitFor();
    const { body } = await house.well.beat();
    const command = body.commands.find((one: { kind: string }) => one.kind === 'pull-logs');
    await house.well.call('/v1/fleet/logs', { tenant: 'demo', command: command.id, bundle: Buffer.from('the bundle').toString('base64') });
    const download = operator.page.waitForEvent('download');
    await part('logs').click();
    const stream = await (await download).createReadStream();
    expect(Buffer.concat(await stream.toArray()).toString()).toBe('the bundle');
    await operator.photograph('kiosk');
    expect(await operator.audit()).toEqual([]);
  });

  it('a configuration is checked while it is typed, sent, and taken back', async () => {
    await go('groups');
    await part('cfg-operate.restartAt').fill('03:15');
    await part('config-check').filter({ hasText: 'Changes 4 kiosks.' }).waitFor();
    await part('config-json').click();
    await part('config-text').fill('{"sync": {"url": "https://elsewhere.example"}}');
    await part('config-check').filter({ hasText: 'is not for the fleet to set' }).waitFor();
    await expect.poll(() => part('config-save').isDisabled()).toBe(true);
    await part('config-text').fill('{"operate": {"restartAt": "03:15"}');
    await part('config-check').filter({ hasText: 'not a JSON object yet' }).waitFor();
    await part('config-text').fill('{"operate": {"restartAt": "03:15"}}');
    await part('config-note').fill('Cleaners come at four');
    await operator.photograph('groups');
    expect(await operator.audit()).toEqual([]);
    await operator.page.locator('[data-testid="config-save"]:enabled').click();
    await part('config-history').filter({ hasText: 'Cleaners come at four' }).waitFor();
    const { body } = await house.well.beat();
    expect(JSON.parse(body.config.payload).config).toEqual({ operate: { restartAt: '03:15' } });
    await part('cfg-operate.restartAt').fill('05:00');
    await operator.page.locator('[data-testid="config-save"]:enabled').click();
    await part('roll-back-1').click();
    await part('roll-back-confirm').click();
    await part('config-history').filter({ hasText: 'back to revision 1' }).waitFor();
    await expect.poll(() => part('cfg-operate.restartAt').inputValue()).toBe('03:15');
  });

  it('a group is made and a kiosk moved into it', async () => {
    await part('group-add').click();
    await part('group-id').fill('lobby');
    await part('group-name').last().fill('The lobby');
    await part('group-save').first().click();
    await part('group-lobby').waitFor();
    await go('fleet');
    await kiosk('Terrace').getByRole('link').click();
    await part('kiosk-group').selectOption('lobby');
    await part('notices').filter({ hasText: 'Moved.' }).waitFor();
    await go('fleet');
    await kiosk('Terrace').filter({ hasText: 'lobby' }).waitFor();
  });

  it('analytics: charts with a table beside them; small counts are withheld and said to be', async () => {
    await go('analytics');
    await part('figures').waitFor();
    await operator.photograph('analytics');
    expect(await operator.audit()).toEqual([]);
    await part('topic-hours').filter({ hasText: 'Most asked: Directions' }).waitFor();
    const table = part('hours-table');
    await part('topic-hours').locator('summary').click();
    const withheld = table.locator('td.withheld');
    expect(await withheld.count()).toBeGreaterThan(0);
    expect(await withheld.first().textContent()).toContain('fewer than 5');
    expect((await table.locator('td').allTextContents()).filter((text) => /^[1-4]$/.test(text))).toEqual([]);
  });

  it('a passkey is added, and signs in without password and code', async () => {
    await operator.addAuthenticator();
    await part('sign-out').click();
    await part('door').waitFor();
    aheadMs += MINUTE;
    await signIn();
    await go('me');
    await part('passkey-name').fill('Work laptop');
    await part('passkey-add').click();
    await part('passkeys').filter({ hasText: 'Work laptop' }).waitFor();
    await operator.photograph('me');
    expect(await operator.audit()).toEqual([]);
    await part('sign-out').click();
    const sent = operator.page.waitForRequest((request) => request.url().endsWith('/session/passkey'));
    await part('sign-in-passkey').click();
    await part('operator').waitFor();
    // Whoever saw the answer on its way cannot use it again.
    const again = {
      method: 'POST',
      body: (await sent).postData() ?? '',
      headers: { 'content-type': 'application/json', 'x-foyer-operator': '1' },
    };
    const status = await operator.page.evaluate(async (request) => (await fetch('/v1/operator/session/passkey', request)).status, again);
    expect(status).toBe(401);
  });

  it('an admin adds somebody, who sees but does not act, and the audit log tells who did what', async () => {
    await go('accounts');
    await part('account-name').fill('Vera');
    await part('account-add').click();
    const link = await part('setup-link').locator('code').innerText();
    await operator.photograph('accounts');
    expect(await operator.audit()).toEqual([]);
    await go('audit');
    for (const line of ['Added the account Vera (Viewer)', 'Signed in', 'Added the passkey Work laptop', 'Set up the account'])
      await part('audit').filter({ hasText: line }).waitFor();
    await operator.photograph('audit');
    expect(await operator.audit()).toEqual([]);

    const vera = await openOperatorPage(link, { locale: 'de-DE', dark: true, clock: true });
    await vera.part('setup-form').waitFor();
    const veraSecret = fromBase32((await vera.part('totp-secret').innerText()).replace(/\s/g, ''));
    await vera.part('setup-password').fill(PASSWORD);
    await vera.part('setup-again').fill(PASSWORD);
    await vera.part('setup-totp').fill(totpCode(veraSecret, Math.floor(nowMs() / 30_000)));
    await vera.part('setup-finish').click();
    await vera.page.getByRole('link', { name: 'Terrace' }).click();
    await vera.part('actions').filter({ hasText: 'Ihre Rolle darf nur ansehen' }).waitFor();
    expect(await vera.part('action-restart').count()).toBe(0);
    expect(await vera.part('nav-audit').count()).toBe(0);
    await vera.photograph('viewer-dark-german');
    expect(await vera.audit()).toEqual([]);
    await vera.page.clock.fastForward('26:00');
    await vera.part('idle').filter({ hasText: 'Sind Sie noch da?' }).waitFor();
    const told = vera.page.waitForRequest((request) => request.url().endsWith('/v1/operator/session'));
    await vera.part('idle-stay').click();
    await told;
    await vera.part('idle').waitFor({ state: 'detached' });
    expect(vera.complaints).toEqual([]);
    await vera.close();
  });

  it('a session that is over brings back the door, and what is wrong there is said', async () => {
    await go('fleet');
    aheadMs += 31 * MINUTE;
    await part('ended').filter({ hasText: 'Your session is over' }).waitFor();
    await part('sign-in-name').fill('Ada');
    await part('sign-in-password').fill('wrong horse battery');
    await part('sign-in-totp').fill('000000');
    await part('sign-in').click();
    await part('sign-in-problem').filter({ hasText: 'That is not right' }).waitFor();
    await operator.photograph('sign-in');
    expect(await operator.audit()).toEqual([]);
    await signIn();
    await part('page-fleet').waitFor();
  });

  it('by keyboard alone: the skip link, the navigation and a filter', async () => {
    await operator.page.reload();
    await kiosk('Lobby east').waitFor();
    await operator.page.keyboard.press('Tab');
    await operator.page.keyboard.press('Enter');
    await operator.page.keyboard.press('Tab');
    await operator.page.keyboard.press('Tab');
    await operator.page.keyboard.press('Space');
    await expect.poll(() => part('filter-red').getAttribute('aria-pressed')).toBe('true');
  });

  it('nothing of it broke the page’s own policy', () => {
    expect(operator.complaints).toEqual([]);
  });
});
