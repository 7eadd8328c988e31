import { isZip } from './formats/content.ts';
import { readZip, zipHas } from './formats/read-zip.ts';
import { unreadable } from './raw-record.ts';
import type { VenueFiles } from './read-files.ts';

/** What archives hold beside the data: folders, hidden files, notes. */
const IGNORED = /(?:^|\/)(?:\.|__MACOSX\/)|\/$|(?:^|\/)readme[^/]*$/i;

/**
 * The files with those of zip archives in their place, under their bare names. A spreadsheet is an archive too and stays whole.
 * @throws FoyerError "import-unreadable" for an archive that is damaged, holds nothing, holds archives or unpacks to too much.
 */
export function unpackFiles(files: VenueFiles): VenueFiles {
  const unpacked = new Map<string, Uint8Array>();
  for (const [name, bytes] of files) {
    if (!isZip(bytes) || zipHas(bytes, 'xl/workbook')) {
      unpacked.set(name, bytes);
      continue;
    }
    const inner = readZip(name, bytes, (path) => !IGNORED.test(path));
    if (inner.size === 0) throw unreadable(name, 'is an archive with no file in it', 'Pack the files again.');
    for (const [path, content] of inner) {
      if (isZip(content) && !zipHas(content, 'xl/workbook'))
        throw unreadable(`${name}/${path}`, 'is an archive inside an archive', 'Unpack it first.');
      const bare = path.slice(path.lastIndexOf('/') + 1).replace(/\.yml$/, '.yaml');
      unpacked.set(unpacked.has(bare) ? path : bare, content);
    }
  }
  return unpacked;
}
