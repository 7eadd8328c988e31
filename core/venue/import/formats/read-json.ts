import { assertShallow, unreadable } from '../raw-record.ts';

export interface JsonFile {
  readonly value: unknown;
  /** Line on which an object or list of the file begins, or on which its field `key` stands. */
  lineOf(holder: unknown, key?: PropertyKey): number;
}

/** @throws FoyerError "import-unreadable" with the line where it stops being JSON. */
export function readJson(file: string, text: string): JsonFile {
  assertShallow(file, text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    const cut = /end of JSON input|Unterminated/.test(detail);
    const line = cut ? text.split('\n').length : lineOfFault(text, detail);
    throw unreadable(
      file,
      cut ? `ends in the middle (line ${line}): it is cut off` : `is not JSON${line === undefined ? '' : ` (line ${line})`}`,
      cut ? 'Download or export the file again.' : 'Correct the file near that line, or export it again.',
      error,
    );
  }
  let starts: WeakMap<object, number> | undefined;
  return {
    value,
    lineOf(holder, key) {
      starts ??= startsOf(text, value);
      const start = typeof holder === 'object' && holder !== null ? (starts.get(holder) ?? 0) : 0;
      const field = key === undefined ? -1 : text.indexOf(`"${String(key)}"`, start);
      return lineAt(text, field < 0 ? start : field);
    },
  };
}

/** The engine names the position, or shows the text around it. */
function lineOfFault(text: string, detail: string): number | undefined {
  const position = /position (\d+)/.exec(detail)?.[1];
  if (position !== undefined) return lineAt(text, Number(position));
  const excerpt = /, (?:\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/s.exec(detail)?.[1];
  const at = excerpt === undefined ? -1 : text.indexOf(excerpt);
  return at < 0 || text.indexOf(excerpt ?? '', at + 1) >= 0 ? undefined : lineAt(text, at);
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

interface Open {
  readonly value: unknown;
  readonly list: boolean;
  index: number;
  key: string;
}

/** Walks the text beside the value it was parsed to and notes where each object and list begins. */
function startsOf(text: string, root: unknown): WeakMap<object, number> {
  const starts = new WeakMap<object, number>();
  const open: Open[] = [];
  const token = /[{}[\],]|"(?:[^"\\]|\\.)*"(\s*:)?/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found, colon] = match;
    const top = open.at(-1);
    if (found === '{' || found === '[') {
      const value = top === undefined ? root : childOf(top);
      if (typeof value === 'object' && value !== null) starts.set(value, match.index);
      open.push({ value, list: found === '[', index: 0, key: '' });
    } else if (found === '}' || found === ']') open.pop();
    else if (found === ',') {
      if (top !== undefined) top.index += 1;
    } else if (colon !== undefined && top !== undefined) top.key = String(JSON.parse(found.slice(0, found.length - colon.length)));
  }
  return starts;
}

function childOf({ value, list, index, key }: Open): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Record<PropertyKey, unknown>)[list ? index : key];
}
