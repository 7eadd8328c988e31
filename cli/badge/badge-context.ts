import { FoyerError } from '../../core/contract/errors.ts';
import { loadConfigStrictly } from '../../host/config.ts';
import { dataDirectory } from '../../host/data-dir.ts';
import { type BadgeFiles, openBadgeFiles } from '../../native/badge/badge-files.ts';
import { openTrustList } from '../../native/badge/trust-list.ts';
import { printResult } from '../output.ts';

export interface BadgeOptions {
  readonly data?: string;
  readonly tenant?: string;
  readonly json?: boolean;
}

export interface BadgeContext {
  readonly dataDir: string;
  readonly tenant: string;
  readonly files: BadgeFiles;
  readonly config: ReturnType<typeof loadConfigStrictly>;
  /** The result, as JSON where --json asks for it. */
  print(json: object, text: string): void;
}

export function badgeContext(options: BadgeOptions): BadgeContext {
  const dataDir = dataDirectory(options.data);
  const config = loadConfigStrictly({ dataDir });
  return {
    dataDir,
    tenant: options.tenant ?? config.sync.tenant,
    files: openBadgeFiles(dataDir),
    config,
    print: (json, text) => printResult(options.json ? JSON.stringify(json) : text),
  };
}

/** How what was done here reaches the other machines. */
export function howItSpreads({ files, tenant }: BadgeContext): string {
  const stored = files.trust().lists.find((one) => openTrustList(one)?.tenant === tenant);
  if (stored === undefined) return 'Nothing is told to other kiosks: this directory has no list of good badges.';
  if (stored.signer !== files.listSigningKey()?.publicKey) {
    return [
      'It counts on this machine only: the list of good badges here comes from elsewhere,',
      `signed by ${stored.signer}. Do it on the machine that issues badges to reach every kiosk.`,
    ].join('\n');
  }
  return [
    'The signed list of good badges is up to date. Kiosks with an endpoint on this directory fetch it within a minute;',
    `for others: foyer badge trust ${files.paths.trust}`,
  ].join('\n');
}

export function operatorFault(code: string, message: string, remedy: string): FoyerError {
  return new FoyerError(message, { fault: 'operator', code, remedy });
}
