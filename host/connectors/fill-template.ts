import { FoyerError } from '../../core/contract/errors.ts';

export type TemplateValues = Readonly<Record<string, string | number | boolean | undefined>>;

const SLOT = /\{([a-z$][a-z0-9_]*)\}/g;

/** Names of the slots of a text, an address or a body. */
export function slotsOf(template: unknown): string[] {
  if (typeof template === 'string') return [...template.matchAll(SLOT)].flatMap(([, slot]) => slot ?? []);
  if (Array.isArray(template)) return template.flatMap(slotsOf);
  return typeof template === 'object' && template !== null ? Object.values(template).flatMap(slotsOf) : [];
}

/**
 * The address with its slots as encoded path segments: no value can change the host, leave its segment or add a query.
 * @throws FoyerError fault "guest" for a value that is no segment, such as ".."
 */
export function fillUrl(template: string, query: Readonly<Record<string, string>>, values: TemplateValues): URL {
  const text = template.replaceAll(SLOT, (_, slot: string) => {
    const value = String(values[slot] ?? '').trim();
    if (value === '' || /^\.+$/.test(value)) {
      throw new FoyerError(`"${slot}" cannot stand in an address like this`, { fault: 'guest', code: 'connector-bad-value' });
    }
    return encodeURIComponent(value);
  });
  const url = new URL(text);
  for (const [key, part] of Object.entries(query)) {
    const filled = fillText(part, values);
    if (filled !== undefined) url.searchParams.set(key, String(filled));
  }
  return url;
}

/** A body with its slots filled: "{party}" alone keeps the value's type, and what has no value is left out. */
export function fillBody(template: unknown, values: TemplateValues): unknown {
  if (typeof template === 'string') return fillText(template, values);
  if (Array.isArray(template)) return template.map((part) => fillBody(part, values)).filter((part) => part !== undefined);
  if (typeof template !== 'object' || template === null) return template;
  const parts = Object.entries(template).map(([key, part]) => [key, fillBody(part, values)] as const);
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

function fillText(text: string, values: TemplateValues): string | number | boolean | undefined {
  const whole = /^\{([a-z$][a-z0-9_]*)\}$/.exec(text)?.[1];
  if (whole !== undefined) return values[whole];
  if (slotsOf(text).some((slot) => values[slot] === undefined)) return undefined;
  return text.replaceAll(SLOT, (_, slot: string) => String(values[slot]));
}
