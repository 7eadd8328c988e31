import type { Command } from 'commander';

interface AskOptions {
  readonly data?: string;
  readonly now?: string;
  readonly lang?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
}

/** `foyer ask`: one question as a guest would ask it, or many as JSON lines. */
export function registerAsk(program: Command): void {
  program
    .command('ask')
    .description('asks the kiosk a question and prints the spoken answer')
    .argument('[question]', 'what a guest would say')
    .option('--data <dir>', 'data directory (default: $FOYER_DATA, else .foyer)')
    .option('--now <iso>', 'pins the clock, the venue’s wall clock: 2026-05-12T14:00')
    .option('--lang <tag>', 'language of the guest: en, de')
    .option('--json', 'prints answer, cards and tools as JSON')
    .option('--jsonl', 'reads questions as JSON lines from stdin, writes answers as JSON lines')
    .addHelpText(
      'after',
      `
Examples:
  foyer ask "Where is the nearest toilet?"
  foyer ask "Was läuft gerade?" --lang de --now 2026-05-12T14:00 --json
  echo '{"question":"and how do I get there","session":"a"}' | foyer ask --jsonl`,
    )
    .action(async (question: string | undefined, options: AskOptions) => {
      if ((question === undefined) === (options.jsonl !== true))
        program.error('error: give a question, or --jsonl to read them from stdin', { exitCode: 2 });
      const { runAsk } = await import('../ask/run-ask.ts');
      process.exitCode = await runAsk({ question, ...options });
    });
}
