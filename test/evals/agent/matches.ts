/** "a|b": either, whatever the case. "/…/flags": a regular expression. */
export function matchesText(wanted: string, text: string): boolean {
  const expression = /^\/(.+)\/([a-z]*)$/s.exec(wanted);
  if (expression !== null) return new RegExp(expression[1] ?? '', expression[2]).test(text);
  return wanted.split('|').some((one) => text.toLowerCase().includes(one.toLowerCase()));
}

/** Whether `actual` has at least what `wanted` has. A key of `wanted` may be spelt in either case style. */
export function matchesPart(wanted: unknown, actual: unknown): boolean {
  if (Array.isArray(wanted)) return Array.isArray(actual) && wanted.every((one) => actual.some((other) => matchesPart(one, other)));
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof actual !== 'object' || actual === null) return false;
    return Object.entries(wanted).every(([key, value]) => matchesPart(value, (actual as Record<string, unknown>)[key]));
  }
  if (actual === undefined || actual === null) return wanted === actual;
  const text = typeof actual === 'object' ? JSON.stringify(actual) : String(actual);
  if (typeof wanted !== 'string') return text === String(wanted);
  return /^\/.+\/[a-z]*$/s.test(wanted) ? matchesText(wanted, text) : wanted.split('|').some((one) => sameText(one, text));
}

function sameText(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Gives each wanted row a row of its own; null where all fit and none is left over, else what is wrong. */
export function matchRows(wanted: readonly unknown[], rows: readonly unknown[]): string | null {
  const left = [...rows];
  for (const one of wanted) {
    const at = left.findIndex((row) => matchesPart(one, row));
    if (at < 0) return `no row like ${JSON.stringify(one)} among ${JSON.stringify(rows).slice(0, 600)}`;
    left.splice(at, 1);
  }
  return left.length === 0 ? null : `${left.length} row(s) too many: ${JSON.stringify(left).slice(0, 400)}`;
}
