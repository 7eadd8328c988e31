import { assertReadableText, LARGEST_FILE_BYTES, unreadable } from '../raw-record.ts';
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
  /** Null when it is no JSON. */
  readonly json: JsonFile | null;
}

/** @throws FoyerError "import-unreadable" for a file too large, in a broken encoding, with merge conflicts, or JSON that ends early. */
export function createContent(name: string, bytes: Uint8Array): Content {
  if (bytes.length > LARGEST_FILE_BYTES) {
    throw unreadable(name, `is larger than ${LARGEST_FILE_BYTES / 1024 / 1024} MB`, 'Split the file, or export less.');
  }
  if (bytes.length === 0) throw unreadable(name, 'is empty', 'Export it again.');
  if (isZip(bytes)) return { name, bytes, text: '', encoding: 'binary', json: null };
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    throw unreadable(
      name,
      'is an old or a protected Excel file',
      'Open it in a spreadsheet program and save it as .xlsx without a password.',
    );
  }
  const { text, encoding } = decodeText(name, bytes);
  assertReadableText(name, text);
  const json = /^\s*[[{]/.test(text) && !/\.(?:csv|tsv|txt|ya?ml)$/i.test(name) ? readJson(name, text) : null;
  return { name, bytes, text, encoding, json };
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}
