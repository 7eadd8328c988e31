import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ScreenTheme } from '../../core/contract/theme.ts';
import type { Log } from '../../core/ports.ts';
import { loadTheme } from './load-theme.ts';

/** The theme as it is on disk: read anew when a file of its folder has changed. Null: the venue has none that can be used. */
export function createThemeSource(folder: string, log: Log): () => ScreenTheme | null {
  let seen: string | null = null;
  let theme: ScreenTheme | null = null;
  return () => {
    const now = marksOf(folder);
    if (now === seen) return theme;
    seen = now;
    const { theme: read, problems } = loadTheme(folder);
    for (const problem of problems) log.warn('theme.problem', { problem });
    theme = read;
    return theme;
  };
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
