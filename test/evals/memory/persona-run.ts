import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WordVectors } from '../../../core/memory/recall/word-vectors.ts';
import { createLog } from '../../../host/log.ts';
import { createIds } from '../../../host/system.ts';
import { openGuestStore, type SqliteGuestStore } from '../../../native/sqlite/guest-store.ts';
import type { Persona, PersonaQuestion } from './personas.ts';

export interface PersonaResult {
  readonly question: PersonaQuestion;
  /** Share of the evidence among the first five; null where nothing is to be found. */
  readonly recall: number | null;
  /** Something replaced or taken back surfaced. */
  readonly leak: boolean;
}

const DAY_MS = 86_400_000;
const FIRST_VISIT = Date.parse('2026-01-05T09:00:00Z');

/** Lets each persona talk to a store of its own kind, closes and opens it, and asks. */
export function runPersonas(personas: readonly Persona[], vectors: () => WordVectors | null): PersonaResult[] {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-personas-'));
  let wall = FIRST_VISIT;
  const open = () =>
    openGuestStore({
      dataDir,
      companionId: 'eval',
      tenant: 'eval',
      ids: createIds(),
      log: createLog({ level: 'warn' }),
      vectors,
      wallMs: () => wall,
    });
  try {
    const marks = new Map<string, Map<string, string>>();
    let store = open();
    for (const persona of personas) {
      wall = FIRST_VISIT;
      marks.set(
        persona.id,
        visit(store, persona, (ms) => (wall += ms)),
      );
    }
    store.close();
    store = open();
    const results = personas.flatMap((persona) => ask(store, persona, marks.get(persona.id) ?? new Map()));
    store.close();
    return results;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function visit(store: SqliteGuestStore, persona: Persona, pass: (ms: number) => number): Map<string, string> {
  store.setConsent(persona.id, 'remember', 'eval');
  const memory = store.open(persona.id);
  const marks = new Map<string, string>();
  persona.visits.forEach((turns, v) => {
    const sessionId = `${persona.id}-${v}`;
    turns.forEach(({ role, text, fact, takesBack, mark }, turn) => {
      const id = `${sessionId}.${turn}.${role}`;
      memory.noteTurns([{ id, sessionId, role, text, at: new Date(pass(1000)).toISOString() }]);
      if (mark !== undefined) marks.set(mark, id);
      if (takesBack !== undefined) memory.retract(takesBack.kind, takesBack.value);
      if (fact !== undefined) memory.remember({ ...fact, source: 'explicit', sessionId, turn });
    });
    pass(30 * DAY_MS);
  });
  memory.close();
  return marks;
}

function ask(store: SqliteGuestStore, persona: Persona, marks: ReadonlyMap<string, string>): PersonaResult[] {
  const memory = store.open(persona.id);
  const known = new Set(memory.profile().facts.map(({ sessionId, turn }) => `${sessionId}.${turn}.guest`));
  const results = persona.questions.map((question) => {
    const found = new Set(memory.recall(question.question).map(({ turn }) => turn.id));
    const idsOf = (names: readonly string[]) => names.map((name) => marks.get(name) ?? '');
    const evidence = idsOf(question.evidence);
    return {
      question,
      recall: evidence.length === 0 ? null : evidence.filter((id) => found.has(id)).length / evidence.length,
      leak: idsOf(question.stale).some((id) => found.has(id) || known.has(id)),
    };
  });
  memory.close();
  return results;
}
