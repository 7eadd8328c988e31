import type { Finding } from './finding.ts';
import { SETTINGS_FILE, settingsSchema, type VenueSettings } from './folder-format.ts';
import { judge } from './judge.ts';
import { readPlainHand } from './plain-hand.ts';
import { type RawRecord, unreadable } from './raw-record.ts';
import type { FolderContents, ReadFolderOptions } from './read-folder.ts';
import { isRecord, readYaml } from './read-yaml.ts';
import type { Sources } from './sources.ts';

/**
 * Settings of venue.yaml, else of `base`, else bare ones; what the caller names comes first.
 * @throws FoyerError "import-unreadable" when a needed setting is missing or bad: nothing can be read without them.
 */
export function readSettings(files: FolderContents, options: ReadFolderOptions, findings: Finding[], sources: Sources): VenueSettings {
  const overrides = {
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
    ...(options.name === undefined ? {} : { name: options.name }),
  };
  const text = files.get(SETTINGS_FILE);
  const yaml = text === undefined ? undefined : readYaml(SETTINGS_FILE, text);
  if (yaml !== undefined && !isRecord(yaml.value))
    throw unreadable(SETTINGS_FILE, 'is not a list of settings', 'Write one setting a line, such as "name: Grand Hotel".');
  const fallback = { id: 'venue', name: 'Venue', timezone: 'UTC', languages: ['en'] };
  const value = { ...(yaml === undefined ? (options.base ?? fallback) : (yaml.value as Record<string, unknown>)), ...overrides };
  const raw: RawRecord = { file: SETTINGS_FILE, line: 1, value, lineOf: (path) => yaml?.lineOf(path) ?? 1 };
  const { good, findings: found } = judge([readPlainHand('settings', raw, findings)], settingsSchema);
  const settings = good[0]?.record;
  if (settings === undefined) {
    const first = found[0];
    throw unreadable(
      `${SETTINGS_FILE}, line ${first?.line ?? 1}`,
      (first?.reason ?? 'is not valid').replace(/; the row was left out$/, ''),
      first?.remedy ?? 'Correct the value.',
    );
  }
  findings.push(...found);
  sources.add('settings', { id: 'settings' }, raw);
  if (text === undefined && options.base === undefined && options.timezone === undefined) {
    findings.push({
      severity: 'warning',
      code: 'no-settings',
      file: SETTINGS_FILE,
      reason: 'is missing; the times are taken as UTC',
      remedy: 'Add venue.yaml, or give --timezone and --name.',
    });
  }
  return settings;
}
