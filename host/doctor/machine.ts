import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import type { Check } from '../../core/contract/index.ts';
import { type DoctorContext, fail, ok, type Probe, warn } from './check.ts';

const WANTED_NODE = 24;
/** Kiosk (about 0.6 GB with the small speech model) and a Chromium beside it; see docs/operators.md. */
const WANTED_MEMORY = 3.5e9;
const LEAST_MEMORY = 1.5e9;
const WANTED_CORES = 4;
const LEAST_CORES = 2;
/** Screens, sockets, databases with their journals: some hundreds at most. */
const LEAST_FILES = 1024;

export const machineProbes: readonly Probe[] = [
  { name: 'node', run: () => [node()] },
  { name: 'memory', run: () => [memory(availableMemory())] },
  { name: 'processor', run: () => [processor(availableParallelism())] },
  { name: 'open files', run: (context) => [openFiles(context)] },
  { name: 'user', run: ({ platform }) => [user(platform)] },
];

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

/** What this process may use: less than the machine has where a container or a service limits it. */
function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

export function memory(bytes: number): Check {
  const has = `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= WANTED_MEMORY) return ok('memory', has);
  if (bytes >= LEAST_MEMORY)
    return warn('memory', `${has}; kiosk and browser on one machine want 4 GB`, 'Use the small speech model, or add memory.');
  return fail('memory', `${has}; too little for speech recognition and a browser`, 'Use a machine, or a limit of the service, with 4 GB.');
}

export function processor(cores: number): Check {
  const has = `${cores} ${cores === 1 ? 'core' : 'cores'}`;
  if (cores >= WANTED_CORES) return ok('processor', has);
  const remedy =
    'Answers take longer while the screen moves; four cores are better. The "speech model" line below tells how fast it hears.';
  return cores >= LEAST_CORES
    ? ok('processor', `${has}; four are better`)
    : warn('processor', `${has}; recognition and the screen share it`, remedy);
}

function openFiles({ root, platform }: DoctorContext): Check {
  if (platform !== 'linux') return ok('open files', 'not limited in a way that can be read here');
  const line = read(`${root}/proc/self/limits`).match(/^Max open files\s+(\S+)/m)?.[1];
  if (line === undefined) return ok('open files', 'the limit cannot be read here');
  const enough = line === 'unlimited' || Number(line) >= LEAST_FILES;
  return enough
    ? ok('open files', `up to ${line}`)
    : warn('open files', `only ${line} at once`, `Set LimitNOFILE=${LEAST_FILES * 4} in the service, or raise "ulimit -n".`);
}

function user(platform: NodeJS.Platform): Check {
  if (platform === 'win32' || process.getuid === undefined) return ok('user', 'this account');
  return process.getuid() === 0
    ? warn('user', 'runs as root', 'Run the kiosk as a user of its own; deploy/linux/foyer.service does.')
    : ok('user', 'not root');
}

export function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
