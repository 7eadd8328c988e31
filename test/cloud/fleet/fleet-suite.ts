import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { ConfigView, KioskDetail, KioskView } from '../../../core/contract/operator-api.ts';
import { startTestCloud, type TestCloud } from '../cloud-client.ts';
import { TEST_DATABASES } from '../databases.ts';
import { FAST, type OperatorClient, setUpOperator } from '../operators/operator-client.ts';
import { enrolTestKiosk, type TestKiosk } from './fleet-client.ts';

export const MINUTE = 60_000;

/** An endpoint with the house "house", its admin Ada, and the kiosks that a test enrols. */
export interface TestFleet {
  readonly at: TestCloud;
  readonly admin: OperatorClient;
  /** How far the endpoint's clock is ahead; 0 again after each test. */
  aheadMs: number;
  enrol(name?: string, tenant?: string): Promise<TestKiosk>;
  viewOf(kiosk: TestKiosk): Promise<KioskView>;
  detailOf(kiosk: TestKiosk): Promise<KioskDetail>;
  /** Writes over whatever is configured there. @returns the revision */
  write(scope: string, target: string, config: object): Promise<number>;
}

/** Runs `tests` over each database, with a fleet of their own. */
export function describeFleet(subject: string, tests: (fleet: TestFleet) => void): void {
  for (const database of TEST_DATABASES)
    describe.skipIf(database.missing)(`${subject} over ${database.name}`, () => {
      let at: TestCloud;
      let admin: OperatorClient;
      let close = () => Promise.resolve();
      beforeAll(async () => {
        const server = await database.start();
        at = await startTestCloud({
          database: await server.create(),
          wallMs: () => Date.now() + fleet.aheadMs,
          passwordCost: FAST,
        });
        close = async () => {
          await at.close();
          await server.stop();
        };
        ({ client: admin } = await setUpOperator(at, { tenant: 'house', name: 'Ada', role: 'admin', nowMs: Date.now() }));
      }, 60_000);
      afterAll(() => close());
      afterEach(() => {
        fleet.aheadMs = 0;
      });
      const fleet: TestFleet = {
        get at() {
          return at;
        },
        get admin() {
          return admin;
        },
        aheadMs: 0,
        enrol: (name = 'Lobby east', tenant = 'house') => enrolTestKiosk(at, tenant, name),
        async viewOf({ id }) {
          const found = (await admin.call('kiosks')).body.kiosks.find((one: KioskView) => one.id === id);
          if (found === undefined) throw new Error('not listed');
          return found;
        },
        detailOf: async ({ id }) => (await admin.call(`kiosk?kiosk=${id}`)).body,
        async write(scope, target, config) {
          const { revision: base }: ConfigView = (await admin.call(`config?scope=${scope}&target=${target}`)).body;
          const { status, body } = await admin.call('config', { scope, target, config, base });
          if (status !== 200) throw new Error(JSON.stringify(body));
          return body.revision;
        },
      };
      tests(fleet);
    });
}
