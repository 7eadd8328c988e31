import { accessSync, constants, existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FoyerError, type KioskConfig } from '../../core/contract/index.ts';
import type { Log } from '../../core/ports.ts';
import { loadDeviceIdentity } from '../../host/cloud/device-identity.ts';
import { credentialsProblem, urlProblem } from '../../host/cloud/sync-config.ts';
import { loadConfig } from '../../host/config.ts';

/** One thing looked at. "warn": the kiosk works without it, less well; "fail": it does not. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly message: string;
  readonly remedy?: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WANTED_NODE = 24;
const WANTED_FREE_BYTES = 500e6;

export async function runChecks(dataDir: string): Promise<readonly Check[]> {
  const { config, problems } = loadConfig({ dataDir });
  return [
    node(),
    data(dataDir),
    disk(dataDir),
    ...(problems.length === 0 ? [ok('configuration', existsSync(join(dataDir, 'config.yaml')) ? 'config.yaml is valid' : 'defaults')] : []),
    ...problems.map((problem) => fail('configuration', problem.message, `Correct ${problem.source}.`)),
    ...(await connectedAndCompanion(config, dataDir)),
    await venue(dataDir),
    await speechModel(config, dataDir),
    languageModel(config),
    sync(config, dataDir),
    keys(dataDir),
    screen(),
    browser(),
    electron(),
  ];
}

const ok = (name: string, message: string): Check => ({ name, state: 'ok', message });
const warn = (name: string, message: string, remedy: string): Check => ({ name, state: 'warn', message, remedy });
const fail = (name: string, message: string, remedy: string): Check => ({ name, state: 'fail', message, remedy });

/** Files that nobody has to have: a line for each fault, or one where all is well. */
async function connectedAndCompanion({ companion: { id } }: KioskConfig, dataDir: string): Promise<readonly Check[]> {
  const { loadConnectors } = await import('../../host/connectors/load-connectors.ts');
  const { createCompanions } = await import('../../host/companions/create-companions.ts');
  const { connectors, problems, toolNames } = loadConnectors(dataDir, process.env);
  const { problem, current } = createCompanions({ dataDir, id, isTool: (name) => toolNames.includes(name), log: QUIET });
  const remedy = 'Correct the file that is named; docs/connectors.md and docs/companions.md have every key.';
  return [
    ...problems.map((text) => warn('connectors', text, remedy)),
    ...(problem === null ? [] : [warn('companion', problem, remedy)]),
    ...(connectors.length === 0 ? [] : [ok('connectors', connectors.map(({ file }) => file).join(', '))]),
    ...(current === null ? [] : [ok('companion', `${current.name}, companions/${id}.yaml`)]),
  ];
}

const QUIET: Log = { debug() {}, info() {}, warn() {}, error() {} };

function node(): Check {
  const enough = Number(process.versions.node.split('.')[0]) >= WANTED_NODE;
  return enough
    ? ok('node', process.version)
    : fail(
        'node',
        `${process.version}; ${WANTED_NODE} or newer is needed`,
        'Run through npm, which uses the Node that npm start installed.',
      );
}

function data(dataDir: string): Check {
  if (!existsSync(dataDir)) return ok('data directory', `${dataDir} (made at the first start)`);
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK);
  } catch {
    return fail('data directory', `${dataDir} cannot be read and written`, 'Give this user the folder, or choose another with --data.');
  }
  const mode = statSync(dataDir).mode & 0o077;
  if (process.platform !== 'win32' && mode !== 0)
    return warn('data directory', `${dataDir} is open to other users`, `Run chmod 700 ${dataDir}.`);
  return ok('data directory', dataDir);
}

function disk(dataDir: string): Check {
  let folder = dataDir;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = `${Math.round((bavail * bsize) / 1e6)} MB free`;
  return bavail * bsize > WANTED_FREE_BYTES
    ? ok('disk', free)
    : warn('disk', free, 'Free at least 500 MB for databases, logs and speech models.');
}

async function venue(dataDir: string): Promise<Check> {
  if (!existsSync(join(dataDir, 'venue'))) return ok('venue', 'none yet; the demo venue is made at the first start');
  const { openVenueStore } = await import('../../native/sqlite/venue-store.ts');
  try {
    const store = openVenueStore(dataDir);
    const { name, places } = store.read(new Date().toISOString().slice(0, 10));
    const found = `${JSON.stringify(name)}, ${places.length} places, version ${store.version}`;
    store.close();
    return ok('venue', found);
  } catch (error) {
    return failed('venue', error, 'Publish the venue again with foyer venue import --publish.');
  }
}

