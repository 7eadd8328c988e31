import type { Agent, AgentEvent, TurnInput } from '../agent/agent.ts';
import { episodeTopicOf } from '../memory/episode-notes.ts';
import type { Clock, FleetCounts, GuestMemory } from '../ports.ts';

/** Staff are called. */
const HAND_OFF: ReadonlySet<string> = new Set(['call_staff', 'emergency']);
/** Run beside what was asked for. */
const BESIDE: ReadonlySet<string> = new Set(['remember', 'forget']);
const MAX_TOPIC = 40;

type Done = Extract<AgentEvent, { type: 'done' }>;

/** The agent, with every turn that is done counted. A turn that ran ahead and was dropped is never done, so never counted. */
export function countTurns(agent: Agent, counts: FleetCounts, clock: Pick<Clock, 'nowMs'>): Agent {
  return {
    async *run(input, signal) {
      let { locale } = input;
      let kind: string | null = null;
      let answeredAfterMs: number | null = null;
      const startedMs = clock.nowMs();
      const openBefore = openThreads(input.memory);
      for await (const event of agent.run(input, signal)) {
        if (event.type === 'locale') locale = event.locale;
        if (event.type === 'step' && event.step.stage === 'reason') kind = kindOf(event.step.detail) ?? kind;
        if (event.type === 'sentence' && event.filler !== true) answeredAfterMs ??= clock.nowMs() - startedMs;
        if (event.type === 'done' && !signal.aborted) {
          const tools = event.tools.map(({ name }) => name);
          counts.turn({
            turn: input.turn,
            sessionId: input.sessionId,
            topic: topicId(tools.find((tool) => !BESIDE.has(tool)) ?? tools[0] ?? kind ?? 'other'),
            language: locale,
            resolution: event.resolution ?? RESOLUTION_OF[event.outcome],
            handOff: tools.some((tool) => HAND_OFF.has(tool)),
            followUp: isFollowUp(input, tools),
            threadsClosed: closedOf(openBefore, input.memory),
            visit: visitOf(input),
            askedAtMs: startedMs,
            answeredAfterMs,
          });
        }
        yield event;
      }
    },
  };
}

const RESOLUTION_OF = {
  answered: 'answered',
  asked: 'asked-back',
  'nothing-found': 'not-in-data',
  failed: 'failed',
} as const satisfies Record<Done['outcome'], string>;

/** Of a reading: which goal it is about, else what kind of thing was said. */
function kindOf({ goal, kind }: Readonly<Record<string, unknown>>): string | null {
  return typeof goal === 'string' ? goal : typeof kind === 'string' ? kind : null;
}

function topicId(name: string): string {
  const id = name.toLowerCase().replace(/[^a-z0-9_-]/g, '-');
  return (/^[a-z]/.test(id) ? id : `t-${id}`).slice(0, MAX_TOPIC);
}

/** Memory that was erased or closed meanwhile says nothing. */
function fromMemory<T>(memory: GuestMemory | null, read: (memory: GuestMemory) => T, otherwise: T): T {
  if (memory === null) return otherwise;
  try {
    return read(memory);
  } catch {
    return otherwise;
  }
}

function openThreads(memory: GuestMemory | null): ReadonlySet<string> {
  const open = (of: GuestMemory) => of.profile().threads.flatMap(({ id, status }) => (status === 'open' ? [id] : []));
  return new Set(fromMemory(memory, open, []));
}

function closedOf(openBefore: ReadonlySet<string>, memory: GuestMemory | null): number {
  if (openBefore.size === 0) return 0;
  const closed = (of: GuestMemory) => of.profile().threads.filter(({ id, status }) => status === 'resolved' && openBefore.has(id)).length;
  return fromMemory(memory, closed, 0);
}

/** Visits of a guest who wants nothing kept for now are not told apart. */
function visitOf({ memory, sessionId }: TurnInput): number | null {
  const visit = (of: GuestMemory) =>
    of.paused ? null : 1 + of.profile().episodes.filter(({ episodeId }) => episodeId !== sessionId).length;
  return fromMemory(memory, visit, null);
}

function isFollowUp({ memory, sessionId }: TurnInput, tools: readonly string[]): boolean {
  const asked = new Set(tools.map(episodeTopicOf));
  const earlier = (of: GuestMemory) =>
    of.profile().episodes.some(({ episodeId, topics }) => episodeId !== sessionId && topics.some(({ topic }) => asked.has(topic)));
  return asked.size > 0 && fromMemory(memory, earlier, false);
}
