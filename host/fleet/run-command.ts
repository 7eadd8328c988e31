import type { FleetCommand } from '../../core/contract/fleet.ts';
import type { Updates } from '../updates/create-updates.ts';
import type { CommandDeskOptions, Outcome } from './command-desk.ts';
import type { RestartDesk } from './restart-desk.ts';
import type { ScreenMessage } from './screen-message.ts';

export interface RunCommandOptions {
  readonly restarts: Pick<RestartDesk, 'ask' | 'possible'>;
  readonly updates: Pick<Updates, 'now'>;
  readonly message: Pick<ScreenMessage, 'show'>;
  readonly pullLogs: (command: FleetCommand) => Promise<Outcome>;
  /** How long a command waits for the guest to leave. */
  readonly patienceMs: number;
  /** The kiosk's clock minus the endpoint's. */
  readonly clockOffsetMs: () => number;
}

/** What each command of an operator does. */
export function createCommandRunners(options: RunCommandOptions): CommandDeskOptions['run'] {
  const { restarts, updates, message, pullLogs, patienceMs } = options;
  return {
    async restart() {
      if (!restarts.possible) return { state: 'refused', detail: 'nothing would start this kiosk again' };
      if (await restarts.ask('asked for by an operator', patienceMs)) return 'restarting';
      return { state: 'failed', detail: 'a guest stayed too long' };
    },
    'update-now': async () => ({ state: 'done', detail: await updates.now(patienceMs) }),
    async message({ text, untilAt }) {
      if (text === undefined) return { state: 'refused', detail: 'there is no text' };
      // The endpoint's time is what the operator saw.
      message.show(text, untilAt === undefined ? undefined : Date.parse(untilAt) + options.clockOffsetMs());
      return { state: 'done' };
    },
    'pull-logs': pullLogs,
  };
}
