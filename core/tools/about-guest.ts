import { z } from 'zod';
import { localTimeOf } from '../memory/local-days.ts';
import type { Fact } from '../ports.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { isNamed } from './own-words.ts';
import { defineTool, type StatedFact, type ToolContext } from './tool.ts';

export const aboutGuestInput = z.object({
  resolveThreadId: z.string().optional().describe('A matter the guest says is settled'),
  why: z.string().max(200).optional().describe('The guest asks how it is known: their words'),
});

export interface AboutGuestData {
  readonly facts: readonly StatedFact[];
  readonly threads: readonly { readonly id: string; readonly topic: string; readonly openedAt: string }[];
  readonly recognised: boolean;
  /** Known from earlier visits, and told only to who gave their PIN. */
  readonly hidden: number;
  readonly resolved: string | undefined;
  /** Where what was asked about comes from; left out: that was not asked. */
  readonly sources?: readonly FactSource[];
  /** Concluded, against what the guest said: to be asked about. */
  readonly doubts: readonly { readonly said: StatedFact; readonly inferred: StatedFact }[];
}

export interface FactSource extends StatedFact {
  /** Venue wall clock. */
  readonly at: string;
  readonly place: string;
  readonly said: string;
  readonly inferred: boolean;
}

/** Only ever run because the guest asked: what is known is never volunteered. */
export const aboutGuest = defineTool({
  name: 'about_guest',
  description: 'What this guest told us and what is still open for them. Only when they ask for it.',
  input: aboutGuestInput,
  effect: 'memory',
  run(context, { resolveThreadId, why }) {
    const { memory, stated, verified, sessionId, know } = context;
    const before = memory?.profile();
    const resolved = before?.threads.find(
      (thread) => thread.id === resolveThreadId && thread.status === 'open' && (verified || isNamed(thread.topic, context)),
    );
    if (resolved !== undefined) memory?.resolveThread(resolved.id);
    const profile = memory?.profile();
    const all = profile?.facts ?? [];
    const shown = all.filter((fact) => verified || fact.sessionId === sessionId);
    const known = shown.map(plain);
    const open = (profile?.threads ?? []).filter((thread) => thread.status === 'open');
    const only = stated.filter((fact) => !known.some((other) => other.kind === fact.kind && other.value === fact.value));
    const data: AboutGuestData = {
      facts: [...known, ...only],
      // What was left open says as much of somebody as what they like.
      threads: verified ? open.map(({ id, topic, openedAt }) => ({ id, topic, openedAt })) : [],
      recognised: memory !== null,
      hidden: all.length - shown.length + (verified ? 0 : open.length),
      resolved: resolved?.topic,
      ...(why === undefined ? {} : { sources: sourcesOf(shown, why, know.venue.timezone) }),
      doubts: doubtsFor(context),
    };
    return { found: data.facts.length + data.threads.length > 0, data, cards: [] };
  },
});

/** Only for who gave their PIN. */
export function doubtsFor({ memory, verified }: ToolContext): AboutGuestData['doubts'] {
  if (memory === null || !verified) return [];
  return memory.profile().doubts.map(({ said, inferred }) => ({ said: plain(said), inferred: plain(inferred) }));
}

function plain({ kind, value }: Fact): StatedFact {
  return { kind, value };
}

const MOST_SOURCES = 3;

/** Those the guest names, by a word of the value or of what they said; else the latest. */
function sourcesOf(facts: readonly Fact[], why: string, timezone: string): FactSource[] {
  const asked = new Set(foldedWords(why).filter((word) => word.length > 3));
  const named = facts.filter(({ value, said = '' }) => foldedWords(`${value} ${said}`).some((word) => asked.has(word)));
  return (named.length > 0 ? named : facts).slice(-MOST_SOURCES).map(({ kind, value, recordedAt, place, said, source }) => ({
    kind,
    value,
    at: localTimeOf(recordedAt, timezone),
    place: place ?? '',
    said: said ?? '',
    inferred: source === 'inferred',
  }));
}
