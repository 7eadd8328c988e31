import type { Command } from 'commander';

interface EnrolOptions {
  readonly url?: string;
  readonly name?: string;
  readonly data?: string;
}

/** `foyer kiosk enrol CODE`, beside `foyer kiosk` itself. */
export function registerEnrol(kiosk: Command): void {
  kiosk
    .command('enrol')
    .description('enrols this kiosk with a memory endpoint, so that it shares guests with the other kiosks')
    .argument('<code>', 'as `foyer cloud enrol-code` printed it: grand-hotel/K7QD-9XWM-T4PA')
    .option('--url <url>', 'the endpoint (default: sync.url of the configuration)')
    .option('--name <name>', 'what staff call this kiosk (default: name of the configuration)')
    .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- kiosk enrol grand-hotel/K7QD-9XWM-T4PA --url https://memory.example')
    // `foyer kiosk` has a --data of its own, which commander would take this one for.
    .action((code: string, _options: EnrolOptions, command: Command) => enrol(code, command.optsWithGlobals<EnrolOptions>()));
}

async function enrol(code: string, options: EnrolOptions): Promise<void> {
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const { enrolKiosk } = await import('../../host/cloud/enrol-kiosk.ts');
  const { loadConfigStrictly } = await import('../../host/config.ts');
  const { dataDirectory, ensureDataDirectory } = await import('../../host/data-dir.ts');
  const { saveSettings } = await import('../../host/save-settings.ts');
  const { printNote, printResult } = await import('../output.ts');
  const dataDir = dataDirectory(options.data);
  ensureDataDirectory(dataDir);
  const config = loadConfigStrictly({ dataDir });
  const url = options.url ?? config.sync.url;
  if (url === undefined) {
    throw new FoyerError('no endpoint is named', {
      fault: 'operator',
      code: 'enrol-no-url',
      remedy: 'Add --url https://…, or set sync.url.',
    });
  }
  const { tenant, device } = await enrolKiosk({ dataDir, code, url, name: options.name ?? config.name });
  saveSettings(dataDir, { sync: { url, tenant } });
  printResult(`Enrolled with tenant "${tenant}" as ${device}`);
  printNote('sync.url and sync.tenant are in config.yaml, the key is in keys/. Restart the kiosk if it is running.');
}
