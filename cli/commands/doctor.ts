import type { Command } from 'commander';

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('checks this machine and the kiosk on it, with a remedy for each fault')
    .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExit code 1 when something fails; warnings leave it at 0.\n\nExample:\n  npm run -s foyer -- doctor --data .foyer',
    )
    .action(async (options: { readonly data?: string; readonly json?: boolean }) => {
      const { dataDirectory } = await import('../../host/data-dir.ts');
      const { printProgress, printResult } = await import('../output.ts');
      const { runChecks } = await import('../../host/doctor/run-checks.ts');
      const checks = await runChecks({
        dataDir: dataDirectory(options.data),
        onProbe: (name, index, of) => printProgress(`${index + 1}/${of} ${name} …`),
        onCheck: (check) => {
          printProgress('');
          if (!options.json) printResult(line(check));
        },
      });
      printProgress('');
      const count = (state: string) => checks.filter((check) => check.state === state).length;
      if (options.json) printResult(JSON.stringify({ ok: count('fail') === 0, checks }, null, 2));
      else printResult(`\n${count('ok')} well, ${count('warn')} to look at, ${count('fail')} failed`);
      if (count('fail') > 0) process.exitCode = 1;
    });
}

function line(check: {
  readonly name: string;
  readonly state: string;
  readonly message: string;
  readonly remedy?: string | undefined;
}): string {
  const first = `${check.state.padEnd(4)}  ${check.name}: ${check.message}`;
  return check.remedy === undefined ? first : `${first}\n      remedy: ${check.remedy}`;
}
