import { isRecord } from '../../read-yaml.ts';

/** A thing of a JSON-LD document: {"@type": "Event", …}. */
export type Node = Readonly<Record<string, unknown>>;

/** The things of some documents, with references ({"@id": "#hall"}) resolved among them. */
export interface Graph {
  /** Things on the top level or in an @graph. */
  readonly roots: readonly Node[];
  /** Things that are the value of a property, references followed. */
  nodes(value: unknown): Node[];
  node(value: unknown): Node | undefined;
}

const DEEPEST = 60;

export function createGraph(documents: readonly unknown[]): Graph {
  const byId = new Map<string, Node>();
  const roots: Node[] = [];
  for (const document of documents) {
    for (const node of listOf(document)) {
      if (!isRecord(node)) continue;
      const inner = listOf(node['@graph']).filter(isRecord);
      roots.push(...(inner.length > 0 ? inner : [node]));
    }
    collect(document, byId, 0);
  }

  function follow(value: unknown): Node[] {
    if (!isRecord(value)) return [];
    const id = value['@id'];
    const whole = typeof id === 'string' && Object.keys(value).length === 1 ? byId.get(id) : value;
    return whole === undefined ? [] : [whole];
  }

  return { roots, nodes: (value) => listOf(value).flatMap(follow), node: (value) => listOf(value).flatMap(follow)[0] };
}

function collect(value: unknown, byId: Map<string, Node>, depth: number): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) for (const item of value) collect(item, byId, depth + 1);
  else if (isRecord(value)) {
    const id = value['@id'];
    if (typeof id === 'string' && Object.keys(value).length > 1 && !byId.has(id)) byId.set(id, value);
    for (const child of Object.values(value)) if (typeof child === 'object') collect(child, byId, depth + 1);
  }
}

/** One value or many: JSON-LD makes no difference. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (isRecord(value) && Array.isArray(value['@list'])) return value['@list'];
  return Array.isArray(value) ? value : [value];
}

/** "Event" of "schema:Event", "https://schema.org/Event", ["Event", "Festival"]. */
export function typesOf(node: Node): string[] {
  return listOf(node['@type']).flatMap((type) => (typeof type === 'string' ? [shortName(type)] : []));
}

export function shortName(text: string): string {
  return text.replace(/^.*[/#:]/, '');
}

/** A text, or one a language ({"@value": "Aula", "@language": "de"}). */
export function textOf(value: unknown): string | Record<string, string> | undefined {
  const texts: Record<string, string> = {};
  for (const item of listOf(value)) {
    if (typeof item === 'string' || typeof item === 'number') return String(item);
    if (!isRecord(item) || typeof item['@value'] !== 'string') continue;
    if (typeof item['@language'] !== 'string') return item['@value'];
    texts[item['@language']] = item['@value'];
  }
  if (Object.keys(texts).length > 0) return texts;
  const only = listOf(value)[0];
  return isRecord(only) && only.name !== undefined && only.name !== value ? textOf(only.name) : undefined;
}

/** The first text of any language. */
export function wordOf(value: unknown): string | undefined {
  const text = textOf(value);
  return typeof text === 'object' ? Object.values(text)[0] : text;
}

export function wordsOf(value: unknown): string[] {
  return listOf(value).flatMap((item) => {
    const word = wordOf(item);
    return word === undefined ? [] : [word];
  });
}
