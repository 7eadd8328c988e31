import { type Card, FoyerError, type Locale, type TraceStep } from '../contract/index.ts';
import { createEpisodeNotes } from '../memory/episode-notes.ts';
import { type FactExtractor, groundedFacts } from '../memory/extraction.ts';
import type { RememberedTurn } from '../memory/recall/recall-index.ts';
import { MAX_TURN_TEXT } from '../memory/records.ts';
import type { Clock, GuestMemory, Log } from '../ports.ts';

/** Answers that repeat what is remembered, and the questions for them: keeping those would make memory of memory. */
const REPEATS_MEMORY: ReadonlySet<string> = new Set(['about_guest', 'recall', 'whats_new']);
/** What was said of these is kept only once the guest has agreed that the fact is. */
const DELICATE: ReadonlySet<unknown> = new Set(['allergy', 'access', 'health', 'religion']);

export interface TurnNotesDeps {
  readonly sessionId: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Name of the kiosk. */
  readonly place?: string;
  /** Left out: facts are what the grammar finds. */
  readonly extractor?: FactExtractor | null;
}

/** Keeps what a guest who agreed to be remembered asked, of the answer what was really heard, and the visit in short. */
export interface TurnNotes {
  /** @param memory null: a guest of whom nothing is kept. */
  asked(turn: number, text: string, memory: GuestMemory | null): void;
  step(step: TraceStep): void;
  showed(cards: readonly Card[]): void;
  /** The answer to the question before is over, or broken off, after these words. */
  heard(text: string): void;
  /** Writes what is held back; between turns, so that nobody waits for the disk. */
  write(locale: Locale): void;
  /** Writes the rest, and the visit in short. */
  end(locale: Locale): void;
}

interface Noted {
  readonly memory: GuestMemory;
  readonly turn: RememberedTurn;
}

interface Open {
  readonly turn: number;
  readonly memory: GuestMemory;
  readonly text: string;
  repeats: boolean;
  delicate: boolean;
}

export function createTurnNotes({ sessionId, clock, log, place, extractor = null }: TurnNotesDeps): TurnNotes {
  const visit = createEpisodeNotes({ sessionId, ...(place === undefined ? {} : { place }) });
  const leaving = new AbortController();
  let open: Open | null = null;
  let held: Noted[] = [];
  let toExtract: Open[] = [];
  /** Of turns that told something delicate. */
  let withheld: (Noted & { readonly of: number })[] = [];
  let last: GuestMemory | null = null;

  const now = () => new Date(`${clock.localNow('UTC')}Z`).toISOString();
  const hold = ({ memory, turn, delicate }: Open, role: 'guest' | 'companion', text: string) => {
    const said = cut(text.trim());
    if (said === '') return;
    const noted = { memory, turn: { id: `${sessionId}.${turn}.${role}`, sessionId, role, text: said, at: now() } };
    if (delicate) withheld.push({ ...noted, of: turn });
    else held.push(noted);
  };
  /** The guest agreed: what was said may be kept with what it told. */
  const releaseAgreed = () => {
    const agreed = new Set(
      withheld.flatMap(({ memory }) => memory.profile().facts.flatMap((fact) => (fact.sessionId === sessionId ? [fact.turn] : []))),
    );
    held.push(...withheld.filter(({ of }) => agreed.has(of)));
    withheld = withheld.filter(({ of }) => !agreed.has(of));
  };
  const take = (turn: number): Noted[] => {
    const own = held.filter((note) => note.turn.id === `${sessionId}.${turn}.guest`);
    held = held.filter((note) => !own.includes(note));
    toExtract = toExtract.filter((one) => one.turn !== turn);
    return own;
  };
  /** Where memory fails, the conversation goes on without. */
  const guarded = (event: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!isGone(error)) log.warn(event, { error });
    }
  };

  const extract = async ({ memory, text, turn }: Open, locale: Locale) => {
    if (extractor === null || memory.paused) return;
    const facts = groundedFacts(await extractor.extract({ text, locale, sessionId }, leaving.signal), text);
    // Only while the guest is still here: their key is gone after that.
    if (leaving.signal.aborted) return;
    for (const fact of facts) memory.remember({ ...fact, sessionId, turn, ...(place === undefined ? {} : { place }) });
  };
  const write = (locale: Locale) => {
    guarded('memory.turns-not-kept', releaseAgreed);
    const notes = held;
    const turns = toExtract;
    held = [];
    toExtract = [];
    for (const memory of new Set(notes.map((note) => note.memory)))
      guarded('memory.turns-not-kept', () => memory.noteTurns(notes.filter((note) => note.memory === memory).map(({ turn }) => turn)));
    for (const one of turns)
      extract(one, locale).catch((error: unknown) => {
        if (!leaving.signal.aborted && !isGone(error)) log.warn('memory.facts-not-extracted', { error });
      });
  };

  return {
    asked(turn, text, memory) {
      open = memory === null ? null : { turn, memory, text, repeats: false, delicate: false };
      if (open === null) return;
      last = memory;
      visit.asked(text, now());
      hold(open, 'guest', text);
      toExtract.push(open);
    },
    step({ stage, detail }) {
      if (open === null) return;
      const { turn } = open;
      if (stage === 'perceive' && Array.isArray(detail.statedKinds) && detail.statedKinds.some((kind) => DELICATE.has(kind))) {
        open.delicate = true;
        withheld.push(...take(turn).map((note) => ({ ...note, of: turn })));
      }
      if (stage !== 'plan' && stage !== 'act') return;
      const tools = toolsIn(detail.tools);
      if (stage === 'act') visit.ran(tools);
      if (open.repeats || !tools.some((tool) => REPEATS_MEMORY.has(tool))) return;
      open.repeats = true;
      take(turn);
    },
    showed: (cards) => {
      if (open?.repeats === false) visit.showed(cards);
    },
    heard(text) {
      if (open !== null && !open.repeats) hold(open, 'companion', text);
      open = null;
    },
    write,
    end(locale) {
      write(locale);
      leaving.abort();
      const episode = visit.episode(locale);
      const memory = last;
      if (episode !== null && memory !== null) guarded('memory.visit-not-kept', () => memory.saveEpisode(episode));
    },
  };
}

/** The guest was erased, or withdrew: what they wanted. */
function isGone(error: unknown): boolean {
  return error instanceof FoyerError && (error.code === 'guest-erased' || error.code === 'memory-closed');
}

/** Names, or what is told of each run beside its name. */
function toolsIn(tools: unknown): string[] {
  if (!Array.isArray(tools)) return [];
  return tools.flatMap((tool: unknown) => {
    const name = typeof tool === 'object' && tool !== null && 'name' in tool ? tool.name : tool;
    return typeof name === 'string' ? [name] : [];
  });
}

/** Sealed and in base64 it has to fit an op, whatever the script: at most three bytes a character. */
const MAX_BYTES = 8000;

function cut(text: string): string {
  let said = text.slice(0, MAX_TURN_TEXT);
  while (new TextEncoder().encode(said).length > MAX_BYTES) said = said.slice(0, Math.floor(said.length * 0.8));
  return said;
}
