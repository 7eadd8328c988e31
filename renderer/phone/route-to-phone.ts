import type { RouteView, VenueSummary } from '../../core/contract/index.ts';
import { simplifyLine } from '../../core/venue/wayfinding/geometry.ts';
import { turnFor } from '../components/map/turn.ts';

import { encodePhoneRoute, type PhoneRoute } from './phone-route.ts';

/** More than this and a code on the screen is too fine for a phone's camera. */
const MOST_BYTES = 1400;
/** Tried in turn until the code is coarse enough; the last leaves the outlines out. */
const TOLERANCES_M = [0.3, 1, 3, Number.POSITIVE_INFINITY];

interface Options {
  readonly route: RouteView;
  readonly venue: Pick<VenueSummary, 'name' | 'floors' | 'here'>;
  readonly locale: string;
  readonly title: string;
  readonly summary: string;
  /** Where the operator has published the page; left out: the way in words, which needs no page and no network. */
  readonly pageUrl?: string;
}

/** What a phone reads off the screen: a link that carries the way, or the way in words. */
export function routeToPhone(options: Options): string {
  const { pageUrl } = options;
  if (pageUrl !== undefined) {
    for (const tolerance of TOLERANCES_M) {
      const link = `${pageUrl.split('#')[0]}#${encodePhoneRoute(phoneRouteOf(options, tolerance))}`;
      if (link.length <= MOST_BYTES) return link;
    }
  }
  return inWords(options);
}

function phoneRouteOf({ route, venue, locale, title, summary }: Options, toleranceM: number): PhoneRoute {
  return {
    locale,
    venue: venue.name,
    title,
    summary,
    floors: route.legs.map(({ floorId, points }) => {
      const floor = venue.floors.find(({ id }) => id === floorId);
      // As on the kiosk's screen: what lay ahead of the guest is up.
      const turn = floor === undefined ? null : turnFor(floor, venue.here?.headingDeg ?? 0);
      return {
        name: floor?.name ?? floorId,
        outline: turn === null || !Number.isFinite(toleranceM) ? [] : simplifyLine((floor?.outline ?? []).map(turn), toleranceM),
        way: turn === null ? points : simplifyLine(points.map(turn), Math.min(toleranceM, 1)),
        steps: route.steps.filter((step) => step.floorId === floorId).map(({ text, distanceM }) => ({ text, metres: distanceM })),
      };
    }),
  };
}

function inWords({ route, venue, title, summary }: Options): string {
  const steps = route.steps.map(({ text }, i) => `${i + 1}. ${text}`);
  const lines = [`${title} (${venue.name})`, summary, ...steps];
  const encoder = new TextEncoder();
  // A way with very many steps keeps its first ones: the rest is on the kiosk's screen.
  while (lines.length > 3 && encoder.encode(lines.join('\n')).length > MOST_BYTES) lines.pop();
  return lines.join('\n');
}
