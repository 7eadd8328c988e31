export interface Common {
  readonly data?: string;
  readonly json?: boolean;
}

export const DATA = ['--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)"] as const;
export const JSON_FLAG = ['--json', 'as JSON'] as const;

/** What the commands of `foyer venue` work with; loaded when one of them runs. */
export async function load(flags: Common) {
  const { dataDirectory, ensureDataDirectory } = await import('../../host/data-dir.ts');
  const host = await import('../../host/venue/import-venue.ts');
  const text = await import('./report-text.ts');
  const out = await import('../output.ts');
  const dataDir = dataDirectory(flags.data);
  ensureDataDirectory(dataDir);
  const { loadConfig } = await import('../../host/config.ts');
  const { keepVersions } = loadConfig({ dataDir }).config.venue;
  return { host, text, out, dataDir, keepVersions };
}

export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
