import { isMap, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { assertReadableText, assertShallow, type RawRecord, unreadable } from './raw-record.ts';

const OPTIONS = { prettyErrors: true, logLevel: 'error' } as const;
const asSpaces = (indent: string): string => indent.replaceAll('\t', '  ');

export interface YamlFile {
  readonly value: unknown;
  /** Line of the node at `path`, or of the nearest one above it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** @throws FoyerError "import-unreadable" when it is not YAML (or JSON, which is YAML too). */
export function readYaml(file: string, text: string): YamlFile {
  assertReadableText(file, text);
  assertShallow(file, text);
  const lines = new LineCounter();
  const untabbed = new LineCounter();
  const asWritten = parseDocument(text, { lineCounter: lines, ...OPTIONS });
  // YAML forbids tabs for indentation, but editors write them: one is as wide as two spaces.
  const tabbed = asWritten.errors.length > 0 && /^ *\t/m.test(text);
  const document = tabbed ? parseDocument(text.replace(/^[ \t]+/gm, asSpaces), { lineCounter: untabbed, ...OPTIONS }) : asWritten;
  const error = document.errors[0];
  if (error !== undefined) {
    const remedy = tabbed
      ? 'Indent with spaces instead of tabs, as far as the lines that belong together.'
      : 'Check indentation, quotes and colons near that line.';
    throw unreadable(file, (error.message.split('\n')[0] ?? 'is not YAML').replace(/:$/, ''), remedy, error);
  }
  const toValue = (): unknown => {
    try {
      return document.toJS({ maxAliasCount: 100 });
    } catch (cause) {
      throw unreadable(file, 'refers to itself or repeats an alias too often', 'Write the entries out instead of using aliases.', cause);
    }
  };
  return {
    value: toValue(),
    lineOf(path) {
      for (let length = path.length; length >= 0; length -= 1) {
        const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
        const start = rangeStart(node);
        if (start !== null) return (tabbed ? untabbed : lines).linePos(start).line;
      }
      return 1;
    },
  };
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
  const first: unknown = isMap(node) ? firstKey(node) : isSeq(node) ? node.items[0] : null;
  const inner = first === node ? null : rangeOf(first);
  return inner ?? rangeOf(node);
}

function firstKey(map: YAMLMap): unknown {
  return map.items[0]?.key;
}

function rangeOf(node: unknown): number | null {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) && typeof node.range[0] === 'number'
    ? node.range[0]
    : null;
}

/** Entries of a file that is a list, or of the list under `key`. */
export function yamlRecords(file: string, yaml: YamlFile, key?: string): RawRecord[] {
  const holder = key === undefined ? yaml.value : isRecord(yaml.value) ? yaml.value[key] : undefined;
  const base: PropertyKey[] = key === undefined ? [] : [key];
  if (holder === null || holder === undefined) return [];
  if (!Array.isArray(holder)) {
    throw unreadable(file, key === undefined ? 'is not a list' : `"${key}" is not a list`, 'Begin each entry with "- ".');
  }
  return holder.map((value: unknown, i) => ({
    file,
    line: yaml.lineOf([...base, i]),
    value: isRecord(value) ? value : { '': value },
    lineOf: (path) => yaml.lineOf([...base, i, ...path]),
  }));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
