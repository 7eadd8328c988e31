import type { PickedFile } from './uploader.ts';

/** Files from a file dialog; those of a chosen folder keep their place in it. */
export function filesOf(list: FileList | null): PickedFile[] {
  return withoutCommonFolder([...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })).filter(isMeant));
}

/** Files and folders that were dropped, folders with all that is in them. */
export async function filesDropped(transfer: DataTransfer): Promise<PickedFile[]> {
  // All entries must be taken before the first wait: the browser empties the list afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return filesOf(transfer.files);
  const files = await Promise.all(entries.map(filesIn));
  return withoutCommonFolder(files.flat().filter(isMeant));
}

async function filesIn(entry: FileSystemEntry): Promise<PickedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  if (!isDirectory(entry)) return [];
  const reader = entry.createReader();
  const found: PickedFile[] = [];
  // A directory is read in batches, until one is empty.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return found;
    for (const inside of batch) found.push(...(await filesIn(inside)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** "my-venue/places.csv" of one folder is "places.csv": what the folder is called says nothing about the file. */
export function withoutCommonFolder(files: readonly PickedFile[]): PickedFile[] {
  const [top] = files[0]?.path.split('/') ?? [];
  const inside = files.length > 0 && files.every(({ path }) => path.startsWith(`${top}/`));
  if (!inside || top === undefined) return [...files];
  return withoutCommonFolder(files.map(({ path, file }) => ({ path: path.slice(top.length + 1), file })));
}

/** Not what an operating system leaves in folders: .DS_Store, ~$lock files, Thumbs.db, __MACOSX. */
function isMeant({ path }: PickedFile): boolean {
  return !path.split('/').some((part) => part.startsWith('.') || part.startsWith('~$') || part === '__MACOSX' || part === 'Thumbs.db');
}
