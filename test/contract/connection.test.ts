import type { Connection } from '../../core/contract/index.ts';
import { describeConnection } from './connection-suite.ts';
import { TRANSPORTS } from './transports.ts';

for (const [name, open] of TRANSPORTS) {
  describeConnection(name, async () => {
    const served = Promise.withResolvers<Connection>();
    const link = await open(served.resolve);
    return { screen: link.screen, kiosk: await served.promise, close: link.close };
  });
}
