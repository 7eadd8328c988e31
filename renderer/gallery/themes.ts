import { parse } from 'yaml';
import eventBody from '../../assets/themes/event/space-grotesk.woff2?url';
import eventYaml from '../../assets/themes/event/theme.yaml?raw';
import eventDisplay from '../../assets/themes/event/unbounded.woff2?url';
import museumBody from '../../assets/themes/museum/instrument-sans.woff2?url';
import museumDisplay from '../../assets/themes/museum/instrument-serif.woff2?url';
import museumLogo from '../../assets/themes/museum/logo.svg?url';
import museumLogoNight from '../../assets/themes/museum/logo-night.svg?url';
import museumYaml from '../../assets/themes/museum/theme.yaml?raw';
import { type Look, type ScreenTheme, themeFileSchema } from '../../core/contract/theme.ts';
import type { Light } from '../../core/theme/contrast-pairs.ts';
import { resolveColours } from '../../core/theme/resolve-theme.ts';

const THEMES: Readonly<Record<string, () => ScreenTheme>> = {
  museum: () => ({
    ...themed(museumYaml),
    fonts: { ...themed(museumYaml).fonts, body: museumBody, display: museumDisplay },
    logo: { day: museumLogo, night: museumLogoNight },
  }),
  event: () => ({ ...themed(eventYaml), fonts: { ...themed(eventYaml).fonts, body: eventBody, display: eventDisplay } }),
};

/** As a kiosk would send it: /gallery.html?state=NAME&theme=museum&light=night */
export function galleryLook(theme: string | null, light: Light, model: string | null = null): Look {
  const dress = THEMES[theme ?? '']?.() ?? null;
  return {
    theme: model === null ? dress : withModel(dress ?? themed('{}'), model),
    light: { light, dayFrom: '07:00', dayTo: '19:00' },
    presence: { camera: false },
    sounds: { enabled: true, volume: 0.35 },
  };
}

function withModel(theme: ScreenTheme, model: string): ScreenTheme {
  return { ...theme, avatar: { ...theme.avatar, model } };
}

function themed(yaml: string): ScreenTheme {
  const { name, corners, pattern, avatar, day, night, fonts } = themeFileSchema.parse(parse(yaml));
  const { tokens, strong } = resolveColours({ day, night });
  return {
    name,
    corners,
    pattern,
    tokens,
    strong,
    fonts: { displaySize: fonts.displaySize },
    avatar: { petals: avatar.petals, colours: avatar.colours },
  };
}
