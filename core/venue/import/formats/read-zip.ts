import { Unzip, UnzipInflate } from 'fflate';
import { FoyerError } from '../../../contract/errors.ts';
import { unreadable } from '../raw-record.ts';

/** What all files of an archive may take together when unpacked. */
const LARGEST_UNPACKED_BYTES = 60 * 1024 * 1024;
const MOST_FILES = 2000;
const STEP_BYTES = 16 * 1024;

/**
 * Unpacks the files that `wanted` names. Counts what really comes out, so that an archive that claims to be small
 * cannot fill the memory.
 * @throws FoyerError "import-unreadable" when it is damaged, cut off or unpacks to more than 60 MB.
 */
export function readZip(file: string, bytes: Uint8Array, wanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> {
  const chunks = new Map<string, Uint8Array[]>();
  const ended = new Set<string>();
  let total = 0;
  let count = 0;
  const unzip = new Unzip((entry) => {
    count += 1;
    if (count > MOST_FILES) throw unreadable(file, `has more than ${MOST_FILES} files inside`, 'Export it again.');
    if (!wanted(entry.name)) return;
    const parts: Uint8Array[] = [];
    chunks.set(entry.name, parts);
    entry.ondata = (error, data, final) => {
      if (error instanceof FoyerError) throw error;
      if (error !== null) throw unreadable(file, 'is damaged: it cannot be unpacked', 'Download or export the file again.', error);
      total += data.length;
      if (total > LARGEST_UNPACKED_BYTES) {
        throw unreadable(file, `unpacks to more than ${LARGEST_UNPACKED_BYTES / 1024 / 1024} MB`, 'Export less, or split the file.');
      }
      parts.push(data.slice());
      if (final) ended.add(entry.name);
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += STEP_BYTES) {
      unzip.push(bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= bytes.length);
    }
  } catch (error) {
    if (error instanceof FoyerError) throw error;
    throw unreadable(file, 'is damaged: it cannot be unpacked', 'Download or export the file again.', error);
  }
  for (const name of chunks.keys()) {
    if (!ended.has(name)) throw unreadable(file, `is cut off in ${name}`, 'Download or export the file again.');
  }
  return new Map([...chunks].map(([name, parts]) => [name, joined(parts)]));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** True when the archive names this file somewhere; cheap, without unpacking. */
export function zipHas(bytes: Uint8Array, name: string): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  const tail = bytes.subarray(Math.max(0, bytes.length - 200_000));
  return new TextDecoder('latin1').decode(tail).includes(name);
}
