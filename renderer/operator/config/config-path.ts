export type Config = Readonly<Record<string, unknown>>;

/** The value at "speaking.rate"; undefined where there is none. */
export function valueAt(config: Config, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (isConfig(node) ? node[key] : undefined), config);
}

/** A copy with the value there; undefined takes it out, and with it objects that hold nothing else. */
export function withValue(config: Config, path: string, value: unknown): Config {
  const [key = '', ...rest] = path.split('.');
  const { [key]: before, ...others } = config;
  if (rest.length === 0) return value === undefined ? others : { ...config, [key]: value };
  const inner = withValue(isConfig(before) ? before : {}, rest.join('.'), value);
  return Object.keys(inner).length === 0 ? others : { ...config, [key]: inner };
}

export function isConfig(node: unknown): node is Config {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** What was typed as JSON; null where it is none, or no object. */
export function parseConfig(text: string): Config | null {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    return isConfig(value) ? value : null;
  } catch {
    return null;
  }
}

/** The same whatever the order of the keys. */
export function sameConfig(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(sorted);
  if (!isConfig(node)) return node;
  return Object.fromEntries(
    Object.keys(node)
      .sort()
      .map((key) => [key, sorted(node[key])]),
  );
}
