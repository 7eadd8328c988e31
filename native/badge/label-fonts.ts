import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The part of a fontkit font that is asked. */
export interface GlyphSource {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

export interface TextRun {
  readonly font: string;
  readonly text: string;
}

/** Noto Sans comes as one file for each script; a name is set in as many as it needs. */
const SUBSETS = ['latin', 'latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'devanagari'];

/** Bundled font files in the order in which they are tried. */
export function bundledFonts(): { name: string; data: Buffer }[] {
  return SUBSETS.map((subset) => {
    const url = import.meta.resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-500-normal.woff`);
    return { name: subset, data: readFileSync(fileURLToPath(url)) };
  });
}

/** Text cut where another font is needed. Characters that no font has are left out and reported as missing. */
export function splitByFont(
  text: string,
  fonts: readonly { name: string; glyphs: GlyphSource }[],
): { runs: TextRun[]; missing: readonly string[] } {
  const runs: { font: string; text: string }[] = [];
  const missing: string[] = [];
  for (const char of text.normalize('NFC')) {
    const code = char.codePointAt(0) ?? 0;
    const last = runs.at(-1);
    const has = (one: { glyphs: GlyphSource }) => one.glyphs.hasGlyphForCodePoint(code);
    // Stays in the font in use where that will do, so that spaces and marks keep to their word.
    const font = fonts.find((one) => one.name === last?.font && has(one)) ?? fonts.find(has);
    if (font === undefined) missing.push(char);
    else if (font.name === last?.font) last.text += char;
    else runs.push({ font: font.name, text: char });
  }
  return { runs, missing };
}
