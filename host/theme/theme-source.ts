import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../core/ports.ts';
import { type LoadedTheme, loadTheme } from './load-theme.ts';

export interface ThemeSource {
  /** Null: the venue has none that can be used. */
  current(): LoadedTheme['theme'];
  /** Of the current one: see LoadedTheme. */
  problems(): LoadedTheme['problems'];
}

/** The theme as it is on disk: read anew when a file of its folder has changed. */
export function createThemeSource(folder: string, log: Log): ThemeSource {
  let seen: string | null = null;
  let loaded: LoadedTheme = { theme: null, problems: [] };
  const look = (): LoadedTheme => {
    const now = marksOf(folder);
    if (now === seen) return loaded;
    seen = now;
    loaded = loadTheme(folder);
    for (const problem of loaded.problems) log.warn('theme.problem', { problem });
    return loaded;
  };
  return { current: () => look().theme, problems: () => look().problems };
}

/** Changes with every file that is written, put there or taken away. */
function marksOf(folder: string): string {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => {
        const { size, mtimeMs, ino } = lstatSync(join(folder, name));
        return `${name} ${size} ${mtimeMs} ${ino}`;
      })
      .join('\n');
  } catch {
    // No folder, or a file went while it was looked at: the next look sees what is there.
    return '';
  }
}
