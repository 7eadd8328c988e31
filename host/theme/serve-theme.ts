import { readThemeFile, type ThemeFileContent } from './read-theme-file.ts';

const PREFIX = '/theme/';

/** Whoever opens the file itself sees a picture and no page: nothing in it runs, loads or is framed. */
export const THEME_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
};

/**
 * Files of the venue's theme, by path of the page's own origin: "/theme/logo.svg". Checked anew each time it is asked for, for
 * the file may have changed since the theme was read. Null: not one of them.
 */
export function serveTheme(folder: string, path: string): ThemeFileContent | null {
  if (!path.startsWith(PREFIX)) return null;
  const read = readThemeFile(folder, path.slice(PREFIX.length));
  return read.ok ? read.file : null;
}
