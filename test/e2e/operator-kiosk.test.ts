import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { askAdmin } from '../../cli/cloud/open-admin.ts';
import { enrolKiosk } from '../../host/cloud/enrol-kiosk.ts';
import { startTestCloud, type TestCloud } from '../cloud/cloud-client.ts';
import { FAST, setUpOperator } from '../cloud/operators/operator-client.ts';
import { type GuestPage, noChromium, openGuestPage } from './support/guest-page.ts';
import { type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';
import { type OperatorPage, openOperatorPage } from './support/operator-page.ts';

const MESSAGE = 'The pool closes at six today.';
/** A kiosk reports, and hears of commands, every ten seconds at most. */
const PATIENCE = { timeout: 75_000 };
const missing = noChromium ?? (existsSync('dist/operator/index.html') ? null : 'the page is not built: npm run build');

/** A real kiosk, a real endpoint, a guest's screen and the operator's, each as it is in a venue. */
describe.skipIf(missing !== null)(`a kiosk and its operator${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let aheadMs = 0;
  let at: TestCloud;
  let kiosk: RunningProcess;
  let guest: GuestPage;
  let operator: OperatorPage;
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-operated-kiosk-'));
  const row = () => operator.page.locator('[data-testid="kiosk"][data-name="Lobby east"]');

  beforeAll(async () => {
    at = await startTestCloud({ passwordCost: FAST, wallMs: () => Date.now() + aheadMs });
    const { client } = await setUpOperator(at, { tenant: 'demo', name: 'Ada', role: 'operator', nowMs: Date.now() });
    const { secret } = await askAdmin({ dataDir: at.dataDir }, { action: 'enrol-code', tenant: 'demo', hours: 1 });
    writeFileSync(join(dataDir, 'config.yaml'), 'fleet: { heartbeatSeconds: 10 }\n');
    await enrolKiosk({ dataDir, code: `demo/${secret}`, url: at.cloud.url, name: 'Lobby east' });
    kiosk = await startKiosk({ dataDir, env: { FOYER_SYNC_URL: at.cloud.url, FOYER_SYNC_TENANT: 'demo', FOYER_NAME: 'Lobby east' } });
    guest = await openGuestPage(kiosk.url, { microphone: 'absent', reducedMotion: true });
    const url = at.cloud.url.replace('127.0.0.1', 'localhost');
    operator = await openOperatorPage(new URL('/operator', url).href);
    const [name = '', value = ''] = client.cookie.split('=');
    await operator.page.context().addCookies([{ name, value, url }]);
    await operator.page.reload();
  });
  afterAll(async () => {
    await operator?.close();
    await guest?.close();
    await kiosk?.stop();
    await at?.close();
    removeDir(dataDir);
  });

  it('is seen as it is: with a screen but no microphone, it needs somebody', async () => {
    await row().filter({ hasText: 'The microphone: none.' }).waitFor(PATIENCE);
    await row().filter({ hasText: 'Needs action' }).waitFor();
  });

  it('a message goes to the guest’s screen, and the operator sees that it did', async () => {
    await row().getByRole('link').click();
    await operator.part('action-message').click();
    await operator.part('message-en').fill(MESSAGE);
    await operator.part('action-confirm-confirm').click();
    await guest.page.getByText(MESSAGE).first().waitFor(PATIENCE);
    await operator.page.locator('[data-kind="message"][data-state="done"]').waitFor(PATIENCE);
    await guest.photograph('operator-message');
  });

  it('when its power is cut it is red, with the reason', async () => {
    await kiosk.stop('SIGKILL');
    aheadMs = 11 * 60_000;
    await operator.part('page-kiosk').filter({ hasText: 'Not heard from for 11 minutes' }).waitFor();
  });
});
