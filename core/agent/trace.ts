import type { TraceStep } from '../contract/index.ts';
import type { Clock } from '../ports.ts';
import type { Acted } from './act.ts';
import type { AgentEvent } from './agent.ts';
import type { Percept } from './perceive.ts';
import type { Reading } from './reading.ts';
import type { Step } from './step.ts';

type TraceLine = Pick<TraceStep, 'stage' | 'title' | 'detail'>;

/** Tools whose input is about the guest: staff see that they ran, not with what. */
const PRIVATE = new Set(['remember', 'forget', 'about_guest', 'call_staff', 'hotel_service', 'emergency']);

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
  const title =
    reading.kind === 'call'
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

export function traceAct({ runs, outcomes, unconfirmed }: Acted): TraceLine {
  const tools = runs.map((run, index) => ({
    name: run.name,
    ms: run.ms,
    found: outcomes[index]?.found ?? false,
    input: PRIVATE.has(run.name) ? '(of the guest)' : run.input,
  }));
  const title =
    unconfirmed === null ? runs.map((run) => `${run.name} in ${run.ms} ms`).join(', ') : `${unconfirmed.name} waits for a confirmation`;
  return { stage: 'act', title: title === '' ? 'nothing to run' : title, detail: { tools } };
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
