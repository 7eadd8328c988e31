import { fileURLToPath } from 'node:url';
import type { Ledger } from '../ledger.ts';
import { type Child, startChild } from './child.ts';
import type { KioskAnswer, KioskCommand, KioskProcessOptions } from './kiosk-messages.ts';

const PROGRAM = fileURLToPath(new URL('./kiosk-process.ts', import.meta.url));

export interface KioskHandle {
  readonly number: number;
  /** null: it was killed before it answered, or is dead. */
  ask(command: KioskCommand): Promise<KioskAnswer | null>;
  /** SIGKILL, then starts it again on the same files. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export function startKiosk(options: KioskProcessOptions, ledger: Ledger): KioskHandle {
  const asked = new Map<number, (answer: KioskAnswer | null) => void>();
  let n = 0;
  let lives = 0;
  const hear = (line: string) => {
    const said = JSON.parse(line) as KioskAnswer | { readonly stored: readonly (readonly [string, number])[] };
    if ('stored' in said) for (const [id, epoch] of said.stored) ledger.noteStored(id, epoch);
    else {
      asked.get(said.n)?.(said);
      asked.delete(said.n);
    }
  };
  const start = (): Child =>
    startChild([PROGRAM, JSON.stringify({ ...options, seed: `${options.seed} ${lives++}` })], {
      onLine: hear,
      onGone() {
        for (const answer of asked.values()) answer(null);
        asked.clear();
      },
    });
  let child = start();
  return {
    number: options.number,
    ask: (command) =>
      new Promise((resolve) => {
        if (!child.alive) return resolve(null);
        asked.set(++n, resolve);
        child.write(JSON.stringify({ n, ...command }));
      }),
    async kill() {
      await child.kill();
      child = start();
    },
    stop: () => child.kill(),
  };
}
