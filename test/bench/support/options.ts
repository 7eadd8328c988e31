import { parseArgs } from 'node:util';
import { FoyerError } from '../../../core/contract/errors.ts';

type Named<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** `--name value` options of a suite. @throws FoyerError code "bench-usage" for an unknown one */
export function readOptions<Name extends string>(args: readonly string[], names: readonly Name[]): Named<Name> {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...args], options, strict: true }).values as Named<Name>;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

export function wholeNumber(text: string | undefined, fallback: number, [min, max]: readonly [number, number]): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw usage(`"${text}" is not a whole number from ${min} to ${max}`);
}

export function oneOf<T extends string>(text: string | undefined, allowed: readonly T[], fallback: T): T {
  if (text === undefined) return fallback;
  const found = allowed.find((value) => value === text);
  if (found !== undefined) return found;
  throw usage(`"${text}" is none of ${allowed.join(', ')}`);
}

function usage(message: string): FoyerError {
  return new FoyerError(message, { fault: 'operator', code: 'bench-usage', remedy: 'npm run bench -- --help' });
}
