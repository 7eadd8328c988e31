import { z } from 'zod';

/** What each colour of the screen is for; the custom properties of renderer/styles/tokens.css have the same names. */
export const TOKENS = [
  'room', 'room-light', 'room-mid', 'room-deep', 'glow', 'ray', 'text', 'text-quiet', 'accent-text',
  'accent', 'accent-deep', 'on-accent', 'chosen', 'on-chosen', 'accent-mark', 'rim', 'veil', 'plain', 'on-plain', 'disc', 'on-disc',
  'paper', 'paper-soft', 'paper-edge', 'paper-line', 'paper-ink', 'paper-ink-soft', 'paper-ink-quiet', 'accent-ink',
  'solid', 'solid-edge', 'on-solid', 'on-solid-accent',
  'ok', 'ok-ground', 'soon', 'soon-ground', 'alarm', 'alarm-strong', 'alarm-ground', 'shade',
] as const; // biome-ignore format: a table
export type Token = (typeof TOKENS)[number];

/** "#1d453d" */
const colourSchema = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour as #rrggbb');
export const paletteSchema = z.partialRecord(z.enum(TOKENS), colourSchema);
export type Palette = z.infer<typeof paletteSchema>;
export const tokensSchema = z.record(z.enum(TOKENS), colourSchema);
export type Tokens = Readonly<Record<Token, string>>;

/** Beside theme.yaml, in the same folder: no path, no address. */
const fileOf = (...kinds: readonly string[]) =>
  z
    .string()
    .max(80)
    .regex(
      new RegExp(`^[A-Za-z0-9][A-Za-z0-9_-]*\\.(${kinds.join('|')})$`),
      `a file beside theme.yaml that ends in .${kinds.join(' or .')}`,
    );

const image = fileOf('svg', 'png', 'webp');
const font = z.union([z.enum(['figtree', 'fraunces', 'system']), fileOf('woff2')]);
const displaySize = z.number().min(0.7).max(1.3);
const cornersSchema = z.enum(['square', 'soft', 'round']);
const patternSchema = z.enum(['rays', 'rings', 'dots', 'none']);
const petalsSchema = z.enum(['pointed', 'round', 'rays', 'none']);

const avatarColours = z.strictObject({
  outer: colourSchema.optional(),
  inner: colourSchema.optional(),
  heart: colourSchema.optional(),
  face: colourSchema.optional(),
  eyes: colourSchema.optional(),
  mouth: colourSchema.optional(),
});

/** `theme/theme.yaml` in the data directory: how a venue's kiosks look. Every key may be left out. */
export const themeFileSchema = z.strictObject({
  name: z.string().trim().min(1).max(60).default('Our theme'),
  /** In place of the venue's name at the top. `night` where the one for day would not show. */
  logo: z.union([image, z.strictObject({ day: image, night: image.optional() })]).optional(),
  /** `displaySize`: how large the display font is set beside the others; wide letters want less, narrow ones more. */
  fonts: z.strictObject({ body: font.optional(), display: font.optional(), displaySize: displaySize.default(1) }).prefault({}),
  corners: cornersSchema.default('round'),
  pattern: patternSchema.default('rays'),
  /** Colours by what they are for. "room", "text", "accent", "paper" and "paper-ink" are enough: the others follow from them. */
  day: paletteSchema.default({}),
  night: paletteSchema.default({}),
  avatar: z
    .strictObject({
      kind: z.enum(['blossom', 'vrm']).default('blossom'),
      petals: petalsSchema.default('pointed'),
      colours: avatarColours.prefault({}),
      /** With kind "vrm". */
      model: fileOf('vrm').optional(),
    })
    .refine(({ kind, model }) => (kind === 'vrm') === (model !== undefined), 'kind "vrm" needs a model, and only that has one')
    .prefault({}),
});
export type ThemeFile = z.infer<typeof themeFileSchema>;

/** "/theme/logo.svg?v=1f0c…": always of the page's own origin. */
const address = z.string().regex(/^\/theme\/[\w.-]+\?v=[0-9a-f]{12}$/);
const bothLights = <T extends z.ZodType>(schema: T) => z.object({ day: schema, night: schema });

/** A theme as a screen takes it: colours complete and checked, files by address. */
export const screenThemeSchema = z.object({
  name: z.string(),
  tokens: bothLights(tokensSchema),
  /** The same, for guests who asked for more contrast. */
  strong: bothLights(tokensSchema),
  logo: bothLights(address).optional(),
  fonts: z.object({ body: z.string().optional(), display: z.string().optional(), displaySize: displaySize.optional() }),
  corners: cornersSchema,
  pattern: patternSchema,
  avatar: z.object({ petals: petalsSchema, colours: avatarColours, model: address.optional() }),
});
export type ScreenTheme = z.infer<typeof screenThemeSchema>;
export type PetalKind = z.infer<typeof petalsSchema>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day: "07:00"');

/** `screen` of the configuration. */
export const screenConfigSchema = z.strictObject({
  /** "auto": day from `dayFrom` to `dayTo` on the venue's clock, night otherwise. */
  light: z.enum(['auto', 'day', 'night']).default('auto'),
  dayFrom: timeOfDay.default('07:00'),
  dayTo: timeOfDay.default('19:00'),
});
export type ScreenConfig = z.infer<typeof screenConfigSchema>;

/** `presence` of the configuration. */
export const presenceConfigSchema = z.strictObject({
  /** Whether the face looks where something moves. The camera, and its light, are then on all day; no picture leaves the page. */
  camera: z.enum(['off', 'on']).default('off'),
});

/** `sounds` of the configuration. */
export const soundsConfigSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** Beside speech, which is 1. */
  volume: z.number().min(0).max(1).default(0.35),
});

/** How this kiosk looks and sounds; part of the welcome. */
export const lookSchema = z.object({
  theme: screenThemeSchema.nullable(),
  light: screenConfigSchema,
  presence: z.object({ camera: z.boolean() }),
  sounds: soundsConfigSchema,
});
export type Look = z.infer<typeof lookSchema>;
