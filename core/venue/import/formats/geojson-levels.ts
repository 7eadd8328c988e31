import type { Content } from './content.ts';
import type { Feature, LevelEntry } from './geojson-features.ts';

/** A feature with the floor it is on; the first of several. */
export interface Located extends Feature {
  readonly floor: LevelEntry;
  readonly onFloors: readonly LevelEntry[];
}

/** Floors of the index; else those that features name, else one for each file. */
export function levelsOf(
  entries: readonly LevelEntry[],
  read: readonly { readonly content: Content; readonly value: Record<string, unknown>; readonly features: readonly Feature[] }[],
): LevelEntry[] {
  if (entries.length > 0) return [...entries].sort((a, b) => a.level - b.level);
  const byLevel = new Map<number, LevelEntry>();
  for (const { content, value, features } of read) {
    const own = features.some((feature) => feature.levels.length === 0) ? [levelOfFile(content.name, value)] : [];
    for (const level of [...own, ...features.flatMap((feature) => feature.levels)]) {
      const floorName = level === 0 ? 'Ground floor' : level < 0 ? `Basement ${-level}` : `Floor ${level}`;
      if (!byLevel.has(level)) byLevel.set(level, { level, id: `level-${level}`, name: floorName, file: '' });
    }
  }
  return [...byLevel.values()].sort((a, b) => a.level - b.level);
}

function levelOfFile(name: string, value: Record<string, unknown>): number {
  if (typeof value.z_order === 'number') return value.z_order;
  const bare = name.replace(/\.\w+$/, '');
  const number = /(?:floor|level|etage|stock|^l|[-_ ])[-_ ]?(-?\d{1,2})(?:[-_ ]|$)/i.exec(bare)?.[1];
  return number === undefined ? 0 : Number(number);
}

export function floorOfFile(name: string, value: Record<string, unknown>, levels: readonly LevelEntry[]): LevelEntry {
  const stem = (file: string): string => file.replace(/[-_]?paths?(?=\.|$)/i, '').replace(/\.\w+$/, '');
  const level = levelOfFile(name, value);
  const fallback: LevelEntry = { level: 0, id: 'level-0', name: 'Ground floor', file: '' };
  return (
    levels.find(({ file }) => file !== '' && stem(file) === stem(name)) ??
    levels.find((one) => one.level === level) ??
    levels[0] ??
    fallback
  );
}
