import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuestMemory } from '../../core/ports.ts';
import { createLog } from '../../host/log.ts';
import { createIds } from '../../host/system.ts';
import { createWordVectors } from '../../host/word-vectors.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';

const MANY = 10_000;
const CALLS = 200;
const TOPICS = 'robots bees harbour music history lamps trains ships novels chess gardens painting cooking opera tides stars'.split(' ');
const FIRST = Date.UTC(2026, 0, 1);

/** `npm run bench -- memory`: a guest with 10,000 facts and as many turns, in processor time: other work does not count. */
export async function run(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-bench-memory-'));
  const log = createLog({ level: 'warn' });
  const vectors = createWordVectors(log);
  const store = openGuestStore({ dataDir, companionId: 'bench', tenant: 'bench', ids: createIds(), log, vectors });
  try {
    store.setConsent('guest', 'remember', 'bench');
    const before = cpuMs();
    fill(store.open('guest'));
    console.log(`${MANY} facts and ${MANY} turns kept: ${((cpuMs() - before) / (2 * MANY)).toFixed(2)} ms each`);
    const memory = store.open('guest');
    time('open, profile', 1, () => memory.profile());
    time('turns read and indexed', 1, () => memory.recall('bees'));
    time('profile', CALLS, () => memory.profile());
    time('recall', CALLS, (i) => memory.recall(`What did I say about ${topic(i)} number ${i * 37}?`));
    time('what was said on a day', CALLS, () => memory.said('2026-01-03', '2026-01-04'));
    const fact = (i: number) => ({ kind: 'interest' as const, value: `new ${i}`, source: 'explicit' as const, sessionId: 'x', turn: i });
    time('keep a fact', CALLS, (i) => memory.remember(fact(i)));
    time(
      'recall just after keeping one',
      CALLS,
      (i) => memory.recall(`What about ${topic(i)}?`),
      (i) => memory.remember(fact(MANY + i)),
    );
    memory.close();
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function fill(memory: GuestMemory): void {
  const session = (i: number) => `s${Math.floor(i / 20)}`;
  for (let from = 0; from < MANY; from += 500)
    memory.noteTurns(
      Array.from({ length: 500 }, (_, j) => {
        const i = from + j;
        const text = `I am interested in ${topic(i)} number ${i} of ${topic(i * 7)}`;
        const at = new Date(FIRST + i * 60_000).toISOString();
        return { id: `${session(i)}.${i % 20}.guest`, sessionId: session(i), role: 'guest', text, at };
      }),
    );
  for (let i = 0; i < MANY; i++)
    memory.remember({ kind: 'interest', value: `${topic(i)} number ${i}`, source: 'explicit', sessionId: session(i), turn: i % 20 });
  memory.close();
}

function topic(i: number): string {
  return TOPICS[i % TOPICS.length] ?? '';
}

function time(what: string, calls: number, call: (i: number) => void, first: (i: number) => void = () => {}): void {
  const ms: number[] = [];
  for (let i = 0; i < calls; i++) {
    first(i);
    const before = cpuMs();
    call(i);
    ms.push(cpuMs() - before);
  }
  ms.sort((a, b) => a - b);
  const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0;
  console.log(
    `${what.padEnd(30)} ${calls === 1 ? `${at(0).toFixed(0)} ms` : `p50 ${at(0.5).toFixed(2)} ms, p95 ${at(0.95).toFixed(2)} ms`}`,
  );
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
