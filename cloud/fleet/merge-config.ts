/** A partial configuration, as JSON has it. */
export type ConfigPart = Readonly<Record<string, unknown>>;

/** Later parts win, key by key; lists and single values are replaced whole. */
export function mergeConfig(...parts: readonly ConfigPart[]): ConfigPart {
  return parts.reduce<ConfigPart>(merge, {});
}

function merge(base: ConfigPart, over: ConfigPart): ConfigPart {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    merged[key] = isPart(before) && isPart(value) ? merge(before, value) : value;
  }
  return merged;
}

/** The same text for the same configuration, in whatever order its keys were written; empty parts say nothing and are left out. */
export function canonicalConfig(part: ConfigPart): string {
  return JSON.stringify(tidy(part));
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isPart(value)) return value;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, tidy(inner)] as const)
    .filter(([, inner]) => !(isPart(inner) && Object.keys(inner).length === 0));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isPart(value: unknown): value is ConfigPart {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
