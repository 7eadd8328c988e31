import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ScreenTheme, type ThemeFile, themeFileSchema } from '../../core/contract/theme.ts';
import { describeFaint, resolveColours } from '../../core/theme/resolve-theme.ts';
import { readYamlFile } from '../read-yaml-file.ts';
import { readThemeFile } from './read-theme-file.ts';

export interface LoadedTheme {
  /** Null: there is no theme file, or it cannot be used at all. */
  readonly theme: ScreenTheme | null;
  /** Parts that are left out, and colours that were corrected: a sentence each, for staff. */
  readonly problems: readonly string[];
}

/** Where a kiosk's theme is, if it has one. */
export function themeFolder(dataDir: string): string {
  return join(dataDir, 'theme');
}

/** Reads DIR/theme.yaml and what it names. What is wrong is left out or put right, and told; the rest is used. */
export function loadTheme(folder: string, label = 'theme/theme.yaml'): LoadedTheme {
  const path = join(folder, 'theme.yaml');
  if (!existsSync(path)) return { theme: null, problems: [] };
  const read = readYamlFile(path, label, themeFileSchema);
  if (!read.ok) return { theme: null, problems: [`${read.problem}; Foyer's own look is used`] };
  const problems: string[] = [];
  const { tokens, strong, faint } = resolveColours({ day: read.value.day, night: read.value.night });
  problems.push(...faint.map(describeFaint));
  const address = (name: string | undefined, instead: string) => addressOf(folder, name, instead, problems);
  return { theme: { ...partsOf(read.value, address), tokens, strong }, problems };
}

type AddressOf = (name: string | undefined, instead: string) => string | undefined;

function partsOf({ name, logo, fonts, corners, pattern, avatar }: ThemeFile, address: AddressOf): Omit<ScreenTheme, 'tokens' | 'strong'> {
  const pictures = typeof logo === 'string' ? { day: logo } : logo;
  const day = address(pictures?.day, "the venue's name is shown");
  const night = pictures?.night === undefined ? day : address(pictures.night, 'the one for day is shown');
  const model = address(avatar.model, 'the blossom is shown');
  const font = (file: string | undefined) => (file?.endsWith('.woff2') ? address(file, "Foyer's own font is used") : file);
  const body = font(fonts.body);
  const display = font(fonts.display);
  return {
    name,
    corners,
    pattern,
    ...(day === undefined ? {} : { logo: { day, night: night ?? day } }),
    fonts: { ...(body === undefined ? {} : { body }), ...(display === undefined ? {} : { display }), displaySize: fonts.displaySize },
    avatar: { petals: avatar.petals, colours: avatar.colours, ...(model === undefined ? {} : { model }) },
  };
}

/** With a mark of its content, so that a changed file is fetched anew. */
function addressOf(folder: string, name: string | undefined, instead: string, problems: string[]): string | undefined {
  if (name === undefined) return undefined;
  const read = readThemeFile(folder, name);
  if (!read.ok) {
    problems.push(`theme/${name} ${read.why}; ${instead}`);
    return undefined;
  }
  return `/theme/${name}?v=${createHash('sha256').update(read.file.bytes).digest('hex').slice(0, 12)}`;
}
