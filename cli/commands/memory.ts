import type { Command } from 'commander';

interface MemoryOptions {
  readonly data?: string;
  readonly reason: string;
  readonly output?: string;
}

export function registerMemory(program: Command): void {
  const memory = program.command('memory').description("a guest's memory on this kiosk, for staff, with a reason that is logged");
  const add = (name: string, description: string, example: string) =>
    memory
      .command(name)
      .description(description)
      .argument('<guest>', 'a badge token or a guest id')
      .requiredOption('--reason <text>', 'why you look; logged with the time (no names, please)')
      .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
      .addHelpText('after', `\nExample:\n  npm run -s foyer -- memory ${example}`);
  add('show', 'everything known about a guest, in plain words', 'show 4kf0… --reason "the guest asked at the desk"').action(show);
  add('export', 'everything known about a guest, as JSON', 'export 4kf0… --reason "access request 12" -o guest.json')
    .option('-o, --output <file>', 'file to write instead of printing')
    .action(exportGuest);
  add('erase', 'forgets a guest on this kiosk, in the cloud and on every other kiosk', 'erase 4kf0… --reason "the guest asked"').action(
    erase,
  );
  memory
    .command('bench')
    .description('how often recall finds what an answer rests on: conversations in, questions asked, evidence counted')
    .argument(
      '<file>',
      'JSON lines: {"id", "sessions": [{"id", "time", "turns": [{"id", "role", "text"}]}], "questions": [{"id", "question", "evidence"}]}',
    )
    .option('--k <number>', 'items recalled for each question', '5')
    .option('--json', 'figures and every recalled item as JSON')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- memory bench conversations.jsonl --k 5')
    .action(async (file: string, options: { readonly k: string; readonly json?: true }) => {
      const { runMemoryBench } = await import('../memory/memory-bench.ts');
      await runMemoryBench(file, options);
    });
}

async function withStore<T>(
  guest: string,
  options: MemoryOptions,
  action: 'show' | 'export' | 'erase',
  use: (store: import('../../native/sqlite/guest-store.ts').SqliteGuestStore, guestId: string) => T,
): Promise<T> {
  const { loadConfigStrictly } = await import('../../host/config.ts');
  const { dataDirectory } = await import('../../host/data-dir.ts');
  const { createIds } = await import('../../host/system.ts');
  const { createLog } = await import('../../host/log.ts');
  const { openGuestStore } = await import('../../native/sqlite/guest-store.ts');
  const { openKioskRecords } = await import('../../host/kiosk-records.ts');
  const dataDir = dataDirectory(options.data);
  const config = loadConfigStrictly({ dataDir });
  const guestId = await guestIdOf(guest);
  const deps = { dataDir, ids: createIds(), log: createLog({ level: 'warn' }) };
  const store = openGuestStore({
    ...deps,
    companionId: config.companion.id,
    tenant: config.sync.tenant,
    turnDays: config.memory.turnDays,
    retention: config.memory.retention,
    onErased(pseudonym) {
      const records = openKioskRecords(deps);
      records.forgetGuest(pseudonym);
      records.close();
    },
  });
  try {
    await logAccess(dataDir, { at: new Date().toISOString(), action, guest: store.pseudonym(guestId), reason: options.reason });
    return use(store, guestId);
  } finally {
    store.close();
  }
}

async function guestIdOf(guest: string): Promise<string> {
  const { decodeBadge, isGuestId } = await import('../../core/badge/token.ts');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const decoded = decodeBadge(guest);
  if (decoded.ok) return decoded.badge.claims.guestId;
  const guestId = guest.trim().toLowerCase();
  if (isGuestId(guestId)) return guestId;
  throw new FoyerError('this is neither a badge token nor a guest id', {
    fault: 'operator',
    code: 'bad-guest-id',
    remedy: 'Scan the badge into the command line, or take the id that `foyer badge inspect TOKEN` prints.',
  });
}

/** DIR/logs/memory-access.jsonl: who was looked up stays a keyed hash, so that the log outlives an erasure. */
async function logAccess(dataDir: string, entry: object): Promise<void> {
  const { appendFile, mkdir } = await import('node:fs/promises');
  const { join } = await import('node:path');
  await mkdir(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  await appendFile(join(dataDir, 'logs', 'memory-access.jsonl'), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}

async function record(guest: string, options: MemoryOptions, action: 'show' | 'export') {
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const found = await withStore(guest, options, action, (store, guestId) => store.inspect(guestId));
  if (found !== null) return found;
  throw new FoyerError('nothing is kept of this guest on this kiosk', {
    fault: 'operator',
    code: 'guest-unknown',
    remedy:
      'The guest may have chosen "just this visit", been erased, or only been at other kiosks: their badge is fetched when they scan it here.',
  });
}

async function show(guest: string, options: MemoryOptions): Promise<void> {
  const { printResult } = await import('../output.ts');
  const { recordText } = await import('../memory/record-text.ts');
  printResult(recordText(await record(guest, options, 'show')));
}

async function exportGuest(guest: string, options: MemoryOptions): Promise<void> {
  const { printNote, printResult } = await import('../output.ts');
  const json = JSON.stringify({ format: 'foyer-memory', version: 1, ...(await record(guest, options, 'export')) }, null, 2);
  if (options.output === undefined) {
    printResult(json);
    return;
  }
  const { writeFile } = await import('node:fs/promises');
  await writeFile(options.output, `${json}\n`, { mode: 0o600 });
  printNote(`Wrote ${options.output}.`);
}

async function erase(guest: string, options: MemoryOptions): Promise<void> {
  const { printResult } = await import('../output.ts');
  const known = await withStore(guest, options, 'erase', (store, guestId) => {
    const known = store.consent(guestId) === 'remember';
    store.erase(guestId);
    return known;
  });
  const here = known ? 'The guest is erased on this kiosk.' : 'Nothing was kept of this guest on this kiosk.';
  printResult(`${here} The erasure reaches the cloud and the other kiosks with the next sync.`);
}
