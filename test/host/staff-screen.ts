import type { ToKiosk } from '../../core/contract/index.ts';
import {
  type Connection,
  decodeToScreen,
  encodeUploadChunk,
  MAX_CHUNK_BYTES,
  PROTOCOL_VERSION,
  type ToScreen,
  type ToScreenOf,
  type ToScreenType,
} from '../../core/contract/index.ts';
import type { Without } from '../core/kiosk/kiosk-harness.ts';

export type Command = Without<Exclude<ToKiosk, { type: 'hello' }>>;

/** A screen at the end of any link, for tests of the whole kiosk: waits for messages instead of sleeping. */
export interface LinkedScreen {
  readonly connection: Connection;
  readonly received: readonly ToScreen[];
  /** Returns the message's seq. */
  send(message: Command): number;
  sendBytes(bytes: Uint8Array): void;
  /** The next message of this type that fits and was not taken before. */
  next<T extends ToScreenType>(type: T, fits?: (message: ToScreenOf<T>) => boolean): Promise<ToScreenOf<T>>;
  /** Sends a command and gives its `staff.done` or `staff.failed`. */
  ask(message: Command): Promise<ToScreenOf<'staff.done'> | ToScreenOf<'staff.failed'>>;
  /** All the files in chunks; gives the answer to `staff.upload.end`. */
  upload(files: Readonly<Record<string, string | Uint8Array>>): ReturnType<LinkedScreen['ask']>;
  readonly closed: Promise<string>;
}

export function screenOn(
  connection: Connection,
  hello: { role: 'guest' | 'staff'; preview?: { token: string; now?: string } },
): LinkedScreen {
  const received: ToScreen[] = [];
  const taken = new Set<ToScreen>();
  const waiting: (() => void)[] = [];
  connection.onPayload((payload) => {
    if (typeof payload !== 'string') return;
    const decoded = decodeToScreen(payload);
    if (!decoded.ok) throw new Error(`the kiosk sent what its own schema refuses: ${decoded.reason}`);
    received.push(decoded.message);
    for (const wake of waiting.splice(0)) wake();
  });
  const closed = new Promise<string>((resolve) => connection.onClose(resolve));
  let seq = 0;
  let uploads = 0;
  connection.send(JSON.stringify({ type: 'hello', seq: ++seq, protocol: PROTOCOL_VERSION, ...hello }));

  const screen: LinkedScreen = {
    connection,
    received,
    closed,
    send(message) {
      connection.send(JSON.stringify({ ...message, seq: ++seq }));
      return seq;
    },
    sendBytes: (bytes) => connection.send(bytes),
    async next(type, fits = () => true) {
      type Wanted = ToScreenOf<typeof type>;
      for (;;) {
        const found = received.find((message) => message.type === type && !taken.has(message) && fits(message as Wanted));
        if (found !== undefined) {
          taken.add(found);
          return found as Wanted;
        }
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    async ask(message) {
      const own = screen.send(message);
      return Promise.race([
        screen.next('staff.done', (done) => done.seq === own),
        screen.next('staff.failed', (failed) => failed.seq === own),
      ]);
    },
    async upload(files) {
      const uploadId = ++uploads;
      const contents = Object.entries(files).map(([name, content]) => ({
        name,
        content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
      }));
      const begun = await screen.ask({
        type: 'staff.upload.begin',
        uploadId,
        files: contents.map(({ name, content }) => ({ name, bytes: content.byteLength })),
      });
      if (begun.type === 'staff.failed') return begun;
      contents.forEach(({ content }, file) => {
        for (let offset = 0; offset < content.byteLength; offset += MAX_CHUNK_BYTES) {
          screen.sendBytes(encodeUploadChunk({ uploadId, file, offset, bytes: content.subarray(offset, offset + MAX_CHUNK_BYTES) }));
        }
      });
      return screen.ask({ type: 'staff.upload.end', uploadId });
    },
  };
  return screen;
}
