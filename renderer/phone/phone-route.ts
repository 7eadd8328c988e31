import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import * as z from 'zod/mini';
import type { Point } from '../../core/contract/index.ts';

/**
 * A way as a phone takes it along: everything the page shows, in the guest's language, and nothing of the guest.
 * It travels in the link's fragment, which browsers send to no server.
 */
export interface PhoneRoute {
  readonly locale: string;
  readonly venue: string;
  readonly title: string;
  /** "about 3 minutes on foot, 120 m". */
  readonly summary: string;
  readonly floors: readonly PhoneFloor[];
}

export interface PhoneFloor {
  readonly name: string;
  readonly outline: readonly Point[];
  readonly way: readonly Point[];
  readonly steps: readonly { readonly text: string; readonly metres: number }[];
}

const VERSION = 1;
/** Coordinates are kept to a fifth of a metre. */
const PER_METRE = 5;
const MOST_POINTS = 200;
/** A QR code holds 2,953 bytes at most; what claims to unpack to more than this is no way of ours. */
const LONGEST_FRAGMENT = 4000;
const LONGEST_JSON = 40_000;

const text = z.string().check(z.maxLength(300));
const numbers = z.array(z.int().check(z.minimum(-1_000_000), z.maximum(1_000_000))).check(z.maxLength(2 * MOST_POINTS));
const wireSchema = z.tuple([
  z.literal(VERSION),
  z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
  text,
  text,
  text,
  z.array(z.tuple([text, numbers, numbers, z.array(z.tuple([text, z.number()])).check(z.maxLength(60))])).check(z.maxLength(20)),
]);

export function encodePhoneRoute(route: PhoneRoute): string {
  const floors = route.floors.map(({ name, outline, way, steps }) => [
    name,
    deltas(outline),
    deltas(way),
    steps.map((step) => [step.text, Math.round(step.metres)]),
  ]);
  const json = JSON.stringify([VERSION, route.locale, route.venue, route.title, route.summary, floors]);
  return toBase64Url(deflateSync(strToU8(json), { level: 9 }));
}

/** The way in a link's fragment, or null when it is not one: anybody can make a link. */
export function decodePhoneRoute(fragment: string): PhoneRoute | null {
  try {
    if (fragment.length > LONGEST_FRAGMENT) return null;
    const out = new Uint8Array(LONGEST_JSON);
    const json = JSON.parse(strFromU8(inflateSync(fromBase64Url(fragment), { out })));
    const [, locale, venue, title, summary, floors] = wireSchema.parse(json);
    return {
      locale,
      venue,
      title,
      summary,
      floors: floors.map(([name, outline, way, steps]) => ({
        name,
        outline: points(outline),
        way: points(way),
        steps: steps.map(([step, metres]) => ({ text: step, metres })),
      })),
    };
  } catch {
    return null;
  }
}

/** Differences of whole fifths of a metre: small numbers that pack well. */
function deltas(line: readonly Point[]): number[] {
  let [lastX, lastY] = [0, 0];
  return line.slice(0, MOST_POINTS).flatMap(([x, y]) => {
    const [nextX, nextY] = [Math.round(x * PER_METRE), Math.round(y * PER_METRE)];
    const delta = [nextX - lastX, nextY - lastY];
    [lastX, lastY] = [nextX, nextY];
    return delta;
  });
}

function points(flat: readonly number[]): Point[] {
  let [x, y] = [0, 0];
  const line: Point[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    x += flat[i] ?? 0;
    y += flat[i + 1] ?? 0;
    line.push([x / PER_METRE, y / PER_METRE]);
  }
  return line;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(packed: string): Uint8Array {
  return Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
