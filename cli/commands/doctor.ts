import type { Command } from 'commander';

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('checks this machine and the kiosk on it, with a remedy for each fault')
    .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- doctor --data .foyer')
    .action(async (options: { readonly data?: string; readonly json?: boolean }) => {
      const { dataDirectory } = await import('../../host/data-dir.ts');
      const { printResult } = await import('../output.ts');
      const { runChecks } = await import('../doctor/checks.ts');
      const checks = await runChecks(dataDirectory(options.data));
      if (options.json) printResult(JSON.stringify({ ok: checks.every(({ state }) => state !== 'fail'), checks }, null, 2));
      else for (const check of checks) printResult(line(check));
      if (checks.some(({ state }) => state === 'fail')) process.exitCode = 1;
    });
}

function line(check: { readonly name: string; readonly state: string; readonly message: string; readonly remedy?: string }): string {
  const first = `${check.state.padEnd(4)}  ${check.name}: ${check.message}`;
  return check.remedy === undefined ? first : `${first}\n      remedy: ${check.remedy}`;
}
