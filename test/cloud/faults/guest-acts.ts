import { FoyerError } from '../../../core/contract/errors.ts';
import type { GuestMemory } from '../../../core/ports.ts';
import type { SqliteGuestStore } from '../../../native/sqlite/guest-store.ts';
import type { Random } from '../../support/random.ts';

interface ActingKiosk {
  readonly number: number;
  readonly store: SqliteGuestStore;
}

/** Something that happens at a kiosk with a guest. Anything but `erase` is done only where the guest is remembered. */
export interface Act {
  readonly name: string;
  run(): void;
}

type Make = (memory: GuestMemory) => void;

/** What a guest does at a kiosk at random. `n` makes each value one that no other run or step has. */
export function drawAct(kiosk: ActingKiosk, guestId: string, n: number, random: Random): Act {
  const { store } = kiosk;
  const consent = (name: string, answer: 'remember' | 'visit-only', version = '1'): Act => ({
    name,
    run: () => store.setConsent(guestId, answer, version, `Kiosk ${kiosk.number}`),
  });
  const erase: Act = { name: 'erase', run: () => store.erase(guestId) };
  if (store.consent(guestId) !== 'remember') return random() < 0.85 ? consent('consent', 'remember') : erase;
  const dice = random();
  if (dice < 0.035) return erase;
  if (dice < 0.05) return consent('withdraw', 'visit-only');
  if (dice < 0.08) return consent('consent to a new text', 'remember', String(n));
  if (dice < 0.12) return { name: 'PIN', run: () => setPin(kiosk, guestId, n) };
  const [name, make] = pick(memoryActs(n, random), random);
  return {
    name,
    run() {
      const memory = store.open(guestId);
      try {
        make(memory);
      } finally {
        memory.close();
      }
    },
  };
}

function memoryActs(n: number, random: Random): readonly (readonly [string, Make])[] {
  const source = random() < 0.6 ? 'explicit' : 'inferred';
  const said = { source, sessionId: `session ${n}`, turn: n } as const;
  const at = new Date(1_800_000_000_000 + n * 60_000).toISOString();
  return [
    ['fact put', (memory) => void memory.remember({ ...said, kind: 'interest', value: `interest ${n}` })],
    ['fact superseded', (memory) => void memory.remember({ ...said, kind: 'name', value: `Name ${n}` })],
    ['fact superseded', (memory) => void memory.remember({ ...said, kind: 'language', value: pick(['de', 'fr', 'es', 'it'], random) })],
    ['fact retracted', (memory) => withOne(memory.profile().facts, random, ({ kind, value }) => memory.retract(kind, value))],
    [
      'fact corrected',
      (memory) =>
        withOne(memory.profile().facts, random, ({ id }) => void memory.correctFact(id, `right ${n}`, { sessionId: 's', turn: n })),
    ],
    ['thread opened', (memory) => void memory.openThread(`topic ${n}`)],
    ['thread resolved', (memory) => withOne(memory.profile().threads, random, ({ id }) => memory.resolveThread(id))],
    ['thread deleted', (memory) => withOne(memory.profile().threads, random, ({ id }) => memory.forgetThread(id))],
    [
      'goal',
      (memory) =>
        memory.saveGoal({ id: `goal-${n}`, kind: 'lost-item', slots: { what: `${n}` }, status: 'open', openedAt: at, updatedAt: at }),
    ],
    [
      'goal moved on',
      (memory) =>
        withOne(
          memory.profile().threads,
          random,
          ({ goal }) => goal && memory.saveGoal({ ...goal, status: 'waiting-staff', updatedAt: at }),
        ),
    ],
    [
      'turns',
      (memory) =>
        memory.noteTurns([1, 2, 3].map((i) => ({ id: `turn-${n}-${i}`, sessionId: 's', role: 'guest', text: `words ${n} ${i}`, at }))),
    ],
    ['episode', (memory) => memory.saveEpisode(episode(memory, n, at, random))],
    ['pause', (memory) => memory.pause(!memory.paused)],
  ];
}

/** A new visit, or one that goes on. */
function episode(memory: GuestMemory, n: number, at: string, random: Random) {
  const [known] = memory.profile().episodes.slice(-1);
  const fresh = {
    episodeId: `visit-${n}`,
    startedAt: at,
    endedAt: at,
    locale: 'en',
    turns: n,
    topics: [],
    names: [`name ${n}`],
    wishes: [],
  };
  return known !== undefined && random() < 0.5 ? { ...known, turns: n } : fresh;
}

/** Only what is kept of it is under test, not the hashing. */
function setPin({ store }: ActingKiosk, guestId: string, n: number): void {
  store.pins.keep(guestId, { n: 1024, r: 1, p: 1, salt: 'c2FsdA==', hash: Buffer.from(`hash ${n}`).toString('base64') });
}

function withOne<T>(items: readonly T[], random: Random, act: (item: T) => unknown): void {
  if (items.length > 0) act(pick(items, random));
}

/** "done", or why not; anything that is nobody's fault but ours is thrown. */
export function attempt(run: () => void): string {
  try {
    run();
    return 'done';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL') return 'no room on the disk';
    if (error instanceof FoyerError && error.code === 'no-consent') return 'not remembered any more';
    throw error;
  }
}

export function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)] as T;
}
