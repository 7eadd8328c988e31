import type { TraceStep } from '../contract/index.ts';
import type { RememberedTurn } from '../memory/recall/recall-index.ts';
import { MAX_TURN_TEXT } from '../memory/records.ts';
import type { Clock, GuestMemory, Log } from '../ports.ts';

/** Its answers repeat what is remembered: keeping them would make memory of memory. */
const REPEATS_MEMORY = 'about_guest';

export interface TurnNotesDeps {
  readonly sessionId: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps what a guest who agreed to be remembered asked, and of the answer what was really heard. */
export interface TurnNotes {
  /** @param memory null: a guest of whom nothing is kept. */
  asked(turn: number, text: string, memory: GuestMemory | null): void;
  step(step: TraceStep): void;
  /** The answer to the question before is over, or broken off, after these words. */
  heard(text: string): void;
  /** Writes what is held back; between turns, so that nobody waits for the disk. */
  write(): void;
}

interface Noted {
  readonly memory: GuestMemory;
  readonly turn: RememberedTurn;
}

export function createTurnNotes({ sessionId, clock, log }: TurnNotesDeps): TurnNotes {
  let open: { readonly turn: number; readonly memory: GuestMemory; repeats: boolean } | null = null;
  let held: Noted[] = [];
  const hold = (memory: GuestMemory, turn: number, role: 'guest' | 'companion', text: string) => {
    const said = text.trim().slice(0, MAX_TURN_TEXT);
    if (said === '') return;
    const at = new Date(`${clock.localNow('UTC')}Z`).toISOString();
    held.push({ memory, turn: { id: `${sessionId}.${turn}.${role}`, sessionId, role, text: said, at } });
  };
  return {
    asked(turn, text, memory) {
      open = memory === null ? null : { turn, memory, repeats: false };
      if (memory !== null) hold(memory, turn, 'guest', text);
    },
    step({ stage, detail: { tools } }) {
      if (open !== null && stage === 'act' && Array.isArray(tools) && tools.includes(REPEATS_MEMORY)) open.repeats = true;
    },
    heard(text) {
      if (open !== null && !open.repeats) hold(open.memory, open.turn, 'companion', text);
      open = null;
    },
    write() {
      const notes = held;
      held = [];
      for (const memory of new Set(notes.map((note) => note.memory))) {
        try {
          memory.noteTurns(notes.filter((note) => note.memory === memory).map(({ turn }) => turn));
        } catch (error) {
          // Erased or withdrawn meanwhile, or no room on the disk: the conversation goes on without.
          log.warn('memory.turns-not-kept', { error });
        }
      }
    },
  };
}
