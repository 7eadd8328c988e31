import { readdirSync, readFileSync, statSync } from 'node:fs';
import { distance } from 'fastest-levenshtein';
import { parseDocument } from 'yaml';
import type { z } from 'zod';

const MAX_BYTES = 256 * 1024;
const MOST_FILES = 100;

export type ReadYaml<T> =
  | { readonly ok: true; readonly value: T }
  /** One sentence naming file, key, value and what is wrong. */
  | { readonly ok: false; readonly problem: string };

/** Reads one file that an operator writes. @param label what it is called to staff: "connectors/pool.yaml" */
export function readYamlFile<T>(path: string, label: string, schema: z.ZodType<T>): ReadYaml<T> {
  const refuse = (why: string): ReadYaml<T> => ({ ok: false, problem: `${label}${why}` });
  try {
    const stat = statSync(path);
    // A device or a pipe has no size, and perhaps no end.
    if (!stat.isFile()) return refuse(' is no plain file');
    const { size } = stat;
    if (size > MAX_BYTES) return refuse(` is ${size} bytes; at most ${MAX_BYTES} are read`);
    const document = parseDocument(readFileSync(path, 'utf8'), { uniqueKeys: true });
    const [broken] = document.errors;
    if (broken !== undefined) return refuse(` is not valid YAML: ${broken.message.split('\n')[0]}`);
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    const read = schema.safeParse(value);
    if (read.success) return { ok: true, value: read.data };
    return refuse(
      `: ${read.error.issues
        .slice(0, 3)
        .map((issue) => issueText(issue, value, schema))
        .join('; ')}`,
    );
  } catch (error) {
    return refuse(` cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Names of the .yaml files in a folder that need not be there, in order. */
export function yamlFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[^.].*\.ya?ml$/.test(name))
      .sort()
      .slice(0, MOST_FILES);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}

function issueText(issue: z.core.$ZodIssue, value: unknown, schema: z.ZodType): string {
  const at = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const near = nearest(issue.keys[0] ?? '', keysAt(schema, issue.path));
    const key = [...issue.path.map(String), issue.keys[0]].join('.');
    return `${key} is not a known key${near === null ? '' : `; did you mean ${near}?`}`;
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // Of several shapes, the one that fits best is the one that was meant.
    const [closest] = [...issue.errors].sort((a, b) => deepest(b) - deepest(a) || a.length - b.length);
    const [inner] = closest ?? [];
    if (inner !== undefined) return issueText({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, value, schema);
  }
  const found = issue.path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], value);
  // Whoever puts a secret into a file is not to find it in a log as well.
  const isSecret = issue.path.includes('headers') || issue.path.includes('env');
  const shown = isSecret ? 'is wrong' : found === undefined ? 'is missing' : `is ${JSON.stringify(found)?.slice(0, 80)}`;
  return `${at === '' ? 'the file' : at} ${shown}: ${issue.message}`;
}

function deepest(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}

/** Keys of a plain object schema at the top; deeper ones get no suggestion. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  return path.length === 0 && 'shape' in schema ? Object.keys(schema.shape as object) : [];
}

function nearest(wrong: string, keys: readonly string[]): string | null {
  const [best] = keys.map((key) => ({ key, far: distance(key.toLowerCase(), wrong.toLowerCase()) })).sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= 2 ? best.key : null;
}
