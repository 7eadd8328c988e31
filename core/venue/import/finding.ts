/** Something about the data that staff should know. Errors block publishing, warnings do not. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Stable kebab-case code, such as "duplicate-id". */
  readonly code: string;
  /** Path inside the venue folder: "sessions.csv". */
  readonly file: string;
  /** 1-based; left out when the finding is about the whole file or venue. */
  readonly line?: number;
  /** Column of a table or path in a YAML file: "startsAt", "sections.0.title". */
  readonly column?: string;
  /** The bad value as written, cut when it is long. */
  readonly value?: string;
  /** Id of the record, where it has one. */
  readonly id?: string;
  readonly reason: string;
  readonly remedy: string;
}

const LONGEST_VALUE = 120;

export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
