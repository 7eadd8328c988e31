import { type Command, InvalidArgumentError } from 'commander';

interface ReplayOptions {
  readonly data?: string;
  readonly turn?: number;
  readonly session?: string;
  readonly json?: boolean;
}

/** `foyer trace`: how turns were answered. */
export function registerTrace(program: Command): void {
  const trace = program.command('trace').description('how turns were answered, from files in the data directory’s traces/');
  trace
    .command('replay')
    .description('runs recorded turns again with the local planner, step by step, and shows what is different; nothing is done')
    .argument('<file>', 'a file of traces/, or one copied from a kiosk')
    .option('--data <dir>', 'data directory with the venue’s versions (default: $FOYER_DATA, else .foyer)')
    .option('--turn <n>', 'this turn only', positive)
    .option('--session <id>', 'turns of this conversation only')
    .option('--json', 'one JSON object a turn')
    .addHelpText('after', '\nExample:\n  foyer trace replay .foyer/traces/2026-11-22.0001.jsonl --turn 3')
    .action(async (file: string, options: ReplayOptions) => {
      const { runReplay } = await import('../trace/run-replay.ts');
      process.exitCode = await runReplay({ file, ...options });
    });
}

function positive(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give the number of a turn.');
}