async function speechModel(config: KioskConfig, dataDir: string): Promise<Check> {
  if (!config.hearing.enabled) return ok('speech model', 'hearing is off');
  const { resolveModelDir } = await import('../../native/whisper/find-model.ts');
  try {
    if (config.hearing.engine === 'whisper.cpp') return await whisperCpp(config.hearing.model, dataDir);
    return ok('speech model', resolveModelDir(config.hearing.model, dataDir));
  } catch (error) {
    const { message, remedy } = failed('speech model', error, 'Choose another with hearing.model.');
    return warn('speech model', `${message}; the kiosk works by touch`, remedy ?? '');
  }
}

/** @throws FoyerError when there is no such model */
async function whisperCpp(model: string, dataDir: string): Promise<Check> {
  const { builtEngine } = await import('../../native/whisper-cpp/build-engine.ts');
  const { readGgmlModel, resolveGgmlFile } = await import('../../native/whisper-cpp/ggml-model.ts');
  const { file } = readGgmlModel(resolveGgmlFile(model, dataDir));
  if (builtEngine(dataDir) !== null) return ok('speech model', `${file}, by whisper.cpp`);
  return warn('speech model', 'whisper.cpp is not built yet; the next start compiles it', 'foyer models build whisper.cpp');
}

function languageModel({ llm }: KioskConfig): Check {
  if (llm.baseUrl === undefined && llm.model === undefined) return ok('language model', 'none; the local planner answers');
  if (llm.model === undefined)
    return warn('language model', 'llm.model is not set; the local planner answers', 'Set llm.model (or FOYER_LLM_MODEL).');
  if (!process.env[llm.apiKeyEnv]) {
    return warn(
      'language model',
      `${llm.model}, without a key: ${llm.apiKeyEnv} is not set`,
      `Set ${llm.apiKeyEnv} if the endpoint asks for one.`,
    );
  }
  return ok('language model', `${llm.model}, key in ${llm.apiKeyEnv}`);
}

function sync({ sync: { url, tenant, tokenEnv } }: KioskConfig, dataDir: string): Check {
  if (url === undefined) return ok('sync', 'off; memory stays on this kiosk');
  try {
    const problem = credentialsProblem({ tenant, identity: loadDeviceIdentity(dataDir), token: process.env[tokenEnv] }) ?? urlProblem(url);
    if (problem !== null) throw problem;
    return ok('sync', url);
  } catch (error) {
    const problem = error instanceof FoyerError ? error : null;
    return warn('sync', problem?.message ?? String(error), problem?.remedy ?? 'Look at keys/cloud-device.json in the data directory.');
  }
}

function keys(dataDir: string): Check {
  const folder = join(dataDir, 'keys');
  if (!existsSync(folder)) return ok('keys', 'none yet; made when needed');
  const names = readdirSync(folder);
  const open = process.platform === 'win32' ? [] : names.filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
  if (open.length > 0)
    return fail('keys', `${open.join(', ')} can be read by other users`, `Run chmod 600 on ${open.join(', ')} in ${folder}.`);
  return ok('keys', `${names.length} in ${folder}`);
}

function screen(): Check {
  return existsSync(join(ROOT, 'dist/renderer/index.html'))
    ? ok('screen', 'built')
    : fail('screen', 'not built', 'Run npm start, which builds it.');
}

function browser(): Check {
  const remedy = 'Install Chromium or Chrome, or name one with FOYER_CHROMIUM; any browser can open the address by hand.';
  const asked = process.env.FOYER_CHROMIUM;
  if (asked) return existsSync(asked) ? ok('browser', asked) : warn('browser', `FOYER_CHROMIUM is ${asked}, which does not exist`, remedy);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe', 'msedge.exe'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  return found === undefined ? warn('browser', 'no Chromium-class browser on the path', remedy) : ok('browser', found);
}

function electron(): Check {
  const remedy = 'Run npm start -- --electron to fetch it; the browser shell does the same without it.';
  try {
    const folder = join(ROOT, 'node_modules/electron');
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? ok('electron', path) : warn('electron', 'the runtime is not here', remedy);
  } catch {
    return warn('electron', 'the runtime is not here', remedy);
  }
}

function failed(name: string, error: unknown, remedy: string): Check {
  if (error instanceof FoyerError) return fail(name, error.message, error.remedy ?? remedy);
  return fail(name, error instanceof Error ? error.message : String(error), remedy);
}
