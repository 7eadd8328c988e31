import type { Command } from 'commander';

/** `foyer kiosk pin`, beside `foyer kiosk` itself. */
export function registerPin(kiosk: Command): void {
  kiosk
    .command('pin')
    .description('sets the PIN of staff and operators (4 to 12 digits), read from standard input; lifts a lock')
    .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- kiosk pin --data .foyer < pin.txt')
    // `foyer kiosk` has a --data of its own, which commander would take this one for.
    .action((_options: unknown, command: Command) => setPin(command.optsWithGlobals<{ readonly data?: string }>()));
}

async function setPin({ data }: { readonly data?: string }): Promise<void> {
  const { dataDirectory, ensureDataDirectory } = await import('../../host/data-dir.ts');
  const { openKioskDatabase } = await import('../../native/sqlite/kiosk-database.ts');
  const { createStaffPin } = await import('../../native/sqlite/staff-pin.ts');
  const { printNote, printResult } = await import('../output.ts');
  const dataDir = dataDirectory(data);
  ensureDataDirectory(dataDir);
  // Neither an argument nor a variable: both can be read by other users of the machine.
  const pin = await readLine(() => printNote('PIN of 4 to 12 digits, then Enter (it is not shown):'));
  const db = openKioskDatabase(dataDir);
  try {
    createStaffPin(db).set(pin);
  } finally {
    db.close();
  }
  printResult('The PIN is set. It opens the staff page and the operator menu (five taps in the top left corner).');
}

/** One line of standard input; typed ones are not echoed. */
async function readLine(prompt: () => void): Promise<string> {
  const { createInterface } = await import('node:readline');
  const { Writable } = await import('node:stream');
  if (process.stdin.isTTY) prompt();
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY === true });
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line.trim());
      lines.close();
    });
    lines.once('close', () => resolve(''));
  });
}
