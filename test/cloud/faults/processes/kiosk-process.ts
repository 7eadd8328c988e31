/**
 * A kiosk's memory as a process of its own, until it is killed. Takes one command a line on stdin and answers each with one on
 * stdout; what the endpoint acknowledges is told in lines between. Argument: KioskProcessOptions as JSON.
 */
import { createInterface } from 'node:readline';
import { createCloudSync } from '../../../../host/cloud/create-cloud-sync.ts';
import { createIds, createSystemClock } from '../../../../host/system.ts';
import { openGuestStore } from '../../../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../../../fakes/plain.ts';
import { seeded, seedOf } from '../../../support/random.ts';
import { attempt, drawAct } from '../guest-acts.ts';
import { known } from '../invariants.ts';
import { createLedger } from '../ledger.ts';
import { contentOps, diskOf, openCaptured } from '../open-captured.ts';
import { createFaultyFetch } from './faulty-fetch.ts';
import type { KioskAnswer, KioskCommand, KioskProcessOptions } from './kiosk-messages.ts';

const { number, dataDir, url, token, tenant, skewMs, seed } = JSON.parse(process.argv[2] ?? '{}') as KioskProcessOptions;
const log = createRecordingLog();
const { store, db } = openCaptured({ synchronous: 'FULL' }, () =>
  openGuestStore({ dataDir, companionId: 'concierge', tenant, ids: createIds(), log, wallMs: () => Math.floor(Date.now() + skewMs) }),
);
const say = (line: KioskAnswer | { readonly stored: readonly (readonly [string, number])[] }) =>
  void process.stdout.write(`${JSON.stringify(line)}\n`);
const network = createFaultyFetch(seeded(seedOf(`network ${seed}`)));
const ledger = createLedger((results) => say({ stored: results }));
const sync = createCloudSync({
  ...{ url, token, tenant, log },
  store: ledger.watch(store.sync),
  companionId: 'concierge',
  pushEveryMs: 30,
  erasuresEveryMs: 600,
  maxBackoffMs: 400,
  requestMs: 5000,
  clock: createSystemClock(),
  fetch: network.fetch,
});

async function obey(command: KioskCommand): Promise<Omit<KioskAnswer, 'n'>> {
  switch (command.do) {
    case 'act': {
      const { name, run } = drawAct({ number, store }, command.guestId, command.step, seeded(command.seed));
      const before = new Set(contentOps(db));
      const outcome = attempt(run);
      const epoch = store.sync.pullFrom(command.guestId)?.epoch ?? null;
      return { name, outcome, ops: contentOps(db).filter((id) => !before.has(id)), epoch };
    }
    case 'scan':
      void sync.pull(command.guestId, command.badge, 800);
      return {};
    case 'fill disk':
      diskOf(db).fill();
      return {};
    case 'peace':
      network.heal();
      diskOf(db).free();
      return {};
    case 'sync':
      await sync.flush();
      return {
        outcome: (await sync.pull(command.guestId, command.badge, 20_000)) ? 'done' : 'not pulled',
        left: store.sync.pending(1).length,
      };
    case 'tell':
      return { known: known(store, command.guestId), warnings: log.lines.map(({ event, fields }) => `${event} ${JSON.stringify(fields)}`) };
  }
}

for await (const line of createInterface(process.stdin)) {
  const command = JSON.parse(line) as KioskCommand & { readonly n: number };
  say({ n: command.n, ...(await obey(command)) });
}
process.exit(0);
