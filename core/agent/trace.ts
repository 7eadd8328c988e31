import type { TraceStep } from '../contract/index.ts';
import type { Clock } from '../ports.ts';
import type { ToolName } from '../tools/registry.ts';
import type { Venue } from '../venue/model.ts';
import type { Acted } from './act.ts';
import type { AgentEvent } from './agent.ts';
import { createMask } from './guard/mask.ts';
import { trimData } from './guard/trim-data.ts';
import type { Percept } from './perceive.ts';
import type { Reading } from './reading.ts';
import type { ActResult, Step } from './step.ts';

type TraceLine = Pick<TraceStep, 'stage' | 'title' | 'detail'>;

/** Tools that only read what the venue tells everybody. Of all others staff see that they ran, not with what, nor what came of it. */
const OF_VENUE: ReadonlySet<string> = new Set<ToolName | 'availability' | 'check_in_info'>([
  'find_places',
  'directions',
  'whats_on',
  'session_details',
  'find_people',
  'opening_hours',
  'menu',
  'faq',
  'exhibitors',
  'service_info',
  'availability',
  'check_in_info',
]);
const WITHHELD = '(of the guest)';

export function tracePercept(percept: Percept): TraceLine {
  const { when } = percept.timing;
  return {
    stage: 'perceive',
    title: percept.danger === null ? `${percept.words.length} words in ${percept.locale}` : `danger: ${percept.danger}`,
    detail: {
      words: percept.words.length,
      locale: percept.locale,
      ...(when === null ? {} : { when }),
      ...(percept.facts.length === 0 ? {} : { statedKinds: percept.facts.map((fact) => fact.kind) }),
    },
  };
}

export function traceReading(reading: Reading): TraceLine {
  const detail: Record<string, unknown> = { kind: reading.kind };
  if (reading.kind === 'call')
    Object.assign(detail, { tools: reading.calls.map((call) => call.name), aspect: reading.aspect, confirmed: reading.confirmed === true });
  if (reading.kind === 'say') Object.assign(detail, { message: reading.key });
  if (reading.kind === 'ask') Object.assign(detail, { waitsFor: reading.pending.kind, options: reading.total });
  if (reading.kind === 'goal')
    Object.assign(detail, { goal: reading.goal.kind, move: reading.move, slots: Object.keys(reading.goal.slots) });
  const title =
    reading.kind === 'goal'
      ? `${reading.move}: ${reading.goal.kind}`
      : reading.kind === 'call'
        ? `wants ${reading.calls.map((call) => call.name).join(', ')} (${reading.aspect})`
        : reading.kind === 'say'
          ? `say ${reading.key}`
          : reading.kind === 'ask'
            ? 'ask which one is meant'
            : reading.kind;
  return { stage: 'reason', title, detail };
}

export function tracePlan(planner: string, next: Step | null): TraceLine {
  const tools = next?.type === 'act' ? next.calls.map((call) => call.name) : [];
  const title = next?.type === 'act' ? `run ${tools.join(', ')}` : next?.type === 'plan' ? 'fall back to the local planner' : 'answer';
  return { stage: 'plan', title, detail: { planner, tools } };
}

/** @param venue whose words may be shown of what a tool was given; left out: only the planner's own. */
export function traceAct({ runs, outcomes, unconfirmed, refused }: Acted, venue: Venue | null = null): TraceLine {
  const mask = createMask(venue);
  const tools = runs.map((run, index) => {
    const outcome = outcomes[index];
    const isOfVenue = OF_VENUE.has(run.name);
    return {
      name: run.name,
      ms: run.ms,
      found: outcome?.found ?? false,
      input: isOfVenue ? mask.data(run.input) : WITHHELD,
      output: isOfVenue ? mask.data(trimData(outcome?.data ?? null)) : WITHHELD,
    };
  });
  const stopped = unconfirmed ?? refused?.call ?? null;
  const done = runs.map((run) => `${run.name} in ${run.ms} ms`).join(', ');
  const waits = stopped === null ? '' : `${stopped.name} ${refused === null ? 'waits for a confirmation' : `did not run: ${refused.why}`}`;
  return { stage: 'act', title: [done, waits].filter((part) => part !== '').join('; ') || 'nothing to run', detail: { tools } };
}

export function traceAdapt({ unconfirmed, refused }: ActResult): TraceLine {
  const title =
    refused !== null
      ? 'tell the guest why not'
      : unconfirmed !== null
        ? 'ask the guest to confirm first'
        : 'go on with what the tools gave';
  return { stage: 'adapt', title, detail: {} };
}

/** Makes a step event of a line, with the time since the turn began and since the last step. */
export function createTracer(clock: Clock, startedMs: number): (line: TraceLine) => AgentEvent {
  let lastMs = startedMs;
  return (line) => {
    const nowMs = clock.nowMs();
    const step = { ...line, title: line.title.slice(0, 300), atMs: Math.max(0, nowMs - startedMs), tookMs: Math.max(0, nowMs - lastMs) };
    lastMs = nowMs;
    return { type: 'step', step };
  };
}
