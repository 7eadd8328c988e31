import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { configSchema } from '../core/contract/index.ts';

/** The part of JSON Schema that the configuration uses. */
interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly format?: string;
  readonly pattern?: string;
}

const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Node;

/** What may stand at `path`, in words: "a whole number from 200 to 3000". Empty for an unknown path. */
export function allowedAt(path: readonly PropertyKey[]): string {
  const node = nodeAt(path);
  return node === null ? '' : describe(node);
}

/** Keys known in the mapping at `path`. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return Object.keys(nodeAt(path)?.properties ?? {});
}

/** The known key that a wrong one most likely stands for, or null when none is near. */
export function nearestKey(path: readonly PropertyKey[], wrong: string): string | null {
  const flat = (key: string) => key.toLowerCase().replaceAll(/[-_\s]/g, '');
  const [best] = keysAt(path)
    .map((key) => ({ key, far: distance(flat(key), flat(wrong)) }))
    .sort((a, b) => a.far - b.far);
  // Two swapped letters count as two.
  const near = Math.max(wrong.length > 3 ? 2 : 1, Math.floor(wrong.length / 3));
  return best !== undefined && best.far <= near ? best.key : null;
}

function nodeAt(path: readonly PropertyKey[]): Node | null {
  let node: Node | undefined = schema;
  for (const key of path) node = typeof key === 'number' ? node?.items : node?.properties?.[String(key)];
  return node ?? null;
}

function describe(node: Node): string {
  if (node.enum !== undefined) return `one of ${node.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  if (node.type === 'boolean') return 'true or false';
  if (node.type === 'integer' || node.type === 'number') return `${node.type === 'integer' ? 'a whole number' : 'a number'}${range(node)}`;
  if (node.type === 'array')
    return `a list${node.minItems === undefined ? '' : ` of at least ${node.minItems}`}, each ${describe(node.items ?? {})}`;
  if (node.type === 'object') return `a mapping with the keys ${Object.keys(node.properties ?? {}).join(', ')}`;
  if (node.format === 'uri') return 'a web address such as "https://models.example/v1"';
  return `a text${length(node)}`;
}

function range(node: Node): string {
  const { minimum, maximum, exclusiveMaximum } = node;
  const top = exclusiveMaximum === undefined ? (isBound(maximum) ? ` to ${maximum}` : '') : ` to below ${exclusiveMaximum}`;
  if (isBound(minimum)) return top === '' ? ` of at least ${minimum}` : ` from ${minimum}${top}`;
  return top;
}

/** Zod writes the safe integers' own limits where none was set. */
function isBound(limit: number | undefined): limit is number {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
}

function length(node: Node): string {
  if (node.maxLength !== undefined) return ` of ${node.minLength ?? 0} to ${node.maxLength} characters`;
  return node.minLength === undefined ? '' : ` of at least ${node.minLength} character${node.minLength === 1 ? '' : 's'}`;
}
