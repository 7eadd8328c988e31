import { judgeFact, slotOf } from '../../core/memory/facts.ts';
import { goalTopic, isOver } from '../../core/memory/goal-thread.ts';
import { patternsOf } from '../../core/memory/patterns.ts';
import { createRecallIndex, type RememberedTurn } from '../../core/memory/recall/recall-index.ts';
import type { EpisodeContent } from '../../core/memory/records.ts';
import type { Fact, GuestMemory, Thread } from '../../core/ports.ts';

const AT = '2026-05-12T10:40';

/** A guest's memory that lives in arrays, for tests of what uses it; the real one has tests of its own. */
export function createArrayMemory(facts: Fact[] = [], threads: Thread[] = [], turns: RememberedTurn[] = []): GuestMemory {
  const episodes: EpisodeContent[] = [];
  let paused = false;
  const drop = (matches: (fact: Fact) => boolean) => {
    facts.splice(0, facts.length, ...facts.filter((fact) => !matches(fact)));
  };
  const putThread = (thread: Thread) => {
    const at = threads.findIndex(({ id }) => id === thread.id);
    threads.splice(at < 0 ? threads.length : at, 1, thread);
  };
  return {
    profile: () => ({
      facts: [...facts],
      threads: [...threads],
      episodes: [...episodes],
      patterns: patternsOf(episodes),
      doubts: [],
    }),
    remember(fact) {
      if (paused) return 'paused';
      const slot = slotOf(fact.kind, fact.value);
      const outcome = judgeFact(facts.find(({ kind, value }) => slotOf(kind, value) === slot) ?? null, fact);
      if (outcome === 'kept') facts.push({ ...fact, id: `fact-${facts.length}`, recordedAt: AT });
      return outcome;
    },
    retract: (kind, value) => drop((fact) => fact.kind === kind && (value === undefined || fact.value === value)),
    forgetFact(id) {
      const known = facts.some((fact) => fact.id === id);
      drop((fact) => fact.id === id);
      return known;
    },
    correctFact(id, value, by) {
      const fact = facts.find((one) => one.id === id);
      if (fact !== undefined) facts.splice(facts.indexOf(fact), 1, { ...fact, ...by, value, source: 'explicit' });
      return fact !== undefined;
    },
    openThread(topic) {
      const thread: Thread = { id: `thread-${threads.length}`, topic, status: 'open', openedAt: AT, updatedAt: AT };
      if (!paused) threads.push(thread);
      return thread;
    },
    resolveThread(id) {
      const thread = threads.find((one) => one.id === id);
      if (thread !== undefined) putThread({ ...thread, status: 'resolved' });
    },
    forgetThread: (id) => void threads.splice(0, threads.length, ...threads.filter((thread) => thread.id !== id)),
    saveGoal(goal, topic) {
      const status = isOver(goal) ? 'resolved' : 'open';
      if (!paused) putThread({ id: goal.id, topic: topic ?? goalTopic(goal), status, openedAt: AT, updatedAt: AT, goal });
    },
    saveEpisode: (episode) => void (paused || episodes.push(episode)),
    get paused() {
      return paused;
    },
    pause(next) {
      paused = next;
    },
    noteTurns: (said) => void (paused || turns.push(...said)),
    recall(question, options) {
      const index = createRecallIndex(null);
      for (const turn of turns) index.add(turn);
      return index.recall(question, options);
    },
    said: (from, to) => turns.filter(({ at }) => at >= from && at < to),
    close: () => {},
  };
}
