import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Agent, AgentEvent, TurnInput, VenueContext } from '../../core/agent/agent.ts';
import type { Dialogue } from '../../core/agent/dialogue.ts';
import { createMask } from '../../core/agent/guard/mask.ts';
import type { KioskConfig, TraceStep, TurnTrace } from '../../core/contract/index.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { createTraceFiles } from './trace-files.ts';

export interface TraceRecorderOptions {
  readonly dataDir: string;
  readonly traces: KioskConfig['traces'];
  readonly clock: Clock;
  /** Milliseconds since 1970, for the files' days. */
  readonly wallMs: () => number;
  readonly log: Log;
}

/** Writes how turns were answered to DIR/traces. */
export interface TraceRecorder {
  /** For the agent of one guest session. */
  session(venue: VenueContext | null): SessionTrace;
  close(): Promise<void>;
}

export interface SessionTrace {
  /** Tell this of each turn before it begins. */
  readonly onTurn: (input: TurnInput, dialogue: Readonly<Dialogue>) => void;
  /** The agent, with each turn written when it is over. A turn that ran ahead and was dropped is none. */
  watch(agent: Agent): Agent;
}

type Begun = {
  readonly live: Readonly<Dialogue>;
  readonly before: Record<string, unknown>;
  /** Read before the turn: at its end memory may be closed or erased, and what was said of it is in the trace all the same. */
  readonly secrets: readonly string[];
};

export function createTraceRecorder({ dataDir, traces, clock, wallMs, log }: TraceRecorderOptions): TraceRecorder {
  const files = createTraceFiles({
    dir: join(dataDir, 'traces'),
    retentionDays: traces.retentionDays,
    maxBytes: traces.maxMegabytes * 1_000_000,
    wallMs,
    log,
  });
  // Session ids are kept beside what remembered guests said: nobody can look one up in the other without this.
  const salt = randomBytes(16);

  const session = (venue: VenueContext | null): SessionTrace => {
    const begun = new WeakMap<TurnInput, Begun>();

    const traceOf = (input: TurnInput, seen: Seen): TurnTrace => {
      const turn = begun.get(input) ?? null;
      const mask = createMask(venue?.venue ?? null, [...(turn?.secrets ?? []), ...secretsOf(input, turn?.live)]);
      const keeps = traces.texts === 'masked';
      return {
        v: 1,
        session: createHash('sha256').update(salt).update(input.sessionId).digest('hex').slice(0, 16),
        turn: input.turn,
        at: new Date(wallMs()).toISOString(),
        venueVersion: venue?.version ?? null,
        input: {
          text: keeps ? mask.text(input.text).slice(0, 4000) : null,
          source: input.source,
          locale: input.locale,
          now: input.now,
          here: input.here,
          remembered: input.memory !== null,
        },
        dialogue: keeps && turn !== null ? (mask.data(turn.before) as Record<string, unknown>) : null,
        steps: seen.steps.map((step) => ({ ...step, detail: mask.data(keeps ? step.detail : withoutTexts(step)) as TraceStep['detail'] })),
        answer: keeps ? seen.said.map((text) => mask.text(text).slice(0, 4000)) : null,
        cards: seen.cards,
        outcome: seen.outcome,
        planner: seen.planner,
        totalMs: Math.round((clock.nowMs() - seen.startedMs) * 100) / 100,
      };
    };

    return {
      onTurn(input, dialogue) {
        const { stated: _, ...before } = dialogue;
        begun.set(input, { live: dialogue, before: structuredClone(before), secrets: secretsOf(input, dialogue) });
      },
      watch: (agent) => ({
        async *run(input, signal) {
          const seen = nothingSeen(clock.nowMs());
          let isCommitted = input.committed === undefined;
          void input.committed?.then(
            () => {
              isCommitted = true;
            },
            () => {},
          );
          try {
            for await (const event of agent.run(input, signal)) {
              note(event, seen);
              yield event;
            }
          } finally {
            if (isCommitted && input.leavesNoTrace !== true) tryWrite(() => files.append(JSON.stringify(traceOf(input, seen))), log);
          }
        },
      }),
    };
  };

  return { session, close: files.flush };
}

interface Seen {
  readonly startedMs: number;
  readonly steps: TraceStep[];
  readonly said: string[];
  readonly cards: string[];
  /** Until it is known: the turn was broken off. */
  outcome: string;
  planner: 'local' | 'llm';
}

function nothingSeen(startedMs: number): Seen {
  return { startedMs, steps: [], said: [], cards: [], outcome: 'interrupted', planner: 'local' };
}

function note(event: AgentEvent, seen: Seen): void {
  if (event.type === 'step') seen.steps.push(event.step);
  if (event.type === 'sentence') seen.said.push(event.text);
  if (event.type === 'cards') seen.cards.push(...event.cards.map((card) => card.kind));
  if (event.type === 'done') {
    seen.outcome = event.outcome;
    seen.planner = event.planner;
  }
}

/** A tool's input holds what the guest asked for. */
function withoutTexts({ stage, detail }: TraceStep): TraceStep['detail'] {
  if (stage !== 'act' || !Array.isArray(detail.tools)) return detail;
  return { ...detail, tools: detail.tools.map(({ name, ms, found }: Record<string, unknown>) => ({ name, ms, found })) };
}

/** What the guest said of themselves, in this session or an earlier one. */
function secretsOf({ memory }: TurnInput, dialogue: Readonly<Dialogue> | undefined): string[] {
  const kept = tryRead(() => memory?.profile().facts ?? []);
  return [...(dialogue?.stated ?? []), ...kept].map((fact) => fact.value);
}

/** Memory may have been erased or closed meanwhile. */
function tryRead<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch {
    return [];
  }
}

function tryWrite(write: () => void, log: Log): void {
  try {
    write();
  } catch (error) {
    log.warn('trace.not-written', { error: error instanceof Error ? error.name : 'unknown' });
  }
}
