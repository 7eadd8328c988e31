import { createKioskHarness } from '../core/kiosk/kiosk-harness.ts';
import { describeKioskProtocol } from './kiosk-suite.ts';
import { TRANSPORTS } from './transports.ts';

for (const [name, open] of TRANSPORTS) {
  describeKioskProtocol(name, async () => {
    const { kiosk } = createKioskHarness();
    const links: Awaited<ReturnType<typeof open>>[] = [];
    return {
      async connect() {
        const link = await open(kiosk.connect);
        links.push(link);
        return link.screen;
      },
      async close() {
        kiosk.close();
        for (const link of links) await link.close();
      },
    };
  });
}
