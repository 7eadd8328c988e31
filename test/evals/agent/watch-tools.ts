import type { Agent, ToolRun } from '../../../core/agent/agent.ts';

/** A tool that ran, in the order of the kiosk's turns. */
export interface SeenRun extends Pick<ToolRun, 'name' | 'input'> {
  readonly turn: number;
}

export interface ToolWatch {
  readonly runs: readonly SeenRun[];
  around(agent: Agent): Agent;
}

/** Notes every tool that an agent runs. Of a turn that is broken off, what its steps told. */
export function watchTools(): ToolWatch {
  const runs: SeenRun[] = [];
  return {
    runs,
    around: (agent) => ({
      async *run(input, signal) {
        const told: SeenRun[] = [];
        let whole: readonly ToolRun[] | null = null;
        try {
          for await (const event of agent.run(input, signal)) {
            if (event.type === 'step' && event.step.stage === 'act') told.push(...toldBy(event.step.detail.tools, input.turn));
            if (event.type === 'done') whole = event.tools;
            yield event;
          }
        } finally {
          runs.push(...(whole?.map(({ name, input: given }) => ({ turn: input.turn, name, input: given })) ?? told));
        }
      },
    }),
  };
}

function toldBy(tools: unknown, turn: number): SeenRun[] {
  if (!Array.isArray(tools)) return [];
  return tools.flatMap((tool: { name?: unknown; input?: unknown }) =>
    typeof tool.name === 'string' ? [{ turn, name: tool.name, input: tool.input }] : [],
  );
}
