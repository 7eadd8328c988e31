import { join } from 'node:path';
import { type Connector, connectorSchema } from '../../core/contract/connector.ts';
import { TOOLS } from '../../core/tools/registry.ts';
import { readYamlFile, yamlFilesIn } from '../read-yaml-file.ts';
import { connectorProblem } from './check-connector.ts';
import type { Env } from './secrets.ts';

export interface LoadedConnectors {
  /** By the name of the file, without its ending. */
  readonly connectors: readonly { readonly file: string; readonly connector: Connector }[];
  /** Of the kiosk and of these. */
  readonly toolNames: readonly string[];
  /** One sentence for each file that was left out, for staff. */
  readonly problems: readonly string[];
}

/** Reads DIR/connectors/*.yaml, which nobody has to have. A file with a fault is left out, and the rest goes on. */
export function loadConnectors(dataDir: string, env: Env): LoadedConnectors {
  const folder = join(dataDir, 'connectors');
  const connectors: { file: string; connector: Connector }[] = [];
  const problems: string[] = [];
  const taken = new Map<string, string>();
  for (const file of yamlFilesIn(folder)) {
    const label = `connectors/${file}`;
    const read = readYamlFile(join(folder, file), label, connectorSchema);
    const problem = read.ok ? (connectorProblem(read.value, env) ?? takenAlready(read.value, taken)) : null;
    if (!read.ok) problems.push(read.problem);
    else if (problem !== null) problems.push(`${label}: ${problem}`);
    else {
      for (const name of namesOf(read.value)) taken.set(name, file);
      connectors.push({ file: file.replace(/\.ya?ml$/, ''), connector: read.value });
    }
  }
  const toolNames = [...Object.keys(TOOLS), ...taken.keys()];
  return { connectors, toolNames, problems: problems.map((problem) => `${problem}; it is left out`) };
}

function takenAlready(connector: Connector, taken: ReadonlyMap<string, string>): string | null {
  const names = namesOf(connector);
  const twice = names.find((name, at) => taken.has(name) || names.indexOf(name) !== at);
  return twice === undefined ? null : `name "${twice}" is used in ${taken.get(twice) ?? 'it'} already`;
}

/** There is one reservation system. */
function namesOf(connector: Connector): readonly string[] {
  if (connector.kind === 'mcp') return connector.tools.map(({ name }) => name);
  return [connector.kind === 'bookings' ? '(bookings)' : connector.name];
}
