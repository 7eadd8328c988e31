/** The part of WASI preview 1 that Flite needs, in memory: what guests are told never touches a disk. */
export interface MemoryWasi {
  readonly imports: WebAssembly.Imports;
  /** Call once, before `_start`. */
  bind(memory: WebAssembly.Memory): void;
  /** Arguments of the program; may be set until it starts. */
  args: readonly string[];
  /** What the program printed on stdout and stderr. */
  printed(): string;
  /** What it wrote to the file it opened last. */
  written(): Uint8Array;
}

/** Thrown by proc_exit to leave the program. */
export class WasiExit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

const OK = 0;
const BAD_FD = 8;
const NOT_SEEKABLE = 70;
const ROOT_FD = 3;
const FILE_FD = 4;
const CHARACTER_DEVICE = 2;
const DIRECTORY = 3;
const REGULAR_FILE = 4;

export function createMemoryWasi(): MemoryWasi {
  let memory: WebAssembly.Memory | null = null;
  const stdout = createGrowingBuffer();
  let file = createGrowingBuffer();
  // A fresh view each time: growing the memory detaches the old buffer.
  const view = () => {
    if (memory === null) throw new Error('WASI memory is not bound');
    return new DataView(memory.buffer);
  };
  const bytes = () => new Uint8Array(view().buffer);
  const wasi: MemoryWasi = {
    args: [],
    bind(bound) {
      memory = bound;
    },
    printed: () => new TextDecoder().decode(stdout.bytes()),
    written: () => file.bytes(),
    imports: {
      wasi_snapshot_preview1: {
        args_sizes_get(countAt: number, sizeAt: number) {
          const encoded = encodeArgs(wasi.args);
          view().setUint32(countAt, encoded.length, true);
          view().setUint32(
            sizeAt,
            encoded.reduce((sum, arg) => sum + arg.length, 0),
            true,
          );
          return OK;
        },
        args_get(pointersAt: number, textAt: number) {
          let at = textAt;
          encodeArgs(wasi.args).forEach((arg, i) => {
            view().setUint32(pointersAt + i * 4, at, true);
            bytes().set(arg, at);
            at += arg.length;
          });
          return OK;
        },
        // The same moment always: synthesis must not depend on the time.
        clock_time_get(_clock: number, _precision: bigint, at: number) {
          view().setBigUint64(at, 0n, true);
          return OK;
        },
        fd_close: () => OK,
        fd_fdstat_get(fd: number, at: number) {
          const kind = fd < ROOT_FD ? CHARACTER_DEVICE : fd === ROOT_FD ? DIRECTORY : REGULAR_FILE;
          bytes().fill(0, at, at + 8);
          view().setUint8(at, kind);
          view().setBigUint64(at + 8, 0xffff_ffff_ffff_ffffn, true);
          view().setBigUint64(at + 16, 0xffff_ffff_ffff_ffffn, true);
          return fd <= FILE_FD ? OK : BAD_FD;
        },
        fd_fdstat_set_flags: () => OK,
        fd_prestat_get(fd: number, at: number) {
          if (fd !== ROOT_FD) return BAD_FD;
          view().setUint32(at, 0, true);
          view().setUint32(at + 4, 1, true);
          return OK;
        },
        fd_prestat_dir_name(fd: number, at: number) {
          if (fd !== ROOT_FD) return BAD_FD;
          bytes()[at] = '/'.charCodeAt(0);
          return OK;
        },
        fd_read(_fd: number, _vectors: number, _count: number, readAt: number) {
          view().setUint32(readAt, 0, true);
          return OK;
        },
        fd_seek(fd: number, offset: bigint, whence: number, at: number) {
          if (fd !== FILE_FD) return NOT_SEEKABLE;
          view().setBigUint64(at, BigInt(file.seek(Number(offset), whence)), true);
          return OK;
        },
        fd_write(fd: number, vectors: number, count: number, writtenAt: number) {
          const to = fd === FILE_FD ? file : stdout;
          let written = 0;
          for (let i = 0; i < count; i++) {
            const start = view().getUint32(vectors + i * 8, true);
            const length = view().getUint32(vectors + i * 8 + 4, true);
            to.write(bytes().subarray(start, start + length));
            written += length;
          }
          view().setUint32(writtenAt, written, true);
          return OK;
        },
        path_open(...args: (number | bigint)[]) {
          file = createGrowingBuffer();
          view().setUint32(Number(args[8]), FILE_FD, true);
          return OK;
        },
        proc_exit(code: number) {
          throw new WasiExit(code);
        },
      },
    },
  };
  return wasi;
}

function encodeArgs(args: readonly string[]): Uint8Array[] {
  const encoder = new TextEncoder();
  return args.map((arg) => encoder.encode(`${arg.replaceAll('\0', ' ')}\0`));
}

function createGrowingBuffer() {
  let buffer = new Uint8Array(4096);
  let length = 0;
  let position = 0;
  return {
    write(bytes: Uint8Array) {
      const end = position + bytes.length;
      if (end > buffer.length) {
        const grown = new Uint8Array(Math.max(end, buffer.length * 2));
        grown.set(buffer);
        buffer = grown;
      }
      buffer.set(bytes, position);
      position = end;
      length = Math.max(length, end);
    },
    /** whence: 0 from the start, 1 from here, 2 from the end. */
    seek(offset: number, whence: number): number {
      position = Math.max(0, Math.min(length, offset + (whence === 1 ? position : whence === 2 ? length : 0)));
      return position;
    },
    bytes: () => buffer.subarray(0, length),
  };
}
