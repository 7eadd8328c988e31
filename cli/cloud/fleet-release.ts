import { basename, join } from 'node:path';
import type { AdminAnswer, AdminRequest } from '../../cloud/admin.ts';
import { openArtefacts } from '../../cloud/fleet/artefacts.ts';
import { releaseInputSchema } from '../../cloud/fleet/releases.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { ReleaseKind } from '../../core/contract/operator-api.ts';

/** Where an endpoint keeps what kiosks fetch. Several instances share it. */
export function artefactsDir(dataDir: string): string {
  return join(dataDir, 'cloud', 'artefacts');
}

export interface ReleaseOptions {
  readonly dataDir: string;
  readonly tenant: string;
  readonly kind: ReleaseKind;
  readonly files: readonly string[];
  readonly channel: string;
  readonly version: string;
  /** Of a model. */
  readonly name: string;
  /** What the one file must hash to. */
  readonly sha256?: string | undefined;
  readonly ask: (request: AdminRequest) => Promise<AdminAnswer>;
}

/**
 * Copies the files to the endpoint's own, then has it give them to the channel's kiosks. Returns the release's id.
 * @throws FoyerError "bad-release", and as Artefacts.put() and the endpoint do.
 */
export async function publishRelease(options: ReleaseOptions): Promise<string> {
  const { dataDir, tenant, kind, channel, version, name, sha256 } = options;
  if (sha256 !== undefined && options.files.length !== 1) throw badRelease('--sha256 is of one file');
  const artefacts = openArtefacts(artefactsDir(dataDir));
  // What is wrong with it is said before hundreds of megabytes are copied.
  check({ kind, channel, version, name, files: options.files.map((file) => ({ name: basename(file), bytes: 1, sha256: '0'.repeat(64) })) });
  const files = [];
  for (const file of options.files) files.push({ name: basename(file), ...(await artefacts.put(file, sha256)) });
  const { release } = await options.ask({ action: 'fleet-release', tenant, release: check({ kind, channel, version, name, files }) });
  return release ?? '';
}

function check(release: unknown) {
  const parsed = releaseInputSchema.safeParse(release);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRelease(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}

function badRelease(problem: string): FoyerError {
  return new FoyerError(`this cannot be released: ${problem}`, {
    fault: 'operator',
    code: 'bad-release',
    remedy: 'See `foyer cloud release --help`.',
  });
}
