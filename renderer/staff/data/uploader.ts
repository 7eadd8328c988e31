import { encodeUploadChunk, MAX_CHUNK_BYTES, MAX_UPLOAD_BYTES, MAX_UPLOAD_FILES } from '../../../core/contract/index.ts';
import type { KioskClient } from '../../kiosk-client.ts';
import { createValue, type Value } from '../../parts/value.ts';
import type { CommandDesk, Failure } from '../command-desk.ts';

/** A file as staff chose it; `path` is its name inside the folder it was dropped with. */
export interface PickedFile {
  readonly path: string;
  readonly file: Blob;
}

export type UploadState =
  | { readonly step: 'idle' }
  | { readonly step: 'sending' | 'reading'; readonly files: readonly string[]; readonly sent: number; readonly bytes: number }
  | { readonly step: 'failed'; readonly files: readonly string[]; readonly failure: Failure };

export interface Uploader {
  readonly state: Value<UploadState>;
  /** Sends files and has them read into the draft; settles when that is done, refused or cancelled. */
  start(files: readonly PickedFile[]): Promise<void>;
  cancel(): void;
  /** Takes a failure off the screen. */
  dismiss(): void;
}

export interface UploaderDeps {
  readonly desk: Pick<CommandDesk, 'run'>;
  readonly link: Pick<KioskClient, 'sendBytes' | 'bufferedBytes'>;
  /** Resolves after a delay. */
  readonly wait: (delayMs: number) => Promise<void>;
}

/** Bytes underway at most: enough to keep the line busy, little enough that progress is true and "cancel" is quick. */
const WINDOW_BYTES = 1024 * 1024;
const POLL_MS = 15;
const IDLE: UploadState = { step: 'idle' };

export function createUploader({ desk, link, wait }: UploaderDeps): Uploader {
  const state = createValue<UploadState>(IDLE);
  let nextId = 1;
  let running: number | null = null;

  /** @returns false when it was cancelled or the link went down. */
  const sendFile = async (uploadId: number, index: number, file: Blob, onSent: (bytes: number) => void): Promise<boolean> => {
    for (let offset = 0; offset < file.size; offset += MAX_CHUNK_BYTES) {
      const bytes = new Uint8Array(await file.slice(offset, offset + MAX_CHUNK_BYTES).arrayBuffer());
      while (running === uploadId && link.bufferedBytes > WINDOW_BYTES) await wait(POLL_MS);
      if (running !== uploadId || !link.sendBytes(encodeUploadChunk({ uploadId, file: index, offset, bytes }))) return false;
      onSent(bytes.byteLength);
    }
    return true;
  };

  const run = async (uploadId: number, files: readonly PickedFile[]): Promise<Failure | null> => {
    const names = files.map(({ path }) => path);
    const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
    const begun = await desk.run({
      type: 'staff.upload.begin',
      uploadId,
      files: files.map(({ path, file }) => ({ name: path, bytes: file.size })),
    });
    if (!begun.ok) return begun;
    let sent = 0;
    for (const [index, { file }] of files.entries()) {
      const all = await sendFile(uploadId, index, file, (more) => {
        sent += more;
        state.set({ step: 'sending', files: names, sent, bytes });
      });
      if (!all) return { ok: false, code: 'offline', message: '' };
    }
    if (running !== uploadId) return null;
    state.set({ step: 'reading', files: names, sent, bytes });
    const ended = await desk.run({ type: 'staff.upload.end', uploadId });
    return ended.ok ? null : ended;
  };

  return {
    state,
    async start(files) {
      if (running !== null || files.length === 0) return;
      const names = files.map(({ path }) => path);
      const refused = refusalOf(files);
      if (refused !== null) return state.set({ step: 'failed', files: names, failure: refused });
      const uploadId = nextId++;
      running = uploadId;
      state.set({ step: 'sending', files: names, sent: 0, bytes: files.reduce((sum, { file }) => sum + file.size, 0) });
      // A file may be gone or unreadable by the time it is sent.
      const failure = await run(uploadId, files).catch((error: unknown): Failure => {
        void desk.run({ type: 'staff.upload.cancel', uploadId });
        return { ok: false, code: 'unreadable', message: error instanceof Error ? error.message : String(error) };
      });
      if (running !== uploadId) return;
      running = null;
      state.set(failure === null ? IDLE : { step: 'failed', files: names, failure });
    },
    cancel() {
      if (running === null) return;
      void desk.run({ type: 'staff.upload.cancel', uploadId: running });
      running = null;
      state.set(IDLE);
    },
    dismiss: () => state.set(running === null ? IDLE : state.get()),
  };
}

function refusalOf(files: readonly PickedFile[]): Failure | null {
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  if (files.length > MAX_UPLOAD_FILES) return { ok: false, code: 'too-many', message: String(files.length) };
  if (bytes > MAX_UPLOAD_BYTES) return { ok: false, code: 'too-big', message: String(Math.ceil(bytes / 1024 / 1024)) };
  return null;
}
