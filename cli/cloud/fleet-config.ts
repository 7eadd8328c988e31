import { stringify } from 'yaml';
import { z } from 'zod';
import type { AdminAnswer, AdminRequest } from '../../cloud/admin.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import { fleetConfigProblems } from '../../core/contract/fleet-config.ts';
import type { ConfigScope, ConfigView } from '../../core/contract/operator-api.ts';
import { readYamlFile } from '../../host/read-yaml-file.ts';

export interface ConfigWhere {
  readonly tenant: string;
  /** Neither: the venue. */
  readonly group?: string | undefined;
  /** By name or id. */
  readonly kiosk?: string | undefined;
  readonly ask: (request: AdminRequest) => Promise<AdminAnswer>;
}

/** As YAML, and a line on where it comes from. */
export async function showConfig(where: ConfigWhere): Promise<{ readonly text: string; readonly remark: string }> {
  const { config, revision, history } = await present(where);
  const [last] = history;
  const remark = last === undefined ? 'Nothing is configured here.' : `Revision ${revision} of ${last.at}, by ${last.by}. ${last.note}`;
  return { text: stringify(config).trim(), remark: remark.trim() };
}

/** Returns the new revision. @throws FoyerError "bad-config" with all that is wrong */
export async function writeConfigFile(where: ConfigWhere, file: string, note: string): Promise<number> {
  const read = readYamlFile(file, file, z.record(z.string(), z.unknown()));
  if (!read.ok) throw badConfig(read.problem);
  const problems = fleetConfigProblems(read.value);
  if (problems.length > 0) throw badConfig(problems.map(({ path, message }) => `${path || file} ${message}`).join('; '));
  const { scope, target, revision: base } = await present(where);
  const config = { scope, target, config: read.value, note, base };
  return (await where.ask({ action: 'fleet-configure', tenant: where.tenant, config })).revision ?? 0;
}

/** Returns the new revision. */
export async function backToRevision(where: ConfigWhere, to: number): Promise<number> {
  const { scope, target, revision: base } = await present(where);
  return (await where.ask({ action: 'fleet-roll-back', tenant: where.tenant, config: { scope, target, to, base } })).revision ?? 0;
}

async function present(where: ConfigWhere): Promise<ConfigView> {
  const { config } = await where.ask({ action: 'fleet-config', tenant: where.tenant, of: await scopeOf(where) });
  if (config !== undefined) return config;
  throw new FoyerError('the endpoint that runs is older than this program', {
    fault: 'operator',
    code: 'endpoint-old',
    remedy: 'Start it anew.',
  });
}

async function scopeOf({ tenant, group, kiosk, ask }: ConfigWhere): Promise<{ scope: ConfigScope; target: string }> {
  if (group !== undefined) return { scope: 'group', target: group };
  if (kiosk === undefined) return { scope: 'venue', target: '' };
  const { kiosks = [] } = await ask({ action: 'fleet-kiosks', tenant });
  const found = kiosks.filter(({ id, name, revoked }) => !revoked && (id === kiosk || name === kiosk));
  if (found.length === 1 && found[0] !== undefined) return { scope: 'kiosk', target: found[0].id };
  throw new FoyerError(`tenant "${tenant}" has ${found.length === 0 ? 'no kiosk' : 'several kiosks'} "${kiosk}"`, {
    fault: 'operator',
    code: 'not-found',
    remedy: `List them with: foyer cloud kiosks ${tenant} --json`,
  });
}

function badConfig(problem: string): FoyerError {
  return new FoyerError(`this cannot be sent to kiosks: ${problem}`, {
    fault: 'operator',
    code: 'bad-config',
    remedy: "docs/fleet.md tells which keys the fleet may set; the others belong in the kiosk's own config.yaml.",
  });
}
