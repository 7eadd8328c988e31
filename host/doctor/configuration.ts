import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../core/contract/index.ts';
import { DEFAULT_LLM_URL } from '../../core/contract/llm-endpoint.ts';
import type { Log } from '../../core/ports.ts';
import { createCompanions } from '../companions/create-companions.ts';
import { loadConnectors } from '../connectors/load-connectors.ts';
import { type DoctorContext, fail, ok, type Probe, warn } from './check.ts';

export const configurationProbes: readonly Probe[] = [
  { name: 'configuration', run: configuration },
  { name: 'connectors', run: connectedAndCompanion },
  { name: 'language model', run: (context) => [languageModel(context)] },
];

function configuration({ dataDir, problems }: DoctorContext): readonly Check[] {
  if (problems.length === 0) return [ok('configuration', existsSync(join(dataDir, 'config.yaml')) ? 'config.yaml is valid' : 'defaults')];
  return problems.map((problem) => fail('configuration', problem.message, `Correct ${problem.source}.`));
}

const QUIET: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Files that nobody has to have: a line for each fault, or one where all is well. */
function connectedAndCompanion({ config, dataDir, env }: DoctorContext): readonly Check[] {
  const { id } = config.companion;
  const { connectors, problems, toolNames } = loadConnectors(dataDir, env);
  const { problem, current } = createCompanions({ dataDir, id, isTool: (name) => toolNames.includes(name), log: QUIET });
  const remedy = 'Correct the file that is named; docs/connectors.md and docs/companions.md have every key.';
  return [
    ...problems.map((text) => warn('connectors', text, remedy)),
    ...(problem === null ? [] : [warn('companion', problem, remedy)]),
    ...(connectors.length === 0 ? [] : [ok('connectors', connectors.map(({ file }) => file).join(', '))]),
    ...(current === null ? [] : [ok('companion', `${current.name}, companions/${id}.yaml`)]),
  ];
}

function languageModel({ config: { llm }, env }: DoctorContext): Check {
  if (llm.baseUrl === undefined && llm.model === undefined) return ok('language model', 'none; the local planner answers');
  if (llm.model === undefined)
    return warn('language model', 'llm.model is not set; the local planner answers', 'Set llm.model (or FOYER_LLM_MODEL).');
  const model = `${llm.model} at ${new URL(llm.baseUrl ?? DEFAULT_LLM_URL).host}`;
  if (llm.baseUrl === undefined && env.OPENAI_BASE_URL) {
    return warn(
      'language model',
      `${model}; OPENAI_BASE_URL is not used`,
      'Set llm.baseUrl, which guests are told of, or unset the variable.',
    );
  }
  if (!env[llm.apiKeyEnv]) {
    return warn(
      'language model',
      `${model}, without a key: ${llm.apiKeyEnv} is not set`,
      `Set ${llm.apiKeyEnv} if the endpoint asks for one.`,
    );
  }
  return ok('language model', `${model}, key in ${llm.apiKeyEnv}`);
}
