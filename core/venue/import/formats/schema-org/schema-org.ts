import type { Finding } from '../../finding.ts';
import { type RawRecord, unreadable } from '../../raw-record.ts';
import { isRecord } from '../../read-yaml.ts';
import type { Content } from '../content.ts';
import { type Format, type ParsedEvent, type ParsedFile, record } from '../format.ts';
import { type JsonFile, readJson } from '../read-json.ts';
import { addPerson, isEvent, readEvent } from './events.ts';
import { readMenu } from './menu.ts';
import { createGraph, type Graph, listOf, type Node, textOf, typesOf } from './nodes.ts';
import { isPlace, readPlace } from './places.ts';
import type { ListName, Reading } from './reading.ts';

/** JSON-LD in the words of schema.org: events, houses with their hours, menus, amenities, questions; also inside a web page. */
export const schemaOrg: Format = {
  label: 'schema.org JSON-LD',
  detect({ text, json }) {
    if (json !== null) return isLinkedData(json.value) ? 0.97 : 0;
    return SCRIPT.test(text.slice(0, 2_000_000)) ? 0.9 : 0;
  },
  parse(content): ParsedFile {
    const findings: Finding[] = [];
    const documents = content.json === null ? scriptsOf(content, findings) : [content.json];
    if (documents.length === 0)
      throw unreadable(content.name, 'has no JSON-LD that can be read', 'Save the page as HTML again, or export the data.');
    const read = readGraph(content.name, documents);
    if (Object.values(read.lists).every((list) => list.length === 0)) {
      const types = [...read.skipped.keys()].slice(0, 5).join(', ');
      throw unreadable(
        content.name,
        `says nothing about events, places, menus or questions${types === '' ? '' : ` (it has: ${types})`}`,
        'Export the page that lists them.',
      );
    }
    const skipped = [...read.skipped].map(([type, node]) => notRead(content.name, type, read.lineOf(node)));
    return { format: schemaOrg.label, event: read.event, ...read.lists, findings: [...findings, ...skipped] };
  },
};

const SCRIPT = /<script\b[^>]*\btype\s*=\s*["']?application\/ld\+json["']?[^>]*>/i;

function isLinkedData(value: unknown): boolean {
  const [first] = listOf(value).filter(isRecord);
  if (first === undefined) return false;
  return (
    ('@context' in first && /schema\.org/i.test(JSON.stringify(first['@context']) ?? '')) ||
    '@graph' in first ||
    (typeof first['@type'] === 'string' && 'name' in first)
  );
}

/** JSON of the page's scripts, with the page's line numbers. A broken one is reported, the others are read. */
function scriptsOf({ name, text }: Content, findings: Finding[]): JsonFile[] {
  const found: JsonFile[] = [];
  const script = new RegExp(`${SCRIPT.source}([\\s\\S]*?)</script`, 'gi');
  for (const match of text.matchAll(script)) {
    const inner = (match[1] ?? '').replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>|\]\]>)\s*$/g, '');
    const line = text.slice(0, match.index + match[0].indexOf('>') + 1).split('\n').length;
    try {
      found.push(readJson(name, '\n'.repeat(line - 1) + inner));
    } catch {
      findings.push({
        severity: 'warning',
        code: 'row-skipped',
        file: name,
        line,
        value: inner.trim().slice(0, 120),
        reason: 'the script is not JSON; it was left out',
        remedy: 'Correct it in the page.',
      });
    }
  }
  return found;
}

interface Read {
  readonly lists: Readonly<Record<ListName, readonly RawRecord[]>>;
  readonly event: ParsedEvent;
  /** Types nobody reads, with one thing of each. */
  readonly skipped: ReadonlyMap<string, Node>;
  lineOf(node: Node): number;
}

function readGraph(file: string, documents: readonly JsonFile[]): Read {
  const graph = createGraph(documents.map(({ value }) => value));
  const lists: Record<ListName, RawRecord[]> = { sessions: [], people: [], rooms: [], faqs: [], services: [], dishes: [] };
  const skipped = new Map<string, Node>();
  const seen = new Set<Node>();
  let event: ParsedEvent = {};
  const lineOf = (node: Node, key?: PropertyKey): number => Math.max(...documents.map((document) => document.lineOf(node, key)));
  const reading: Reading = {
    file,
    add: (list, raw) => void lists[list].push(raw),
    setEvent: (more) => {
      event = { ...more, ...event };
    },
    visit(node) {
      if (node === undefined || seen.has(node)) return;
      seen.add(node);
      if (!readNode(node, graph, reading)) for (const type of typesOf(node)) skipped.set(type, node);
    },
    lineOf,
  };
  for (const root of graph.roots) reading.visit(root);
  return { lists, event, skipped, lineOf };
}

/** False for a type that says nothing a guest would ask for. */
function readNode(node: Node, graph: Graph, reading: Reading): boolean {
  const types = typesOf(node);
  if (isEvent(node)) readEvent(node, graph, reading);
  else if (isPlace(node)) readPlace(node, graph, reading);
  else if (types.includes('Menu') || types.includes('MenuSection')) readMenu(node, undefined, graph, reading);
  else if (types.includes('Person')) addPerson(node, reading);
  else if (types.includes('FAQPage') || types.includes('QAPage') || types.includes('Question')) {
    for (const question of types.includes('Question') ? [node] : graph.nodes(node.mainEntity)) {
      const answer = graph.node(question.acceptedAnswer) ?? graph.node(question.suggestedAnswer);
      const value = { question: textOf(question.name) ?? textOf(question.text), answer: textOf(answer?.text) };
      reading.add('faqs', record(reading.file, reading.lineOf(question), value));
    }
  } else if (types.includes('ItemList') || types.includes('WebPage') || types.includes('CollectionPage')) {
    const items = [...graph.nodes(node.itemListElement), ...graph.nodes(node.mainEntity), ...graph.nodes(node.about)];
    for (const item of items) reading.visit(graph.node(item.item) ?? item);
  } else return false;
  return true;
}

function notRead(file: string, type: string, line: number): Finding {
  const reason = `"${type}" says nothing that guests ask for; it was left out`;
  return {
    severity: 'warning',
    code: 'type-skipped',
    file,
    line,
    column: '@type',
    value: type,
    reason,
    remedy: 'Nothing needs to be done.',
  };
}
