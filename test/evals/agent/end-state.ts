import { openKioskRecords } from '../../../host/kiosk-records.ts';
import { createLog } from '../../../host/log.ts';
import { createIds } from '../../../host/system.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import type { EndState } from './conversation.ts';
import { matchRows } from './matches.ts';

type Rows = readonly unknown[];

/** What a conversation has left behind on disk, read with the kiosk closed. */
export interface LeftBehind {
  readonly tables: Readonly<Record<string, Rows>>;
  factsOf(name: string): Rows;
  threadsOf(name: string): Rows;
  close(): void;
}

export async function openLeftBehind(dataDir: string, guestIds: ReadonlyMap<string, string>): Promise<LeftBehind> {
  const log = createLog({ level: 'silent' });
  const records = openKioskRecords({ dataDir, ids: createIds(), log });
  const guests = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log });
  const { requests } = records;
  const profileOf = (name: string) => {
    const guestId = guestIds.get(name);
    if (guestId === undefined || guests.consent(guestId) !== 'remember') return { facts: [], threads: [] };
    const memory = guests.open(guestId);
    const { facts, threads } = memory.profile();
    memory.close();
    return { facts, threads };
  };
  return {
    tables: { requests: requests.list() },
    factsOf: (name) => profileOf(name).facts,
    threadsOf: (name) => profileOf(name).threads,
    close() {
      guests.close();
      records.close();
    },
  };
}

/** What is not as it should be; nothing where all is. */
export function wrongInEnd(end: EndState, left: LeftBehind): string[] {
  const wrong: string[] = [];
  const check = (what: string, wanted: Rows, rows: Rows) => {
    const problem = matchRows(wanted, rows);
    if (problem !== null) wrong.push(`${what}: ${problem}`);
  };
  const { facts = {}, threads = {}, ...tables } = end;
  for (const [table, wanted] of Object.entries(tables)) check(table, wanted ?? [], left.tables[table] ?? []);
  for (const [name, wanted] of Object.entries(facts)) check(`facts of ${name}`, wanted, left.factsOf(name));
  for (const [name, wanted] of Object.entries(threads)) check(`threads of ${name}`, wanted, left.threadsOf(name));
  return wrong;
}
