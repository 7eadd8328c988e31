import type { Companion } from '../contract/companion.ts';
import { type Capabilities, type KioskConfig, type Locale, PROTOCOL_VERSION, type ToScreenOf } from '../contract/index.ts';
import { textIn, type Venue } from '../venue/model.ts';
import { summariseVenue } from '../venue/summary.ts';
import type { GuestSession } from './guest-session.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import { privacyNotice } from './privacy-notice.ts';

/** The first message to a screen: all it needs to draw itself, and the running session to go on with. */
export function welcome(
  { config, parts, staffPin, clock, companions, connected, endpointKeeps, theme = null }: KioskDeps,
  locale: Locale,
  session: GuestSession | null,
): ToScreenOf<'welcome'> {
  const context = parts.venue();
  return {
    type: 'welcome',
    protocol: PROTOCOL_VERSION,
    kioskName: config.name,
    companionName: config.companion.name,
    locales: config.locales,
    locale,
    capabilities: withoutReasons(parts.capabilities()),
    venue: context === null ? null : summariseVenue(context.venue, context.version, placeOf(config)),
    session: session?.snapshot() ?? null,
    openers: { ...openersOf(context?.venue, config.locales), ...ownOpeners(companions?.current ?? null, config.locales) },
    staff: { pinSet: staffPin.isSet(), mayChoosePin: staffPin.mayChoose() },
    now: clock.localNow(context?.venue.timezone ?? 'UTC'),
    nowPinned: config.now !== undefined,
    idle: config.idle,
    talkMode: config.turnTaking.mode,
    badges: { camera: config.badges.camera, wedge: config.badges.wedge },
    privacy: privacyNotice(config, connected, endpointKeeps?.()),
    look: { theme, light: config.screen, presence: { camera: config.presence.camera === 'on' }, sounds: config.sounds },
    ...(Object.keys(config.access.keys).length === 0 ? {} : { accessKeys: config.access.keys }),
    ...(config.phone.pageUrl === undefined ? {} : { phonePageUrl: config.phone.pageUrl }),
  };
}

/** Where this kiosk stands and which way the guest looks. */
export function placeOf(config: KioskConfig): { readonly placeId?: string; readonly headingDeg: number } {
  return { headingDeg: config.headingDeg, ...(config.placeId === undefined ? {} : { placeId: config.placeId }) };
}

/** Why a part is down is for staff; a guest's screen is told only that it is. */
export function withoutReasons({ planner, ...parts }: Capabilities): Capabilities {
  const states = Object.entries(parts).map(([part, capability]) => [part, capability && { state: capability.state }]);
  return { ...(Object.fromEntries(states) as typeof parts), planner };
}

/** The companion's own, in the languages for which it has some. */
function ownOpeners(companion: Companion | null, locales: readonly Locale[]) {
  const own = locales.flatMap((locale) => {
    const texts = companion?.openers[locale] ?? [];
    return texts.length === 0 ? [] : [[locale, texts.map((text, i) => ({ id: `opener-${i}`, text }))] as const];
  });
  return Object.fromEntries(own);
}

function openersOf(venue: Venue | undefined, locales: readonly Locale[]) {
  const openers = venue?.openers ?? [];
  return Object.fromEntries(
    locales.map((locale) => [locale, openers.map((text, i) => ({ id: `opener-${i}`, text: textIn(text, locale) }))]),
  );
}
