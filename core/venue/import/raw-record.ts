import { FoyerError } from '../../contract/errors.ts';

/** A row of a table or an entry of a YAML list, before it is judged. */
export interface RawRecord {
  readonly file: string;
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
  /** Line of a field, where it differs from the record's. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** A file that is refused whole; nothing changes. */
export function unreadable(file: string, reason: string, remedy: string, cause?: unknown): FoyerError {
  return new FoyerError(`${file}: ${reason}`, { fault: 'operator', code: 'import-unreadable', remedy, cause });
}

/** The largest file that is read; a venue's tables are far smaller. */
export const LARGEST_FILE_BYTES = 50 * 1024 * 1024;

/** Refuses what no parser should see: binary content, merge conflicts, a file too large or of the wrong encoding. */
export function assertReadableText(file: string, text: string): void {
  if (text.length > LARGEST_FILE_BYTES)
    throw unreadable(file, `is larger than ${LARGEST_FILE_BYTES / 1024 / 1024} MB`, 'Split the file, or export less.');
  if (text.includes('\u0000')) throw unreadable(file, 'is not text (it contains a zero byte)', 'Export it as CSV or YAML in UTF-8.');
  const conflict = /^(?:<{7} |>{7} )/m.exec(text);
  if (conflict !== null) {
    const line = text.slice(0, conflict.index).split('\n').length;
    throw unreadable(file, `line ${line} is a merge-conflict marker`, 'Resolve the conflict in the file, then import it again.');
  }
  const broken = text.indexOf('\uFFFD');
  if (broken >= 0) {
    const line = text.slice(0, broken).split('\n').length;
    throw unreadable(file, `is not UTF-8 (line ${line})`, 'Save the file with the encoding UTF-8.');
  }
}

const DEEPEST = 200;

/** Refuses lists within lists within lists, on which parsers run out of stack or of time. @param text JSON or YAML */
export function assertShallow(file: string, text: string): void {
  const tooDeep = (at: number): FoyerError =>
    unreadable(file, `is nested more than ${DEEPEST} deep (line ${text.slice(0, at).split('\n').length})`, 'Export it again.');
  const steps = new RegExp(`(?:[-?:] ){${DEEPEST}}`).exec(text);
  if (steps !== null) throw tooDeep(steps.index);
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) quoted = !quoted;
    else if (quoted) at += code === 92 ? 1 : 0;
    else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > DEEPEST) throw tooDeep(at);
    } else if (code === 93 || code === 125) depth -= 1;
  }
}
