import { assertReadableText, LARGEST_FILE_BYTES, unreadable } from '../raw-record.ts';
import { readYaml } from '../read-yaml.ts';
import { decodeText } from './decode-text.ts';
import { type JsonFile, readJson } from './read-json.ts';

/** A file as it came, with what formats look at to know their own. */
export interface Content {
  /** Path inside what was imported: "schedule.xml". */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Empty for a file that is no text. */
  readonly text: string;
  /** "windows-1252" was guessed when nothing in the file says so. */
  readonly encoding: string;
  /** Null when it is neither JSON nor YAML. */
  readonly json: JsonFile | null;
}

/** @throws FoyerError "import-unreadable" for a file too large, in a broken encoding, with merge conflicts, or JSON that ends early. */
export function createContent(name: string, bytes: Uint8Array): Content {
  if (isZip(bytes)) return { name, bytes: checked(name, bytes), text: '', encoding: 'binary', json: null };
  const { text, encoding } = decoded(name, bytes);
  const json = /\.ya?ml$/i.test(name)
    ? readYamlAsJson(name, text)
    : /^\s*[[{]/.test(text) && !/\.(?:csv|tsv|txt|ya?ml)$/i.test(name)
      ? readJson(name, text)
      : null;
  return { name, bytes, text, encoding, json };
}

/** Text of a file that must be one. @throws FoyerError "import-unreadable" as `createContent` does. */
export function readText(name: string, bytes: Uint8Array): string {
  return decoded(name, bytes).text;
}

function decoded(name: string, bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  checked(name, bytes);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    throw unreadable(
      name,
      'is an old or a protected Excel file',
      'Open it in a spreadsheet program and save it as .xlsx without a password.',
    );
  }
  const decodedText = decodeText(name, bytes);
  assertReadableText(name, decodedText.text);
  return decodedText;
}

function checked(name: string, bytes: Uint8Array): Uint8Array {
  if (bytes.length > LARGEST_FILE_BYTES) {
    throw unreadable(name, `is larger than ${LARGEST_FILE_BYTES / 1024 / 1024} MB`, 'Split the file, or export less.');
  }
  if (bytes.length === 0) throw unreadable(name, 'is empty', 'Export it again.');
  return bytes;
}

/** Lists and objects of a YAML file, with the lines they begin on. */
function readYamlAsJson(name: string, text: string): JsonFile {
  const { value, lineOf } = readYaml(name, text);
  let paths: WeakMap<object, readonly PropertyKey[]> | undefined;
  return {
    value,
    lineOf(holder, key) {
      paths ??= pathsOf(value);
      const path = typeof holder === 'object' && holder !== null ? (paths.get(holder) ?? []) : [];
      return lineOf(key === undefined ? path : [...path, key]);
    },
  };
}

function pathsOf(root: unknown): WeakMap<object, readonly PropertyKey[]> {
  const paths = new WeakMap<object, readonly PropertyKey[]>();
  const waiting: (readonly [unknown, readonly PropertyKey[]])[] = [[root, []]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, path] = next;
    if (typeof value !== 'object' || value === null || paths.has(value)) continue;
    paths.set(value, path);
    for (const [key, child] of Object.entries(value)) waiting.push([child, [...path, Array.isArray(value) ? Number(key) : key]]);
  }
  return paths;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}
