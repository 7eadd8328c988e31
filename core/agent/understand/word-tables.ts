/** Values of a table whose words stand in folded text. */
export function valuesIn(table: readonly (readonly [string, string])[], words: string): string[] {
  return table.filter(([, names]) => wordsPattern(names).test(words)).map(([value]) => value);
}

export function wordsPattern(words: string): RegExp {
  return pattern(`\\b(?:${words})\\b`);
}

const patterns = new Map<string, RegExp>();

/** Compiled once: there are hundreds, for every question. */
export function pattern(source: string): RegExp {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const compiled = new RegExp(source, 'u');
  patterns.set(source, compiled);
  return compiled;
}
