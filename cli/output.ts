import { FoyerError } from '../core/contract/errors.ts';

/** Results go to stdout, everything else to stderr. */
export function printResult(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printNote(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** A progress line on stderr, only where somebody watches. */
export function printProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
}

/** What, why, remedy: one line each. Exit code 1 (it could not be done). */
export function reportFailure(error: unknown): number {
  if (error instanceof FoyerError) {
    printNote(`foyer: ${error.message}`);
    if (error.cause instanceof Error) printNote(`  because: ${error.cause.message}`);
    if (error.remedy !== undefined) printNote(`  remedy: ${error.remedy}`);
  } else {
    printNote(`foyer: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    printNote('  remedy: This is a fault of the program; please report it with the lines above.');
  }
  return 1;
}
