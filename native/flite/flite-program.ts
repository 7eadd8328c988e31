import { createMemoryWasi, type MemoryWasi, WasiExit } from './memory-wasi.ts';

export interface FliteOutput {
  readonly printed: string;
  /** The wave file's bytes; empty when none was written. */
  readonly wave: Uint8Array;
}

export interface FliteProgram {
  /** Runs the command line once. @throws Error when it exits with another code than 0 or traps. */
  run(args: readonly string[]): FliteOutput;
  /** Makes an instance for the next run, so that it need not wait for one. */
  prepare(): void;
}

interface Prepared {
  readonly wasi: MemoryWasi;
  readonly instance: WebAssembly.Instance;
}

/**
 * Flite is a program that ends after one text, so each run takes a new instance; most of the time that takes goes into
 * filling its memory with the 17 MB of voices. Up to `spare` instances are therefore made ahead, between sentences.
 */
export function createFliteProgram(module: WebAssembly.Module, spare = 2): FliteProgram {
  const ready: Prepared[] = [];
  const make = (): Prepared => {
    const wasi = createMemoryWasi();
    const instance = new WebAssembly.Instance(module, wasi.imports);
    wasi.bind(instance.exports.memory as WebAssembly.Memory);
    return { wasi, instance };
  };
  return {
    run(args) {
      const { wasi, instance } = ready.pop() ?? make();
      wasi.args = ['flite', ...args];
      try {
        (instance.exports._start as () => void)();
      } catch (error) {
        if (!(error instanceof WasiExit)) throw error;
        if (error.code !== 0) throw new Error(`flite ended with code ${error.code}`);
      }
      return { printed: wasi.printed(), wave: wasi.written() };
    },
    prepare() {
      while (ready.length < spare) ready.push(make());
    },
  };
}
