import { createFleetConfigStore } from '../../../host/fleet/config-store.ts';

/** Takes one configuration after another, good and bad, until it is killed; says so before each write. */
const [dataDir = '', device = ''] = process.argv.slice(2);
const store = createFleetConfigStore({
  dataDir,
  log: { error: () => {} },
  beforeStep: (step) => void process.stdout.write(`${step}\n`),
});
for (let version = store.seen() + 1; ; version++) {
  store.take({ version, tenant: 'demo', kiosk: device, issuedAt: '2026-11-22T10:00:00Z', config: { name: `Fleet ${version}` } }, []);
  store.countStart();
  if (version % 3 === 0) store.fail('it was not healthy');
  else store.pass();
  await new Promise((resolve) => setImmediate(resolve));
}
