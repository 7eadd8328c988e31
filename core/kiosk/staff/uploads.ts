import { FoyerError, MAX_UPLOAD_BYTES, type ToKioskOf, type UploadChunk } from '../../contract/index.ts';
import type { ScreenLink } from '../screen-link.ts';

/** All that staff screens may be sending at one time. */
const MOST_AT_ONCE = 2;
/** Beside the tables a folder may hold notes and what operating systems leave there. */
const IGNORED = /^(?:\..*|readme.*|thumbs\.db|desktop\.ini|.*~)$/i;

interface Receiving {
  readonly uploadId: number;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly parts: Uint8Array[]; got: number }[];
  readonly of: number;
  got: number;
}

/** Files on their way from staff screens, one upload a screen, in memory until they are whole. */
export interface Uploads {
  /** @throws FoyerError "upload-too-large" | "upload-busy". */
  begin(link: ScreenLink, message: ToKioskOf<'staff.upload.begin'>): void;
  /** Bytes so far and in all; null for a chunk that belongs nowhere: nothing of it is kept. */
  push(link: ScreenLink, chunk: UploadChunk): { readonly done: number; readonly of: number; readonly file: string } | null;
  /** The files by name. @throws FoyerError "upload-unknown" | "upload-incomplete" that names the file. */
  end(link: ScreenLink, uploadId: number): ReadonlyMap<string, Uint8Array>;
  /** Forgets what came so far. */
  cancel(link: ScreenLink): void;
}

export function createUploads(): Uploads {
  const receiving = new Map<ScreenLink, Receiving>();
  return {
    begin(link, { uploadId, files }) {
      receiving.delete(link);
      if (receiving.size >= MOST_AT_ONCE) {
        throw refused('other staff are just uploading files', 'upload-busy', 'Try again when they are done.');
      }
      const of = files.reduce((sum, file) => sum + file.bytes, 0);
      if (of > MAX_UPLOAD_BYTES) {
        const size = `${Math.round(of / 1024 / 1024)} MB`;
        throw refused(
          `the files have ${size} together; at most ${MAX_UPLOAD_BYTES / 1024 / 1024} MB`,
          'upload-too-large',
          'Send fewer or smaller files.',
        );
      }
      receiving.set(link, { uploadId, files: files.map((file) => ({ ...file, parts: [], got: 0 })), of, got: 0 });
    },
    push(link, { uploadId, file: index, offset, bytes }) {
      const upload = receiving.get(link);
      const file = upload?.files[index];
      if (upload?.uploadId !== uploadId || file === undefined) return null;
      if (offset !== file.got || file.got + bytes.byteLength > file.bytes) return null;
      // The chunk is a view of the message, which the link may use again.
      file.parts.push(bytes.slice());
      file.got += bytes.byteLength;
      upload.got += bytes.byteLength;
      return { done: upload.got, of: upload.of, file: file.name };
    },
    end(link, uploadId) {
      const upload = receiving.get(link);
      receiving.delete(link);
      if (upload?.uploadId !== uploadId) throw refused(`there is no upload ${uploadId}`, 'upload-unknown', 'Send the files again.');
      const short = upload.files.find(({ got, bytes }) => got < bytes);
      if (short !== undefined) {
        throw refused(`only ${short.got} of ${short.bytes} bytes of ${short.name} arrived`, 'upload-incomplete', 'Send the files again.');
      }
      return byName(upload);
    },
    cancel: (link) => void receiving.delete(link),
  };
}

function byName({ files }: Receiving): ReadonlyMap<string, Uint8Array> {
  const named = new Map<string, Uint8Array>();
  for (const { name, parts, got } of files) {
    const plain = plainName(name);
    if (files.length > 1 && IGNORED.test(plain)) continue;
    let free = plain;
    for (let n = 2; named.has(free); n += 1) free = plain.replace(/(\.[^.]*)?$/, ` (${n})$1`);
    named.set(free, joined(parts, got));
  }
  return named;
}

/** Only what a name is for: no folders, no control characters. Files are kept under their hash, never under a name. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return (clean === '' || /^\.+$/.test(clean) ? 'file' : clean).replace(/\.yml$/i, '.yaml');
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

function refused(message: string, code: string, remedy: string): FoyerError {
  return new FoyerError(message, { fault: 'operator', code, remedy });
}
