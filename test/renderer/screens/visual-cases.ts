import type { View } from './gallery.ts';

/** The guest screens, one gallery state each; what else is in the gallery are the same screens with other contents. */
export const SCREENS = [
  'connecting', 'attract', 'attract-no-venue', 'start', 'hearing', 'thinking', 'speaking', 'muted', 'tap-to-talk', 'keyboard', 'help',
  'consent', 'scan', 'known', 'idle', 'lost', 'mic-denied', 'memory', 'memory-erase', 'pin-choose', 'place', 'route-two-floors',
  'list', 'session', 'menu', 'faq', 'request', 'booking', 'emergency', 'qr-answer', 'access', 'privacy',
] as const; // biome-ignore format: a list

const ORIENTATIONS = ['portrait', 'landscape'] as const satisfies readonly View[];
/** Foyer's own by day and by night, and the two examples. */
const THEMES = {
  day: 'light=day',
  night: 'light=night',
  museum: 'light=day&theme=museum',
  event: 'light=night&theme=event',
} as const;
const DIRECTIONS = { ltr: '', rtl: '&locale=ar' } as const;

export interface VisualCase {
  /** "attract.portrait.museum.rtl": the reference's name. */
  readonly name: string;
  readonly screen: string;
  readonly view: View;
  readonly query: string;
}

const COMBINATIONS = ORIENTATIONS.flatMap((view) =>
  Object.keys(THEMES).flatMap((theme) => Object.keys(DIRECTIONS).map((direction) => ({ view, theme, direction }) as Combination)),
);
interface Combination {
  readonly view: (typeof ORIENTATIONS)[number];
  readonly theme: keyof typeof THEMES;
  readonly direction: keyof typeof DIRECTIONS;
}

/** Every screen × orientation × theme × direction, of the screens that the gallery has. */
export function allCases(gallery: readonly string[]): VisualCase[] {
  return SCREENS.filter((screen) => gallery.includes(screen)).flatMap((screen) => COMBINATIONS.map((one) => caseOf(screen, one)));
}

/**
 * Two of them for each screen, so that every combination is seen on several screens and each screen in both orientations and
 * both directions: what the suite has time for.
 */
export function suiteCases(gallery: readonly string[]): VisualCase[] {
  return SCREENS.flatMap((screen, i) => {
    if (!gallery.includes(screen)) return [];
    const first = COMBINATIONS[(i * 5) % COMBINATIONS.length];
    const second = COMBINATIONS.find(
      (one) =>
        first !== undefined &&
        one.view !== first.view &&
        one.direction !== first.direction &&
        Object.keys(THEMES).indexOf(one.theme) === (Object.keys(THEMES).indexOf(first.theme) + 2) % 4,
    );
    return [first, second].flatMap((one) => (one === undefined ? [] : [caseOf(screen, one)]));
  });
}

function caseOf(screen: string, { view, theme, direction }: Combination): VisualCase {
  return { name: `${screen}.${view}.${theme}.${direction}`, screen, view, query: `${THEMES[theme]}${DIRECTIONS[direction]}` };
}
