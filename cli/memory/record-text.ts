import type { FactHistoryEntry } from '../../core/memory/facts.ts';
import type { EpisodeContent } from '../../core/memory/records.ts';
import type { Thread } from '../../core/ports.ts';
import type { GuestRecord } from '../../native/sqlite/guest-store.ts';

/** Everything known of a guest, a line each, in plain words with where it came from. */
export function recordText({ consents, facts, threads, episodes, paused, turns }: GuestRecord): string {
  return [
    ...(paused ? ['The guest has paused memory: nothing is kept until they take that back.'] : []),
    ...consents.map(({ at, textVersion }) => `${at}  agreed to be remembered (text ${textVersion})`),
    ...facts.map(factLine),
    ...threads.map(threadLine),
    ...episodes.map(episodeLine),
    ...turns.map(({ at, role, text }) => `${at}  ${role} said: ${text}`),
  ].join('\n');
}

function factLine(fact: FactHistoryEntry): string {
  const { kind, value, source, sessionId, turn, validFrom, confidence, said, place } = fact;
  const from = [
    source === 'inferred' && confidence !== undefined ? `inferred, ${Math.round(confidence * 100)} % sure` : source,
    `session ${sessionId}, turn ${turn}`,
    ...(place === undefined ? [] : [`at ${place}`]),
    ...endOf(fact),
  ];
  return `${validFrom}  ${kind}: ${value} (${from.join(', ')})${said === undefined ? '' : `: "${said}"`}`;
}

function endOf({ validTo, retracted, supersededBy, source }: FactHistoryEntry): string[] {
  if (validTo === null) return [];
  if (retracted) return [`until ${validTo} (taken back)`];
  if (supersededBy === null) return [`until ${validTo}`];
  return source === 'inferred' ? ['not believed: the guest said otherwise'] : [`until ${validTo} (replaced)`];
}

function threadLine({ openedAt, status, topic, goal }: Thread): string {
  if (goal === undefined) return `${openedAt}  ${status}: ${topic}`;
  const slots = Object.entries(goal.slots).map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : value}`);
  return `${openedAt}  ${status}: ${topic} (${[goal.kind, goal.status, ...slots].join('; ')})`;
}

function episodeLine({ startedAt, endedAt, place, locale, turns, topics, names, wishes }: EpisodeContent): string {
  const about = topics.map(({ topic, times }) => (times === 1 ? topic : `${topic} ${times} times`)).join(', ');
  return [
    `${startedAt}  visit until ${endedAt}${place === undefined ? '' : ` at ${place}`}: ${turns} questions in ${locale}`,
    ...(about === '' ? [] : [`asked for ${about}`]),
    ...(names.length === 0 ? [] : [`was shown ${names.join(', ')}`]),
    ...(wishes.length === 0 ? [] : [`wanted answers ${wishes.join(', ')}`]),
  ].join('; ');
}
