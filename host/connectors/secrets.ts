import type { Reach } from '../../core/contract/connector.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** Variables that headers are made of and that are not set. */
export function missingSecrets({ headers }: Pick<Reach, 'headers'>, env: Env): readonly string[] {
  return [...new Set(Object.values(headers).flatMap(({ env: name }) => (env[name] ? [] : [name])))];
}

/** The headers with their secrets; made once, and never part of a message. */
export function headersOf({ headers }: Pick<Reach, 'headers'>, env: Env): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, { env: from, prefix }]) => [name, `${prefix}${env[from] ?? ''}`]));
}
