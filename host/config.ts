import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { configSchema, FoyerError, type KioskConfig } from '../core/contract/index.ts';
import { CONFIG_ENV, parseEnv } from './config-env.ts';
import { allowedAt, keysAt, nearestKey } from './config-schema-help.ts';
import { fleetLayers } from './fleet/fleet-layers.ts';

const MAX_BYTES = 256 * 1024;

/** Something wrong in the configuration. The default is used in its place. */
export interface ConfigProblem {
  /** "turnTaking.endOfTurnMs"; empty when the file as a whole cannot be read. */
  readonly key: string;
  /** As it was written, cut to a readable length; undefined when it is the key that is wrong. */
  readonly value?: unknown;
  /** Where it came from: "config.yaml", the fleet, an environment variable, "the command line". */
  readonly source: string;
  /** What is wrong, one sentence naming key, value and what is allowed. */
  readonly message: string;
}

export interface LoadConfigOptions {
  readonly dataDir: string;
  /** From the command line; the same shape as the file, and stronger than it and the environment. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
}

export interface LoadedConfig {
  /** Complete and valid, whatever the problems. */
  readonly config: KioskConfig;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads DIR/config.yaml, then what the fleet sets (see fleet/fleet-layers.ts), then the environment (see config-env.ts), then
 * `overrides`; each later one wins. Never throws for a wrong value: a kiosk starts with the default and tells staff.
 */
export function loadConfig(options: LoadConfigOptions): LoadedConfig {
  const problems: ConfigProblem[] = [];
  const sources = new Map<string, string>();
  const tree = readFile(join(options.dataDir, 'config.yaml'), problems);
  for (const { source, values } of fleetLayers(options.dataDir))
    for (const [path, value] of leaves(values)) set(tree, path, value, source, sources);
  for (const [name, { path, type }] of Object.entries(CONFIG_ENV)) {
    const text = (options.env ?? process.env)[name];
    if (text !== undefined && text !== '') set(tree, path, parseEnv(text, type), name, sources);
  }
  for (const [path, value] of leaves(options.overrides ?? {})) set(tree, path, value, 'the command line', sources);
  return { config: parse(tree, problems, sources), problems };
}

/**
 * The same for commands, which do precisely what they are told or nothing.
 * @throws FoyerError code "config-invalid" naming every problem
 */
export function loadConfigStrictly(options: LoadConfigOptions): KioskConfig {
  const { config, problems } = loadConfig(options);
  if (problems.length === 0) return config;
  throw new FoyerError(problems.map((problem) => problem.message).join('\n'), {
    fault: 'operator',
    code: 'config-invalid',
    remedy: `Correct ${[...new Set(problems.map((problem) => problem.source))].join(' and ')}.`,
  });
}

type Tree = Record<string, unknown>;

function readFile(path: string, problems: ConfigProblem[]): Tree {
  const whole = (message: string) =>
    void problems.push({ key: '', source: 'config.yaml', message: `config.yaml ${message}; every default is used` });
  let text: string;
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) {
      whole(`is ${size} bytes; at most ${MAX_BYTES} are read`);
      return {};
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) whole(`cannot be read: ${String(error)}`);
    return {};
  }
  const value = readYaml(text, whole);
  if (value === null || value === undefined) return {};
  if (isTree(value)) return value;
  whole(`must be a mapping of keys to values, not ${show(value)}`);
  return {};
}

/** Undefined, and told to `whole`, when the text cannot be read. */
function readYaml(text: string, whole: (message: string) => void): unknown {
  try {
    const document = parseDocument(text, { uniqueKeys: true });
    const [broken] = document.errors;
    if (broken !== undefined) throw broken;
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    // Refuses a value that contains itself.
    JSON.stringify(value);
    return value;
  } catch (error) {
    whole(`is not valid YAML: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    return undefined;
  }
}

/** Takes out what is wrong until the rest is right; each round removes at least one key, so it ends. */
function parse(tree: Tree, problems: ConfigProblem[], sources: ReadonlyMap<string, string>): KioskConfig {
  for (;;) {
    const result = configSchema.safeParse(tree);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      if (issue.code === 'unrecognized_keys') for (const key of issue.keys) reject(unknownKey(issue.path, key), [...issue.path, key]);
      else reject(wrongValue(tree, issue, sources), issue.path);
    }
  }
  function reject(problem: ConfigProblem, path: readonly PropertyKey[]): void {
    problems.push(problem);
    remove(tree, path);
  }
}

function unknownKey(path: readonly PropertyKey[], key: string): ConfigProblem {
  const full = [...path, key].join('.');
  const near = nearestKey(path, key);
  const known = keysAt(path).join(', ');
  const message = `${full} is not a known key; ${near === null ? `known here: ${known}` : `did you mean ${[...path, near].join('.')}?`}`;
  return { key: full, source: 'config.yaml', message };
}

function wrongValue(tree: Tree, issue: z.core.$ZodIssue, sources: ReadonlyMap<string, string>): ConfigProblem {
  const key = issue.path.join('.');
  const value = valueAt(tree, issue.path);
  // For a pattern the schema's own words say it better than the expression.
  const allowed = issue.code === 'invalid_format' && issue.format === 'regex' ? issue.message : allowedAt(issue.path) || issue.message;
  const source = sourceOf(issue.path, sources);
  const named = source === 'config.yaml' ? key : `${key} (from ${source})`;
  return { key, value, source, message: `${named} is ${show(value)}; allowed: ${allowed}` };
}

function sourceOf(path: readonly PropertyKey[], sources: ReadonlyMap<string, string>): string {
  for (let length = path.length; length > 0; length--) {
    const source = sources.get(path.slice(0, length).join('.'));
    if (source !== undefined) return source;
  }
  return 'config.yaml';
}

function set(tree: Tree, path: readonly string[], value: unknown, source: string, sources: Map<string, string>): void {
  let node = tree;
  for (const key of path.slice(0, -1)) {
    const next = node[key];
    // A wrong value where a mapping belongs gives way.
    const child = isTree(next) ? next : {};
    node[key] = child;
    node = child;
  }
  node[path.at(-1) ?? ''] = value;
  sources.set(path.join('.'), source);
}

/** Removes the key a path leads to; a wrong element takes its whole list with it. */
function remove(tree: Tree, path: readonly PropertyKey[]): void {
  const inList = path.findIndex((key) => typeof key === 'number');
  const keys = (inList < 0 ? path : path.slice(0, inList)).map(String);
  const parent = valueAt(tree, keys.slice(0, -1));
  if (isTree(parent)) delete parent[keys.at(-1) ?? ''];
}

function valueAt(tree: unknown, path: readonly PropertyKey[]): unknown {
  let value = tree;
  for (const key of path) value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}

function leaves(tree: Readonly<Tree>, path: readonly string[] = []): [readonly string[], unknown][] {
  return Object.entries(tree).flatMap(([key, value]): [readonly string[], unknown][] => {
    if (value === undefined) return [];
    return isTree(value) ? leaves(value, [...path, key]) : [[[...path, key], value]];
  });
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
