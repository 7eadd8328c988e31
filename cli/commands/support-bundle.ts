import type { Command } from 'commander';

export function registerSupportBundle(program: Command): void {
  program
    .command('support-bundle')
    .description('writes versions, checks, configuration and logs into one file for whoever helps; nothing of a guest, no keys')
    .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
    .option('-o, --output <file>', 'the zip to write (default: foyer-support-DATE.zip here)')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- support-bundle --data .foyer -o support.zip')
    .action(async (options: { readonly data?: string; readonly output?: string }) => {
      const { resolve } = await import('node:path');
      const { dataDirectory } = await import('../../host/data-dir.ts');
      const { writeSupportBundle } = await import('../../host/support/support-bundle.ts');
      const { printNote, printResult } = await import('../output.ts');
      const now = new Date();
      const output = resolve(options.output ?? `foyer-support-${now.toISOString().slice(0, 16).replaceAll(':', '')}.zip`);
      const contents = await writeSupportBundle(dataDirectory(options.data), output, now);
      for (const { name, bytes } of contents) printNote(`  ${name}  ${bytes} bytes`);
      printResult(output);
    });
}
