import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Companion, type CompanionFile, companionSchema } from '../../core/contract/companion.ts';
import type { Log } from '../../core/ports.ts';
import { readYamlFile, yamlFilesIn } from '../read-yaml-file.ts';

export interface CompanionsOptions {
  readonly dataDir: string;
  /** `companion.id` of the configuration: the file's name. */
  readonly id: string;
  /** Whether there is a tool of this name. */
  readonly isTool: (name: string) => boolean;
  readonly log: Log;
  /** What is wrong in the file as it is now, for staff; null: nothing any more. */
  readonly onProblem?: (problem: string | null) => void;
}

export interface Companions {
  /** Who stands here; null without a file: the kiosk as it is. */
  readonly current: Companion | null;
  /** What is wrong in the file as it is now; the last good one goes on. */
  readonly problem: string | null;
  /** Counts each change that was taken over. */
  readonly revision: number;
  /** Looks whether the file has changed; only between guests. */
  refresh(): void;
}

/** Reads DIR/companions/ID.yaml, which nobody has to have, and again when it has changed. A broken edit changes nothing. */
export function createCompanions({ dataDir, id, isTool, log, onProblem = () => {} }: CompanionsOptions): Companions {
  const folder = join(dataDir, 'companions');
  let current: Companion | null = null;
  let problem: string | null = null;
  let revision = 0;
  let seen: string | null = null;

  const read = (file: string) => {
    const label = `companions/${file}`;
    const result = readYamlFile(join(folder, file), label, companionSchema);
    const wrong = result.ok ? unknownTool(result.value, isTool) : null;
    if (!result.ok) tell(`${result.problem}; ${instead()}`);
    else if (wrong !== null) tell(`${label}: ${wrong}; ${instead()}`);
    else {
      current = { ...result.value, id };
      revision += 1;
      tell(null);
    }
  };
  const instead = () => (current === null ? 'the kiosk goes on without it' : 'the last good one goes on');
  const tell = (next: string | null) => {
    if (next === problem) return;
    problem = next;
    if (next !== null) log.warn('companion.refused', { problem: next });
    onProblem(next);
  };
  const refresh = () => {
    // Looked up among the files there are: an id is never part of a path.
    const file = yamlFilesIn(folder).find((name) => name.replace(/\.ya?ml$/, '') === id) ?? null;
    const stamp = file === null ? '' : stampOf(join(folder, file));
    if (stamp === seen) return;
    seen = stamp;
    if (file !== null) return read(file);
    if (current !== null) revision += 1;
    current = null;
    tell(null);
  };
  refresh();

  return {
    get current() {
      return current;
    },
    get problem() {
      return problem;
    },
    get revision() {
      return revision;
    },
    refresh,
  };
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? '' : `${stat.ino}:${stat.mtimeNs}:${stat.size}`;
}

function unknownTool({ tools: { allowed = [], denied } }: CompanionFile, isTool: (name: string) => boolean): string | null {
  for (const [key, names] of Object.entries({ allowed, denied })) {
    const at = names.findIndex((name) => !isTool(name));
    if (at !== -1) return `tools.${key}.${at} is "${names[at]}", and there is no such tool`;
  }
  return null;
}
