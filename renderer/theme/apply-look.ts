import { type ScreenTheme, TOKENS } from '../../core/contract/theme.ts';
import { isDark } from '../../core/theme/colour.ts';
import type { Light } from '../../core/theme/contrast-pairs.ts';
import { DEFAULT_TOKENS } from '../../core/theme/default-tokens.ts';

export interface AppliedLook {
  readonly theme: ScreenTheme | null;
  readonly light: Light;
  /** For guests who asked for more contrast. */
  readonly strong: boolean;
}

/** Letters that neither has; see styles/scripts.css. */
const OTHER_SCRIPTS = "'Noto Sans Arabic Variable', 'Noto Sans JP Variable'";
const FONTS = {
  figtree: `'Figtree Variable', ${OTHER_SCRIPTS}, system-ui, sans-serif`,
  fraunces: `'Fraunces Variable', ${OTHER_SCRIPTS}, Georgia, serif`,
  system: `system-ui, ${OTHER_SCRIPTS}, sans-serif`,
} as const;

const PARTS = ['outer', 'inner', 'heart', 'face', 'eyes', 'mouth'] as const;

/** Puts a theme on the document: custom properties, and attributes that styles go by. Without one, the style sheet's own hold. */
export function applyLook(root: HTMLElement, { theme, light, strong }: AppliedLook): void {
  const tokens = (strong ? theme?.strong : theme?.tokens)?.[light];
  root.dataset.light = light;
  root.dataset.walls = isDark((tokens ?? DEFAULT_TOKENS[light]).room) ? 'dark' : 'light';
  for (const token of TOKENS) put(root, `--${token}`, tokens?.[token]);
  mark(root, 'corners', theme?.corners);
  mark(root, 'pattern', theme?.pattern);
  put(root, '--font-body', theme?.fonts.body && family('body', theme.fonts.body));
  put(root, '--font-display', theme?.fonts.display && family('display', theme.fonts.display));
  mark(root, 'display', theme?.fonts.display && (theme.fonts.display === 'fraunces' ? undefined : 'other'));
  for (const part of PARTS) put(root, `--avatar-${part}`, theme?.avatar.colours[part]);
  mark(root, 'petals', theme?.avatar.petals);
}

function put(root: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) root.style.removeProperty(name);
  else root.style.setProperty(name, value);
}

function mark(root: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) delete root.dataset[name];
  else root.dataset[name] = value;
}

/** A font of the house, or the venue's own: then the house's stands in for letters that it lacks, and until it is there. */
function family(use: 'body' | 'display', font: string): string {
  if (font === 'figtree' || font === 'fraunces' || font === 'system') return FONTS[font];
  return `'Theme ${use}', ${use === 'body' ? FONTS.figtree : FONTS.fraunces}`;
}

/** Loads the venue's own fonts. One that does not load leaves the house's, and is told once. */
export function loadFonts(theme: ScreenTheme | null, fonts: FontFaceSet, onProblem: (what: string) => void): void {
  for (const use of ['body', 'display'] as const) {
    const address = theme?.fonts[use];
    if (address === undefined || !address.includes('/')) continue;
    const sizeAdjust = `${Math.round(100 * (use === 'display' ? (theme?.fonts.displaySize ?? 1) : 1))}%`;
    // Known to browsers, and not yet to the type.
    const looks: FontFaceDescriptors & { readonly sizeAdjust: string } = { weight: '100 900', display: 'swap', sizeAdjust };
    const face = new FontFace(`Theme ${use}`, `url("${address}") format("woff2")`, looks);
    fonts.add(face);
    face.load().catch(() => onProblem(`the theme's font ${address} did not load`));
  }
}
